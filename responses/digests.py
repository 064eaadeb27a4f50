"""What a digest says: lines of the register in, subject and text out. Nothing is sent.

Silence that nobody has looked into is "to check", never added up with "overdue".
"""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string

from recommendations.deadlines import Timeliness
from recommendations.partial_dates import DayRange, day_in_words, range_in_words
from responses.lines import Line
from responses.weeks import Week

LINES = 25
WIDTH = 80
ANSWERED = [state for state in Timeliness if state.startswith("answered")]


class Audience(NamedTuple):
    """Whom a digest is for. No slugs: for all institutions.

    Officers are told as well when there is nothing to say.
    """

    name: str
    slugs: tuple[str, ...]
    is_officers: bool


class Previous(NamedTuple):
    """What the reader was told last: by addressee its state and its due days."""

    as_at: date
    snapshot: dict[str, list[str]]


class Said(NamedTuple):
    """A line of a section: what stands there about one addressee."""

    line: Line
    words: str


@dataclass(frozen=True)
class Section:
    title: str
    said: list[Said]
    more_url: str

    @property
    def count(self) -> int:
        return len(self.said)

    @property
    def groups(self) -> list[tuple[str, list[Said]]]:
        """The first lines under their reports, each report where its first line is."""
        shown = self.said[:LINES]
        order = list(dict.fromkeys(each.line.group for each in shown))
        shown = sorted(shown, key=lambda each: order.index(each.line.group))
        return [
            (group, list(said))
            for group, said in groupby(shown, key=lambda each: each.line.group)
        ]

    @property
    def more(self) -> int:
        return max(0, self.count - LINES)


@dataclass(frozen=True)
class Digest:
    subject: str
    text: str
    html: str
    is_empty: bool
    snapshot: dict[str, list[str]]


def compose(
    lines: list[Line],
    *,
    audience: Audience,
    week: Week,
    on: date,
    previous: Previous | None,
) -> Digest:
    """Write a digest.

    lines: all that concern the audience, as at the day: the outstanding, and those
    that were outstanding when the reader was last told. previous: None for a first
    digest, which takes the last seven days' for news.
    """
    sections = _sections(lines, audience=audience, on=on, previous=previous)
    context = {
        "headline": _headline(sections, lines),
        "audience": audience.name,
        "week": day_in_words(week.monday),
        "on": day_in_words(on),
        "sections": [section for section in sections.values() if section.said],
        "list_url": _list_url(audience, on=on),
        "next_due": _next_due(lines),
    }
    return Digest(
        subject=_one_line(
            f"{context['headline']}: {audience.name}, week of {context['week']}"
        ),
        text=wrapped(render_to_string("responses/emails/digest.txt", context)),
        html=render_to_string("responses/emails/digest.html", context),
        is_empty=not context["sections"],
        snapshot=_snapshot(lines),
    )


def wrapped(text: str) -> str:
    """Break lines of more than 80 columns, but no address; one blank line at most."""
    lines = []
    for line in text.splitlines():
        indent = re.match(r"(?:\* | *)", line)
        lines += textwrap.wrap(
            line,
            WIDTH,
            subsequent_indent=" " * (indent.end() if indent else 0),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _sections(
    lines: list[Line], *, audience: Audience, on: date, previous: Previous | None
) -> dict[str, Section]:
    overdue = sorted((line for line in lines if line.is_overdue), key=_due_first)
    news = [line for line in overdue if _is_news(line, on=on, previous=previous)]
    still = [line for line in overdue if line not in news]
    to_check = sorted((line for line in lines if line.is_to_check), key=_due_first)
    soon = sorted((line for line in lines if line.is_due_soon), key=_due_first)
    since = f"since {day_in_words(previous.as_at)}" if previous else ""

    def section(title: str, said: list[Said], **asked: Any) -> Section:
        return Section(title, said, _list_url(audience, on=on, **asked))

    def as_it_stands(found: list[Line]) -> list[Said]:
        return [Said(line, _standing(line)) for line in found]

    overdue_only = {"state": "overdue", "verification": "confirmed"}
    return {
        "news": section("Newly overdue", as_it_stands(news), **overdue_only),
        "still": section(
            "Still overdue",
            [Said(line, _standing(line) + _weeks(line, on=on)) for line in still],
            **overdue_only,
        ),
        "to_check": section(
            "To check: past the due day, no response recorded",
            as_it_stands(to_check),
            state=["overdue", "possibly_overdue"],
            verification="unverified",
        ),
        "soon": section("Due in 28 days", as_it_stands(soon), state="due_soon"),
        "changes": section(
            f"Answered, extended or corrected {since}",
            _changes(lines, previous),
            state=ANSWERED,
        ),
    }


def _is_news(line: Line, *, on: date, previous: Previous | None) -> bool:
    """Tell whether the reader has not yet been told that it is overdue.

    A corrected due date does not make old news new.
    """
    if previous is None:
        return bool(line.due and on - line.due.latest <= timedelta(weeks=1))
    before = previous.snapshot.get(str(line.addressee))
    return before is None or before[0] != "overdue"


def _changes(lines: Iterable[Line], previous: Previous | None) -> list[Said]:
    if previous is None:
        return []
    found = []
    for line in lines:
        before = previous.snapshot.get(str(line.addressee))
        if before is not None and (words := _change(line, before)):
            found.append(Said(line, words))
    return found


def _change(line: Line, before: list[str]) -> str:
    """Say what became of a line that was outstanding before, or nothing."""
    if line.answered is not None:
        on = "on" if line.answered.is_exact else "in"
        return f"{line.standing.in_words}. Published {on} {line.answered.in_words}."
    if not line.standing.state.is_outstanding:
        return f"{line.standing.in_words}."
    now = str(line.due or "")
    if now == before[1]:
        return ""
    how = "Extended" if line.is_extended else "Corrected"
    return f"{how}: due {_days(before[1])} before, now {_days(now)}."


def _standing(line: Line) -> str:
    """Say where it stands, and the due day unless that is said already."""
    said = line.standing.in_words
    if line.due is None or line.is_to_check:
        return f"{said}."
    due = f"Due {range_in_words(line.due)}."
    return due if line.is_due_soon else f"{said}. {due}"


def _weeks(line: Line, *, on: date) -> str:
    if line.due is None or (weeks := (on - line.due.latest).days // 7) < 1:
        return ""
    return f" {weeks} week{'s' if weeks != 1 else ''} running."


def _headline(sections: dict[str, Section], lines: list[Line]) -> str:
    overdue = sections["news"].count + sections["still"].count
    counted = [
        (overdue, "overdue"),
        (sections["to_check"].count, "to check"),
        (sections["soon"].count, "due in 28 days"),
    ]
    said = [f"{count} {what}" for count, what in counted if count]
    if not said and sections["changes"].count:
        said = [f"{sections['changes'].count} answered or changed"]
    return ", ".join(said) or f"Nothing overdue, {_next_due(lines)}"


def _next_due(lines: Iterable[Line]) -> str:
    """Say when something is next due, beyond what is listed."""
    waiting = [
        line.due
        for line in lines
        if line.due and line.standing.state is Timeliness.AWAITING
    ]
    if not waiting:
        return "no due date ahead"
    return f"next due {range_in_words(min(waiting))}"


def _snapshot(lines: Iterable[Line]) -> dict[str, list[str]]:
    return {
        str(line.addressee): [
            "overdue" if line.is_overdue else "open",
            str(line.due or ""),
        ]
        for line in lines
        if line.standing.state.is_outstanding
    }


def _list_url(audience: Audience, *, on: date, **asked: Any) -> str:
    asked = {"institution": audience.slugs, **asked, "as_at": on}
    return f"{settings.SITE_URL}/responses/?{urlencode(asked, doseq=True)}"


def _due_first(line: Line) -> tuple[date, str, int]:
    latest = line.due.latest if line.due else date.max
    return latest, line.institution, line.addressee


def _days(text: str) -> str:
    if not text:
        return "without a date"
    first, _, last = text.partition("/")
    return range_in_words(
        DayRange(date.fromisoformat(first), date.fromisoformat(last or first))
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
