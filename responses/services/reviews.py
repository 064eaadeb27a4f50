"""How what one officer wrote is read and published by another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from recommendations.models import Addressee
from responses.effects import Effect
from responses.history import TrailEntry, changes_since
from responses.models import Draft, Officer
from responses.permissions import may_review
from responses.services.acts import (
    Act,
    AlreadySubmitted,
    NotAllowed,
    Review,
    effect_of,
)
from responses.services.drafts import Desk, NewerDraft, Writing, hold, write

Do = Callable[[Act], object]


@dataclass(frozen=True)
class Rehearsal:
    """What an act would do: to timeliness, and in the record, row by row."""

    effect: Effect
    changes: list[TrailEntry]

    @property
    def lines(self) -> list[str]:
        return self.effect.lines(is_done=False)


def rehearse(act: Act, do: Do, *, among: QuerySet[Addressee]) -> Rehearsal:
    """Carry out an act, look what became of the record, and undo it all.

    among: whose timeliness it may change. Raises what the act raises.
    """
    changes: list[TrailEntry] = []

    def do_and_look() -> None:
        do(replace(act, is_trial=True))
        changes.extend(changes_since(act.addressee, act.based_on))

    effect = effect_of(act, do_and_look, addressees=among)
    return Rehearsal(effect, changes)


def send_for_review(
    desk: Desk, writing: Writing, act: Act, do: Do, *, among: QuerySet[Addressee]
) -> Rehearsal:
    """Keep what was written for a second person to publish; the record stays as it is.

    Returns what publishing it would do. Raises what the act raises, AlreadySubmitted
    when the same waits already, and NewerDraft.
    """
    with hold(desk.addressee, by=desk.author, among=among):
        waiting = desk.draft
        if waiting and waiting.is_submitted and waiting.data == writing.typed:
            raise AlreadySubmitted
        rehearsal = rehearse(act, do, among=among)
        status = Draft.Status.SUBMITTED
        write(desk, writing, status=status, saved_at=act.at, submitted_at=act.at)
    return rehearsal


def publish_draft(
    draft: Draft,
    act: Act,
    do: Do,
    *,
    seen: UUID | None,
    among: QuerySet[Addressee],
) -> None:
    """Carry out in the author's name what a second person has read.

    act: the author's, as of now, with the review of whoever publishes it. seen: the
    token of the save that was read. among: whom the act may concern. Raises what the
    act raises, NotAllowed, NewerDraft when it was written in since, and
    AlreadySubmitted when this person has published it already.
    """
    by = act.done_by
    with _held(draft, by=by, seen=seen, among=among) as read:
        do(replace(act, review=Review(by, read.submitted_at or act.at)))
        _close(read, Draft.Status.PUBLISHED, by=by, at=act.at)


def return_draft(
    draft: Draft, *, by: Officer, at: datetime, note: str, seen: UUID | None
) -> None:
    """Give a draft back to its author, with a note saying what is to be changed.

    Raises what publish_draft raises of itself.
    """
    with _held(draft, by=by, seen=seen) as read:
        read.review_note = note
        _close(read, Draft.Status.RETURNED, by=by, at=at)


@contextmanager
def _held(
    draft: Draft,
    *,
    by: Officer,
    seen: UUID | None,
    among: QuerySet[Addressee] | None = None,
) -> Iterator[Draft]:
    with hold(draft.addressee, by=by, among=among):
        held = Draft.objects.get(pk=draft.pk)
        if held.reviewed_by_id == by.pk and not held.is_submitted:
            raise AlreadySubmitted
        if not may_review(by, held):
            raise NotAllowed
        if held.token != seen:
            raise NewerDraft(held)
        yield held


def _close(draft: Draft, status: Draft.Status, *, by: Officer, at: datetime) -> None:
    draft.status, draft.reviewed_by, draft.reviewed_at = status, by, at
    draft.save(update_fields=["status", "reviewed_by", "reviewed_at", "review_note"])
