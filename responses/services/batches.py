"""Several acts done as one: all of them or none, shown first, undone as one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import uuid4

import pghistory
from django.db import transaction

from recommendations.models import Addressee
from responses.models import Batch, BatchItem, Officer
from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    NotResponsible,
    OddDate,
)

# What one act may be refused for while the others would have gone through.
_REFUSALS = (NotAllowed, ChangedMeanwhile, AlreadyRecorded, NotResponsible, OddDate)


@dataclass(frozen=True)
class Problem:
    """Why one of several acts was refused."""

    addressee: Addressee
    refusal: Exception


class BatchRefused(Exception):
    """Some of the acts were refused, so that none was done; problems says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} refused")
        self.problems = problems


@dataclass(frozen=True)
class Together:
    """Acts of one officer, one about each addressee, and what to do in each.

    title: what was done, as a log shows it. do: carries out one of the acts.
    """

    acts: Sequence[Act]
    do: Callable[[Act], object]
    title: str

    @property
    def first(self) -> Act:
        return self.acts[0]


def carry_out_together(together: Together) -> Batch:
    """Do all of the acts in one transaction, as one batch.

    Raises BatchRefused with every act that was refused, having done none; and
    AlreadySubmitted when this very form was saved before.
    """
    with transaction.atomic():
        return do_all(together)


class Submitted(Protocol):
    """Who sends a form, when, and the token by which it is known again."""

    @property
    def done_by(self) -> Officer: ...
    @property
    def at(self) -> datetime: ...
    @property
    def submission(self) -> str: ...
    @property
    def context(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class Sender:
    """Who sends a form that is about no one addressee. All as for Act."""

    done_by: Officer
    at: datetime
    submission: str

    @property
    def context(self) -> dict[str, object]:
        return {"user": self.done_by.pk, "by": self.done_by.email}


@contextmanager
def as_batch(title: str, act: Submitted) -> Iterator[Batch]:
    """Open a batch whose number travels with every row that the trail writes in it."""
    # Of two presses of one button the second waits here for the first.
    batch, is_new = Batch.objects.get_or_create(
        done_by=act.done_by,
        submission=act.submission or uuid4(),
        defaults={"title": title, "done_at": act.at},
    )
    if not is_new:
        raise AlreadySubmitted
    with pghistory.context(**act.context, batch=batch.pk):
        yield batch


def do_all(together: Together) -> Batch:
    """Do what carry_out_together does; the transaction is the caller's."""
    problems = []
    with as_batch(together.title, together.first) as batch:
        # Whoever else locks several goes by the same order.
        for act in sorted(together.acts, key=lambda act: act.addressee.pk):
            try:
                with transaction.atomic():
                    together.do(act)
            except _REFUSALS as refusal:
                problems.append(Problem(act.addressee, refusal))
        if problems:
            raise BatchRefused(problems)
        note_versions(batch, [act.addressee.pk for act in together.acts])
    return batch


def note_versions(batch: Batch, addressees: Sequence[int]) -> None:
    """Write down what the batch was about, as it left it."""
    left = Addressee.objects.filter(pk__in=addressees).order_by("pk")
    BatchItem.objects.bulk_create(
        BatchItem(batch=batch, addressee_id=pk, version=version)
        for pk, version in left.values_list("pk", "version")
    )
