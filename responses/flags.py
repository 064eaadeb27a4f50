"""Who has passed which rung of the chasing ladder unanswered: raised, or withdrawn.

Raising again changes nothing, so that a missed, doubled or late run does no harm.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pghistory
from django.db import connection, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from recommendations.models import Addressee, Extension, Rung
from responses.heartbeats import Job, beat
from responses.ladder import Clock, last_day
from responses.models import OVERDUE_RUNG, Flag, Officer
from responses.weeks import day_in_london

# Any number will do, as long as nothing else in this database takes turns by it.
TURN = 20_200_912


@dataclass(frozen=True)
class Tally:
    """What one run did."""

    raised: int
    withdrawn: int

    @property
    def in_words(self) -> str:
        return f"{self.raised} raised, {self.withdrawn} withdrawn"


@transaction.atomic
def raise_flags(*, on: date, at: datetime) -> Tally:
    """Flag every rung certainly passed unanswered by the day; withdraw wrong flags.

    on: a day in Europe/London, past days as well. at: the instant of the run.
    """
    with pghistory.context(by="raise_flags"):
        _take_turns()
        raised = sum(_store(passed, on=on, at=at) for passed in rungs_passed(on=on))
        withdrawn = _withdraw_wrong(Flag.objects.all(), at=at, by=None)
    tally = Tally(raised=raised, withdrawn=withdrawn)
    # A run for a past day says nothing about today.
    if on == day_in_london(at):
        beat(Job.FLAGS, at=at, detail=tally.in_words)
    return tally


def review_flags(
    addressees: models.QuerySet[Addressee], *, at: datetime, by: Officer | None = None
) -> int:
    """Withdraw the addressees' flags that prove wrong; return how many did.

    Belongs in the transaction of the change that called for it, after settling and
    reckoning. A flag is wrong when, by what is known now, its rung had not certainly
    been passed unanswered on the day it was raised. An answer or an extension after
    that leaves it standing, as history.
    """
    flags = Flag.objects.filter(addressee__in=addressees.order_by().values("pk"))
    return _withdraw_wrong(flags, at=at, by=by)


def rungs_passed(*, on: date) -> list[models.QuerySet[Addressee]]:
    """Return the addressees that passed "overdue", and those that passed a rung.

    A row per rung, annotated with passed_rung and rung_day, its last possible day.
    """
    outstanding: Any = Addressee.objects.outstanding(on=on)
    owing = outstanding.filter(due_latest_as_at__isnull=False)
    overdue = owing.annotate(
        passed_rung=Value(OVERDUE_RUNG), rung_day=F("due_latest_as_at")
    )
    on_ladder = owing.annotate(
        passed_rung=F("report__inquiry__rungs__number"),
        rung_months=F("report__inquiry__rungs__months"),
        response_months=F("report__inquiry__response_months"),
    ).filter(passed_rung__isnull=False)
    laddered = on_ladder.annotate(
        rung_day=last_day(
            Clock(
                published=("published_earliest", "published_latest"),
                due=("due_earliest_as_at", "due_latest_as_at"),
                rung_months="rung_months",
                response_months="response_months",
            )
        )
    )
    return [_certainly_unanswered(rows, on=on) for rows in (overdue, laddered)]


def _certainly_unanswered(rows: Any, *, on: date) -> models.QuerySet[Addressee]:
    """Leave out what may have been answered by the day that the rung was reached."""
    may_be_answered = Q(answered_earliest__lte=F("rung_day"))
    return rows.filter(rung_day__lt=on).exclude(
        may_be_answered & Q(answered_earliest__isnull=False)
    )


def _take_turns() -> None:
    """Wait until no other run is at it: two would count twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _store(passed: Any, *, on: date, at: datetime) -> int:
    """Store a flag for each row that has none yet, in one statement."""
    standing = Flag.objects.standing().filter(
        addressee=OuterRef("pk"), rung=OuterRef("passed_rung"), due=OuterRef("rung_day")
    )
    chosen = passed.filter(~Exists(standing)).order_by("pk")
    rows, parameters = chosen.values_list(
        "pk", "passed_rung", "rung_day"
    ).query.sql_with_params()
    columns = "addressee_id, rung, due, raised_on, raised_at, withdrawn_reason"
    statement = (
        f"INSERT INTO {Flag._meta.db_table} ({columns})"  # noqa: S608 -- all our own
        f" SELECT passed.*, %s, %s, '' FROM ({rows}) AS passed ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [on, at, *parameters])
        return cursor.rowcount


def _withdraw_wrong(
    flags: models.QuerySet[Flag], *, at: datetime, by: Officer | None
) -> int:
    wrong = defaultdict(list)
    standing: Any = with_what_is_wrong(flags.filter(withdrawn_at__isnull=True))
    found = standing.filter(wrong__isnull=False).order_by()
    for flag, reason in found.values_list("pk", "wrong"):
        wrong[reason].append(flag)
    return sum(
        Flag.objects.standing()
        .filter(pk__in=flags)
        .update(withdrawn_at=at, withdrawn_by=by, withdrawn_reason=reason)
        for reason, flags in wrong.items()
    )


def with_what_is_wrong(flags: models.QuerySet[Flag]) -> models.QuerySet[Flag]:
    """Add wrong: the reason why a flag should not stand, or null where it should."""
    rung = Rung.objects.filter(
        inquiry__reports=OuterRef("addressee__report"), number=OuterRef("rung")
    )
    # Extensions granted by the day of the flag count, whenever they were recorded.
    granted = (
        Extension.objects.standing()
        .filter(
            addressee=OuterRef("addressee"), granted_latest__lte=OuterRef("raised_on")
        )
        .order_by("-granted_latest", "-pk")
    )

    def due_then(end: str) -> Coalesce:
        return Coalesce(
            Subquery(granted.values(f"due_{end}")[:1]),
            F(f"addressee__original_due_{end}"),
            output_field=models.DateField(),
        )

    return (
        flags.annotate(
            due_then_earliest=due_then("earliest"),
            due_then_latest=due_then("latest"),
            rung_months=Subquery(rung.values("months")[:1]),
            response_months=F("addressee__report__inquiry__response_months"),
        )
        .annotate(
            day=Case(
                When(rung=OVERDUE_RUNG, then=F("due_then_latest")),
                default=last_day(
                    Clock(
                        published=(
                            "addressee__published_earliest",
                            "addressee__published_latest",
                        ),
                        due=("due_then_earliest", "due_then_latest"),
                        rung_months="rung_months",
                        response_months="response_months",
                    )
                ),
                output_field=models.DateField(),
            )
        )
        .annotate(wrong=_what_is_wrong())
    )


def _what_is_wrong() -> Case:
    in_order = [
        (
            Q(addressee__lapsed_on__lte=F("due")),
            "No response was required any more by the day that was passed.",
        ),
        (
            Q(addressee__answered_latest__lte=F("due")),
            "A response had been published by the day that was passed.",
        ),
        (
            Q(addressee__answered_earliest__lte=F("due")),
            "A response may have been published by the day that was passed: "
            "its date is not known to the day.",
        ),
        (Q(due_then_latest__isnull=True), "There was no deadline."),
        (Q(day__isnull=True), "The inquiry's ladder has no such rung."),
        (
            ~Q(day=F("due")),
            "The day that was passed was not the right one: what it is counted "
            "from has been corrected, or was extended by then.",
        ),
    ]
    return Case(
        *(When(when, then=Value(reason)) for when, reason in in_order),
        default=None,
        output_field=models.TextField(null=True),
    )
