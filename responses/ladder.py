"""deadlines.rung_days in SQL: the last day on which a rung may have been reached.

And from it where each addressee stands on its inquiry's ladder.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, OuterRef, Q, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from recommendations.fields import AddMonths
from recommendations.models import Rung
from recommendations.querysets import AddresseeQuerySet


class Clock(NamedTuple):
    """The columns that a rung's day follows from; each earliest, then latest."""

    published: tuple[str, str]
    due: tuple[str, str]
    rung_months: str
    response_months: str


def last_day(clock: Clock) -> Case:
    """Return the last day on which the rung may be reached; it is passed the day after.

    Null where nothing is due: an addressee without a deadline has no rungs.
    """
    ends = zip(clock.published, clock.due, strict=True)
    shifted, unshifted = [], []
    for published, due in ends:
        reached = AddMonths(published, F(clock.rung_months))
        default_due = AddMonths(published, F(clock.response_months))
        unshifted.append(reached)
        shifted.append(_PlusDays(reached, _DaysBetween(F(due), default_due)))
    moves_with_due = Q(**{f"{clock.rung_months}__gte": F(clock.response_months)})
    return Case(
        When(**{f"{clock.due[1]}__isnull": True}, then=None),
        # Months differ in length, so that shifted ends may cross by a day or three.
        When(moves_with_due, then=_later(shifted)),
        default=_later(unshifted),
        output_field=models.DateField(),
    )


def with_rungs(rows: AddresseeQuerySet, *, on: date) -> AddresseeQuerySet:
    """Add where each stands on its ladder on a day; needs with_timeliness of that day.

    lettered_rung: the number of the highest rung that a letter went out for; 0 without.
    unlettered_rung, unlettered_day: the highest rung passed by the day of which, as of
    any above it, no letter went out.
    next_rung, next_day: the lowest to come, that day included, and not lettered yet.
    letter_rung, letter_day: of which a letter is to be written, the former or else the
    latter. All are null without a deadline, or once the ladder's end is lettered.
    """
    lettered: Any = Rung.objects.filter(
        letters__addressees=OuterRef("pk"),
        letters__status__in=["sent", "replied"],
        # Not known to the day, it may have gone out already: nobody is chased twice.
        letters__sent_earliest__lte=on,
    )
    rows = rows.annotate(
        lettered_rung=Coalesce(
            Subquery(lettered.order_by("-number").values("number")[:1]), 0
        )
    )
    above = _rungs_of_each().filter(number__gt=OuterRef("lettered_rung"))
    passed = above.filter(day__lt=on).order_by("-number")
    to_come = above.filter(day__gte=on).order_by("number")
    return rows.annotate(
        unlettered_rung=Subquery(passed.values("number")[:1]),
        unlettered_day=Subquery(passed.values("day")[:1]),
        next_rung=Subquery(to_come.values("number")[:1]),
        next_day=Subquery(to_come.values("day")[:1]),
    ).annotate(
        letter_rung=Coalesce("unlettered_rung", "next_rung"),
        letter_day=Coalesce("unlettered_day", "next_day"),
    )


def _rungs_of_each() -> Any:
    """Return the rungs of the outer row's inquiry, each with the row's day of it."""
    named = ("published_earliest", "published_latest")
    as_at = ("due_earliest_as_at", "due_latest_as_at")
    outer = {
        name: ExpressionWrapper(OuterRef(name), output_field=models.DateField())
        for name in (*named, *as_at)
    }
    clock = Clock(named, as_at, "months", "response_months")
    return (
        Rung.objects.filter(inquiry=OuterRef("report__inquiry"))
        .annotate(response_months=F("inquiry__response_months"), **outer)
        .annotate(day=last_day(clock))
    )


def _later(days: Sequence[Combinable]) -> Greatest:
    return Greatest(*days, output_field=models.DateField())


class _DaysBetween(models.Func):
    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = models.IntegerField()


class _PlusDays(models.Func):
    template = "(%(expressions)s)"
    arg_joiner = " + "
    arity = 2
    output_field = models.DateField()
