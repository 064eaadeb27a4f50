"""Promises as a reader sees them on a day, and lists of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from responses.models import Officer, Promise, PromiseAssessment
from responses.permissions import addressees_of
from responses.promise_states import PromiseState, state_of

PAGE_LENGTH = 50


@dataclass(frozen=True)
class ShownPromise:
    """A promise on a day, and what was said by then to have become of it.

    taken_back: what was said and proved wrong; it counts for nothing.
    """

    promise: Promise
    state: PromiseState
    words: list[PromiseAssessment]
    taken_back: list[PromiseAssessment]

    @classmethod
    def on_day(cls, promise: Promise, *, on: date) -> "ShownPromise":
        said = [
            each for each in promise.assessments.all() if each.assessed.latest <= on
        ]
        words = [each for each in said if not each.is_withdrawn]
        return cls(
            promise,
            state_of(promise.due, words, on=on),
            words,
            taken_back=[each for each in said if each.is_withdrawn],
        )


@dataclass(frozen=True)
class StateCount:
    """How many stand in one state."""

    state: PromiseState
    count: int


@dataclass(frozen=True)
class PromiseList:
    """One page of promises, and how many stand where in all of them."""

    state: PromiseState | None
    counts: list[StateCount]
    page: Page[Any]
    rows: list[ShownPromise]

    @property
    def total(self) -> int:
        return sum(each.count for each in self.counts)


def shown(promises: Iterable[Promise], *, on: date) -> list[ShownPromise]:
    """Return promises as they stand on a day."""
    return [ShownPromise.on_day(promise, on=on) for promise in promises]


def promises_at_work(officer: Officer, *, on: date, is_everyones: bool) -> Any:
    """Return the promises of the officer's own, or of everybody's."""
    rows: Any = Promise.objects.standing(on=on)
    if is_everyones:
        return rows
    theirs = addressees_of(officer).order_by().values("pk")
    return rows.filter(response__addressee__in=theirs)


def promise_list(
    rows: Any, *, on: date, state: PromiseState | None, page: str
) -> PromiseList:
    """Count and list promises, those due first at the top and the vague ones last.

    state: only those that stand so. page: as an address has it; an odd one is read as
    the first or last.
    """
    rows = rows.with_state(on=on)
    counts = rows.aggregate(
        **{each.value: Count("pk", filter=Q(state=each)) for each in PromiseState}
    )
    chosen = rows.filter(state=state) if state else rows
    in_order = (F("due_latest").asc(nulls_last=True), "pk")
    found = Paginator(chosen.for_list().order_by(*in_order), PAGE_LENGTH).get_page(page)
    return PromiseList(
        state=state,
        counts=[StateCount(each, counts[each.value]) for each in PromiseState],
        page=found,
        rows=shown(found.object_list, on=on),
    )
