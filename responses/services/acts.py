"""What every act of an officer has in common: one lock, one check, one trail."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from recommendations.models import Addressee
from recommendations.reckoning import reckon
from responses.effects import Effect, standings
from responses.flags import review_flags
from responses.history import TrailEntry, changes_since, was_submitted
from responses.models import Officer
from responses.permissions import asking_for_review, may_record
from responses.settling import settle


class NotAllowed(Exception):
    """The addressee is not one that this officer may write about."""


class AsksForReview(NotAllowed):
    """The inquiry asks that a second person publish what an officer writes."""

    def __init__(
        self,
        way: str = (
            "fill in the form of the recommendation itself, and send it for review."
        ),
    ) -> None:
        """way: what is to be done instead."""
        super().__init__(
            f"This inquiry asks that a second person publish what is recorded: {way}"
        )


class AlreadySubmitted(Exception):
    """This very form was saved before: nothing more is to be done."""


class AlreadyRecorded(Exception):
    """The record says so already; the message says what."""


class NotResponsible(Exception):
    """The officer may not record about the addressee; the message says who."""


class OddDate(Exception):
    """A date is unlikely, and nobody has confirmed it; the message says why."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote after the version that this act was based on.

    version: the one that holds now. changes: what was written since, newest first.
    """

    def __init__(self, version: int, changes: list[TrailEntry]) -> None:
        super().__init__("Somebody else has saved a change meanwhile.")
        self.version = version
        self.changes = changes


@dataclass(frozen=True)
class Review:
    """Who read what an officer had written, and when it was sent to be read."""

    by: Officer
    written_at: datetime


@dataclass(frozen=True)
class Act:
    """Who writes about which addressee, when, and what they had before them.

    based_on: the addressee's version that the officer saw. submission: one token a
    form, by which a second press of its button is known. is_date_confirmed: the
    officer has been told that the date is unlikely, and stands by it. review: where a
    second person publishes it. is_trial: nothing of it will be kept, so that nobody
    needs to have read it.
    """

    addressee: Addressee
    by: Officer
    at: datetime
    based_on: int
    submission: str = ""
    is_date_confirmed: bool = False
    review: Review | None = None
    is_trial: bool = False

    @property
    def on(self) -> date:
        """The day in London."""
        return _day(self.at)

    @property
    def written_on(self) -> date:
        """The day in London on which the officer wrote it, published then or later."""
        return _day(self.review.written_at if self.review else self.at)

    @property
    def done_by(self) -> Officer:
        """Whoever presses the button that publishes it."""
        return self.review.by if self.review else self.by

    @property
    def context(self) -> dict[str, object]:
        """What the trail says of who did it."""
        done_by = self.done_by
        said = {"user": done_by.pk, "by": done_by.email, "submission": self.submission}
        return said | ({"author": self.by.email} if self.review else {})

    def ask_about(self, doubts: Iterable[str]) -> None:
        """Raise OddDate with the first doubt, unless the officer has confirmed."""
        for why in doubts:
            if not self.is_date_confirmed:
                raise OddDate(why)


@dataclass(frozen=True)
class Because:
    """Why an officer changes a duty, and the web address at which that can be seen."""

    reason: str
    source_url: str


@contextmanager
def carry_out(
    act: Act, *, reason: str = "", evidence: str = "", is_published: bool = True
) -> Iterator[Addressee]:
    """Hold the addressee while an act is written, then recompute what follows.

    One transaction: the lock, the checks, the change, its trail, and the days, the
    timeliness and the flags that follow from it. Raises NotAllowed, AlreadySubmitted
    and ChangedMeanwhile, leaving the record as it was, and AsksForReview where the
    inquiry wants it read by a second person first. is_published: readers see what
    the act writes; what they do not see nobody needs to have read.
    """
    context = act.context | ({"reason": reason} if reason else {})
    context |= {"evidence": evidence} if evidence else {}
    with transaction.atomic(), pghistory.context(**context):
        chosen = Addressee.objects.filter(pk=act.addressee.pk)
        # Two officers who save at once wait for one another here.
        addressee = chosen.select_for_update(of=("self",)).get()
        if not may_record(act.by, addressee):
            raise NotAllowed
        if was_submitted(addressee, submission=act.submission, by=act.done_by.pk):
            raise AlreadySubmitted
        if addressee.version != act.based_on:
            changes = changes_since(addressee, act.based_on)
            raise ChangedMeanwhile(addressee.version, changes)
        if is_published:
            refuse_unread(act, chosen)
        yield addressee
        follow_up(act, chosen)


def refuse_unread(act: Act, addressees: QuerySet[Addressee]) -> None:
    """Raise AsksForReview where a second person was to read an act about one first."""
    if not (act.review or act.is_trial) and asking_for_review(addressees).exists():
        raise AsksForReview


def follow_up(act: Act, addressees: QuerySet[Addressee]) -> None:
    """Compute anew what follows from an act for each addressee that it concerns.

    Whoever has a form open about one of them is told when saving it. Belongs in the
    transaction of the act.
    """
    addressees.update(version=F("version") + 1)
    reckon(addressees)
    settle(addressees)
    review_flags(addressees, at=act.at, by=act.by)


def carry_out_because(act: Act, because: Because) -> AbstractContextManager[Addressee]:
    """Carry out an act of which the trail keeps why, and where that can be seen."""
    return carry_out(act, reason=because.reason, evidence=because.source_url)


def effect_of(
    act: Act, change: Callable[[], object], *, addressees: QuerySet[Addressee]
) -> Effect:
    """Return what a change would do to timeliness: it is made, looked at and undone.

    Raises whatever the change raises.
    """
    with transaction.atomic():
        before = standings(addressees, on=act.on)
        change()
        after = standings(addressees, on=act.on)
        transaction.set_rollback(True)
    return Effect.between(before, after, on=act.on)


def _day(at: datetime) -> date:
    return at.astimezone(timezone.get_default_timezone()).date()
