"""deadlines.rung_days in SQL: the last day on which a rung may have been reached."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from recommendations.fields import AddMonths


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
