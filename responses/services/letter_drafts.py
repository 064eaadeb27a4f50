"""How a letter is drafted and edited, from an inquiry's own words or built-in ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import Truncator

from recommendations.models import Addressee, Institution, Rung
from responses.chasing import chaseable, in_list_order
from responses.history import was_submitted
from responses.letters.placeholders import Subject, filled
from responses.letters.wording import wording_for
from responses.models import Letter, Officer
from responses.permissions import may_write_to
from responses.services.acts import AlreadyRecorded, NotAllowed
from responses.services.letters import LetterAct, hold_letter, require_draft
from responses.weeks import day_in_london

SUBJECT_LENGTH = 300


class AlreadyDrafted(AlreadyRecorded):
    """A draft of the same rung covers one of these already.

    letter: that draft.
    """

    def __init__(self, letter: Letter) -> None:
        by = f" by {letter.drafted_by}" if letter.drafted_by else ""
        super().__init__(
            f"Letter {letter.pk}, drafted{by}, covers some of these for this rung "
            "already. Go on with that one, or cancel it first."
        )
        self.letter = letter


@dataclass(frozen=True)
class NewLetter:
    """What a letter is to chase: a rung's letter to one body, about these."""

    rung: Rung
    institution: Institution
    addressees: Sequence[Addressee]


@dataclass(frozen=True)
class LetterText:
    """What a draft says, and about what. addressed_to: the lines below the name.

    is_anew: subject and text are to be what the rung's letters begin as instead.
    """

    addressees: Sequence[Addressee]
    subject: str
    addressed_to: str
    text: str
    is_anew: bool = False


def draft_letter(
    new: NewLetter, *, by: Officer, at: datetime, submission: str = ""
) -> Letter:
    """Store a draft that says what the rung's letters begin as.

    Pressed twice, it returns the first one. Raises NotAllowed, and AlreadyRecorded
    where one of these owes this body's response no more, or has such a draft already
    (AlreadyDrafted).
    """
    on = day_in_london(at)
    context = {"user": by.pk, "by": by.email, "submission": submission}
    with transaction.atomic(), pghistory.context(**context):
        addressees = _held(new, by=by, on=on)
        if drafted := _drafts_covering(new).first():
            if was_submitted(drafted, submission=submission, by=by.pk):
                return drafted
            raise AlreadyDrafted(drafted)
        subject, text = _begun(new, addressees, on=on)
        letter = Letter.objects.create(
            rung=new.rung,
            institution=new.institution,
            subject=subject,
            addressed_to=_last_lines_to(new.institution),
            text=text,
            drafted_by=by,
            drafted_at=at,
        )
        letter.addressees.set(addressees)
    return letter


@transaction.atomic
def edit_letter(act: LetterAct, said: LetterText) -> None:
    """Change what a draft says and what it is about.

    Raises AlreadyRecorded as draft_letter does, and once it was sent.
    """
    # Before the letter, as a load of the register does: else each waits for the other.
    _lock(said.addressees)
    with hold_letter(act) as letter:
        require_draft(letter)
        new = NewLetter(letter.rung, letter.institution, said.addressees)
        addressees = _held(new, by=act.by, on=act.on)
        if drafted := _drafts_covering(new).exclude(pk=letter.pk).first():
            raise AlreadyDrafted(drafted)
        letter.addressees.set(addressees)
        letter.subject, letter.text = said.subject, said.text
        if said.is_anew:
            letter.subject, letter.text = _begun(new, addressees, on=act.on)
        letter.addressed_to = said.addressed_to
        letter.save(update_fields=["subject", "addressed_to", "text"])


def _begun(new: NewLetter, addressees: list[Addressee], *, on: date) -> tuple[str, str]:
    """Return the subject, in one line, and the text that such a letter begins as."""
    wording = wording_for(new.rung)
    subject = Subject(new.institution, new.rung, addressees, on)
    line = " ".join(filled(wording.subject, subject).split())
    return Truncator(line).chars(SUBJECT_LENGTH), filled(wording.text, subject)


def _held(new: NewLetter, *, by: Officer, on: date) -> list[Addressee]:
    """Lock what the letter is about, and return it as it stands on the day."""
    chosen = _lock(new.addressees)
    if not may_write_to(by, chosen):
        raise NotAllowed
    owed = chaseable(new.institution, on=on).filter(
        pk__in=chosen.values("pk"), report__inquiry=new.rung.inquiry_id
    )
    found = list(in_list_order(owed))
    if len(found) < chosen.count():
        raise AlreadyRecorded(
            "Some of these no longer owe a response. Choose again from the list."
        )
    return found


def _lock(addressees: Sequence[Addressee]) -> QuerySet[Addressee]:
    chosen = Addressee.objects.filter(pk__in=[each.pk for each in addressees])
    # In one order, so that two officers wait for one another and never in a ring.
    list(chosen.order_by("pk").select_for_update(of=("self",)))
    return chosen


def _drafts_covering(new: NewLetter) -> QuerySet[Letter]:
    drafts = Letter.objects.drafts().filter(
        rung=new.rung, addressees__in=[each.pk for each in new.addressees]
    )
    return drafts.select_related("drafted_by").order_by("pk")


def _last_lines_to(institution: Institution) -> str:
    """Return how the last letter to the body was addressed; blank for the first."""
    letters = Letter.objects.filter(institution=institution).exclude(addressed_to="")
    last = letters.order_by("-pk").values_list("addressed_to", flat=True).first()
    return last or ""
