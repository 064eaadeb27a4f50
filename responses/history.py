"""The trail of one addressee, as people read it: who, when, from what to what.

The rows are the database's own (recommendations.trail): what was changed past the
site, in SQL, stands among them, without a name.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from recommendations.models import Addressee, Check, Extension, Lead
from recommendations.partial_dates import (
    PartialDate,
    day_in_words,
)
from responses.letter_words import (
    OF_A_LETTER,
    OF_A_MAIL,
    OF_A_RECOMMENDATION_IN_A_LETTER,
)
from responses.models import (
    AdequacyCheck,
    Assignment,
    Document,
    Flag,
    Letter,
    LetterAddressee,
    LetterMail,
    Promise,
    PromiseAssessment,
    Response,
)
from responses.trail_words import (
    OF_A_CHECK,
    OF_A_DOCUMENT,
    OF_A_FLAG,
    OF_A_LEAD,
    OF_A_PROMISE,
    OF_A_PROMISE_ASSESSMENT,
    OF_A_RESPONSE,
    OF_AN_ADDRESSEE,
    OF_AN_ADEQUACY_CHECK,
    OF_AN_ASSIGNMENT,
    OF_AN_EXTENSION,
    Words,
)


@dataclass(frozen=True)
class FieldChange:
    """One fact of a row; before is blank where it was new or said nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What became of one row, such as a response; happened: recorded, changed …"""

    what: str
    happened: str
    fields: list[FieldChange]


@dataclass(frozen=True)
class TrailEntry:
    """What was done in one act; by is blank where it came past the site.

    evidence: the web address at which the reason can be seen, where one was given.
    """

    at: datetime
    by: str
    reason: str
    evidence: str = ""
    rows: list[RowChange] = field(default_factory=list)


def trail_of(addressee: Addressee) -> list[TrailEntry]:
    """Return all that was done to an addressee and what hangs on it, newest first."""
    return _entries(_events(addressee))


def changes_since(addressee: Addressee, version: int) -> list[TrailEntry]:
    """Return the acts that came after a version of the addressee, newest first."""
    later = set(
        versions_of(Addressee)
        .filter(pgh_obj=addressee.pk, version__gt=version)
        .values_list("pgh_context_id", flat=True)
    )
    events = _events(addressee)
    return _entries(event for event in events if event[0].pgh_context_id in later)


def trail_of_letter(letter: Letter) -> list[TrailEntry]:
    """Return all that was done to a letter, newest first."""
    return _entries(_letter_events([letter.pk], mails=True))


def letter_changes_since(letter: Letter, version: int) -> list[TrailEntry]:
    """Return the acts that came after a version of the letter, newest first."""
    later = set(
        versions_of(Letter)
        .filter(pgh_obj=letter.pk, version__gt=version)
        .values_list("pgh_context_id", flat=True)
    )
    events = _letter_events([letter.pk], mails=True)
    return _entries(event for event in events if event[0].pgh_context_id in later)


def was_submitted(row: Addressee | Letter, *, submission: str, by: int) -> bool:
    """Tell whether this very form was saved already: the button was pressed twice."""
    events = versions_of(type(row)).filter(
        pgh_obj=row.pk,
        pgh_context__submission=submission,
        pgh_context__user=by,
    )
    return bool(submission) and events.exists()


# What a row may point to that is named in words.
_RELATED = ("passed_to", "document", "promise", "institution", "officer")

_HAPPENED = {"insert": "recorded", "update": "changed", "delete": "removed"}


def versions_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return every version of every row of a model, in the order of their writing."""
    versions: models.QuerySet[Any] = model.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    return versions.order_by("pgh_id")


def _events(addressee: Addressee) -> list[tuple[Any, RowChange]]:
    """Return each recorded version of each row, with what it changed."""
    about = {"addressee": addressee.pk}
    papers = addressee.responses.values("document")
    answers = {"response__in": addressee.responses.values("pk")}
    promises = Promise.objects.filter(**answers)
    tables = [
        (versions_of(Addressee).filter(pgh_obj=addressee.pk), OF_AN_ADDRESSEE),
        (versions_of(Document).filter(pgh_obj__in=papers), OF_A_DOCUMENT),
        (versions_of(Response).filter(**about), OF_A_RESPONSE),
        (versions_of(Extension).filter(**about), OF_AN_EXTENSION),
        (versions_of(Check).filter(**about), OF_A_CHECK),
        (versions_of(Flag).filter(**about), OF_A_FLAG),
        (versions_of(AdequacyCheck).filter(**answers), OF_AN_ADEQUACY_CHECK),
        (versions_of(Promise).filter(**answers), OF_A_PROMISE),
        (
            versions_of(PromiseAssessment).filter(promise__in=promises.values("pk")),
            OF_A_PROMISE_ASSESSMENT,
        ),
        (versions_of(Lead).filter(**about), OF_A_LEAD),
        (versions_of(Assignment).filter(**about), OF_AN_ASSIGNMENT),
    ]
    found = [each for versions, words in tables for each in compared(versions, words)]
    chasing = versions_of(LetterAddressee).filter(**about)
    letters = set(chasing.values_list("letter", flat=True))
    return found + (_letter_events(letters, chasing=chasing) if letters else [])


def _letter_events(
    letters: Collection[int],
    *,
    chasing: models.QuerySet[Any] | None = None,
    mails: bool = False,
) -> list[tuple[Any, RowChange]]:
    """Return each recorded version of letters, with what it changed.

    chasing: what they are about, all of it if None. mails: those they were sent as.
    """
    if chasing is None:
        chasing = versions_of(LetterAddressee).filter(letter__in=letters)
    tables = [
        (versions_of(Letter).filter(pgh_obj__in=letters), OF_A_LETTER),
        (chasing, OF_A_RECOMMENDATION_IN_A_LETTER),
    ]
    if mails:
        tables.append((versions_of(LetterMail).filter(letter__in=letters), OF_A_MAIL))
    return [each for versions, words in tables for each in compared(versions, words)]


def compared(
    versions: models.QuerySet[Any], words: Words
) -> Iterator[tuple[Any, RowChange]]:
    """Yield each version and what it changed in the one before it of the same row.

    versions: of any number of rows of a model, each row's own in order.
    """
    related = [name for name in _RELATED if _has(versions, name)]
    what = str(versions.model.pgh_tracked_model._meta.verbose_name).capitalize()
    last: dict[int, dict[str, str]] = {}
    for event in versions.prefetch_related(*related):
        said = {name: _in_words(tell(event)) for name, tell in words.items()}
        before = last.get(event.pgh_obj_id, {})
        last[event.pgh_obj_id] = said
        changed = [
            FieldChange(name, before.get(name, ""), after)
            for name, after in said.items()
            if before.get(name, "") != after
        ]
        # A version that changed nothing a reader would know goes without saying.
        if changed or event.pgh_label == "delete":
            happened = _HAPPENED[event.pgh_label]
            yield event, RowChange(what, happened, changed)


def _has(versions: models.QuerySet[Any], name: str) -> bool:
    return any(each.name == name for each in versions.model._meta.fields)


def _entries(events: Iterable[tuple[Any, RowChange]]) -> list[TrailEntry]:
    """Put together what was done in one act, newest act first."""
    entries: dict[tuple[Any, ...], TrailEntry] = {}
    for event, change in events:
        context = event.pgh_context or {}
        act = (event.pgh_created_at, event.pgh_context_id)
        entry = TrailEntry(
            at=event.pgh_created_at,
            by=_who(context),
            reason=context.get("reason") or "",
            evidence=context.get("evidence") or "",
        )
        entries.setdefault(act, entry).rows.append(change)
    return sorted(entries.values(), key=lambda entry: entry.at, reverse=True)


def _who(context: dict[str, Any]) -> str:
    """Say who did it, and who had written it where that was somebody else."""
    by, author = context.get("by") or "", context.get("author")
    return f"{by}, written by {author}" if author else by


def _in_words(value: Any) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "Yes" if value else "No"
        case PartialDate():
            return value.in_words
        case date():
            return day_in_words(value)
    return str(value)
