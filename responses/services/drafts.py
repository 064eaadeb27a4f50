"""What is kept of a form while it is written: saved, picked up again, let go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet

from recommendations.models import Addressee
from responses.history import was_submitted
from responses.models import Draft, Officer
from responses.permissions import drafts_left_to, drafts_of, may_record
from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    NotAllowed,
)

Typed = dict[str, list[str]]


class NewerDraft(Exception):
    """Another page has saved, sent or discarded the draft that this one was about.

    draft: as it is now; None where nothing of it is open any more.
    """

    def __init__(self, draft: Draft | None) -> None:
        super().__init__("The draft has changed on another page.")
        self.draft = draft


@dataclass(frozen=True)
class Desk:
    """Who writes in which form, about what: of each there is one open draft.

    form: the name of its address. target: what else the address names. title: what
    the form is headed.
    """

    author: Officer
    form: str
    addressee: Addressee
    target: dict[str, Any]
    title: str = ""

    @property
    def draft(self) -> Draft | None:
        """The open draft, as the database has it now."""
        same = {"form": self.form, "addressee": self.addressee, "target": self.target}
        return drafts_of(self.author).filter(**same).first()


@dataclass(frozen=True)
class Writing:
    """What was typed, and what the page had seen.

    based_on: the addressee's version. seen: the token of the draft's last save that
    the page knows of, None of none. submission: as an Act has it.
    """

    typed: Typed
    based_on: int
    seen: UUID | None
    submission: str


def save_draft(desk: Desk, writing: Writing, *, at: datetime) -> Draft:
    """Keep what was typed; nothing of it enters the record.

    Raises NotAllowed, AlreadySubmitted when this very form was saved in the record
    meanwhile, and NewerDraft when another page has written since.
    """
    with hold(desk.addressee, by=desk.author):
        draft = desk.draft
        if draft and draft.data == writing.typed:
            return draft
        if was_submitted(
            desk.addressee, submission=writing.submission, by=desk.author.pk
        ):
            raise AlreadySubmitted
        return write(desk, writing, status=Draft.Status.EDITING, saved_at=at)


def record_and_end(
    desk: Desk,
    writing: Writing,
    act: Act,
    do: Callable[[Act], object],
    *,
    among: QuerySet[Addressee],
) -> None:
    """Carry out an act, and close the draft that it was written in.

    A newer draft, typed on another page, stays: it may hold what is nowhere else.
    among: whom the act may concern. Raises what the act raises.
    """
    with hold(desk.addressee, by=desk.author, among=among):
        do(act)
        draft = desk.draft
        if draft and (draft.token == writing.seen or draft.data == writing.typed):
            _move(draft, Draft.Status.PUBLISHED)


def discard_draft(desk: Desk, *, seen: UUID | None) -> None:
    """Let go of a draft; the trail keeps what stood in it. Raises NewerDraft."""
    with hold(desk.addressee, by=desk.author):
        draft = desk.draft
        if draft is not None:
            if draft.token != seen:
                raise NewerDraft(draft)
            _move(draft, Draft.Status.DISCARDED)


def take_back(desk: Desk) -> None:
    """Let the author write again in what waits for a second person.

    Raises NewerDraft when it does not wait any more.
    """
    with hold(desk.addressee, by=desk.author):
        draft = desk.draft
        if draft is None or not draft.is_submitted:
            raise NewerDraft(draft)
        _move(draft, Draft.Status.EDITING)


def take_over(draft: Draft, *, by: Officer) -> None:
    """Make a draft of a closed account somebody else's, to be gone on with.

    Raises NotAllowed when it is not theirs to take, and AlreadyRecorded when they
    have a draft of the same form themselves.
    """
    with hold(draft.addressee, by=by):
        left = drafts_left_to(by).filter(pk=draft.pk).first()
        if left is None:
            raise NotAllowed
        if Desk(by, left.form, left.addressee, left.target).draft is not None:
            raise AlreadyRecorded(
                "You have a draft of this form yourself. Finish or discard it first, "
                "then take this one over."
            )
        left.author = left.saved_by = by
        left.status = Draft.Status.EDITING
        left.token = uuid4()
        left.reviewed_by = left.reviewed_at = None
        left.save()


@contextmanager
def hold(
    addressee: Addressee, *, by: Officer, among: QuerySet[Addressee] | None = None
) -> Iterator[None]:
    """Let all that is done about an addressee's drafts be done one after the other.

    By the lock that its acts take as well, and in the name of who does it. among: whom
    the act to come concerns besides. Raises NotAllowed when they may not write about
    the addressee.
    """
    chosen = Q(pk=addressee.pk)
    if among is not None:
        chosen |= Q(pk__in=among.order_by().values("pk"))
    held = Addressee.objects.filter(chosen).order_by("pk")
    with transaction.atomic(), pghistory.context(user=by.pk, by=by.email):
        # All of them now, and in the one order in which everybody locks several.
        list(held.select_for_update(of=("self",)))
        if not may_record(by, addressee):
            raise NotAllowed
        yield


def write(desk: Desk, writing: Writing, **stand: Any) -> Draft:
    """Store what was typed over what the page had seen, or as a new draft.

    Raises NewerDraft when there is something that the page had not seen, or that
    waits for a second person.
    """
    draft = desk.draft
    if (draft.token if draft else None) != writing.seen:
        raise NewerDraft(draft)
    if draft is None:
        draft = Draft(
            author=desk.author,
            form=desk.form,
            addressee=desk.addressee,
            target=desk.target,
        )
    elif draft.is_submitted:
        raise NewerDraft(draft)
    changes = stand | {
        "title": desk.title,
        "data": writing.typed,
        "based_on": writing.based_on,
        "saved_by": desk.author,
        "token": uuid4(),
    }
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save()
    return draft


def _move(draft: Draft, status: Draft.Status) -> None:
    """Give a draft another status; what other pages know of it no longer holds."""
    draft.status = status
    draft.token = uuid4()
    draft.save(update_fields=["status", "token"])
