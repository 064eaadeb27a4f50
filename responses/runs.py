"""Which digests there should be by now, and a row for everybody who should have one.

Whatever was missed while no job ran is found here, not remembered anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from responses.delivery import Clock, Sent, deliver, sweep
from responses.editions import write_editions
from responses.flags import raise_flags
from responses.heartbeats import Job, beat
from responses.mails import new_message_id
from responses.models import DigestDelivery, DigestRun, Subscription
from responses.models.deliveries import new_token
from responses.services.letter_mails import sweep_letters
from responses.weeks import Week, day_in_london

LOOK_BACK = 8  # weeks
CHUNK = 1_000
PER_SENDER = 500
MOST_SENDERS = 4
Status = DigestDelivery.Status


@dataclass(frozen=True)
class Tick:
    """The run that is due, and how many deliveries were added to it.

    senders: how many should be at work on what is ready, of this run and others.
    """

    run: DigestRun
    added: int
    senders: int


def tick(*, at: datetime) -> Tick:
    """Make every run that should exist, fill the newest, explain the missed ones."""
    newest = run_for(Week.containing(at), at=at)
    for week in missed_weeks(newest, at=at):
        explain(run_for(week, at=at), covered_by=newest, at=at)
    added = fill(newest, at=at)
    sweep(at=at)
    sweep_letters(at=at)
    beat(Job.DIGESTS, at=at, detail=f"{newest}: {added} deliveries added")
    ready = DigestDelivery.objects.ready(at=at).count()
    senders = min(MOST_SENDERS, -(-ready // PER_SENDER))
    return Tick(run=newest, added=added, senders=senders)


def run_for(week: Week, *, at: datetime) -> DigestRun:
    """Return the week's run, made if there is none; two makers get the same."""
    details = {
        "starts_at": week.starts_at,
        "ends_at": week.ends_at,
        "created_at": at,
    }
    run, _ = DigestRun.objects.get_or_create(
        kind=DigestRun.Kind.WEEKLY, period=str(week), defaults=details
    )
    return run


def fill(run: DigestRun, *, at: datetime) -> int:
    """Give a delivery of the run to each reader who has none; return how many.

    Flags are raised first, so that "nothing overdue" is said only of a register that
    has just been gone through.
    """
    on = day_in_london(at)
    readers = Subscription.objects.active().without_delivery_of(run).order_by("pk")
    if readers.exists():
        raise_flags(on=on, at=at)
    added = 0
    while chunk := list(readers[:CHUNK]):
        editions = write_editions(run, chunk, on=on, at=at)
        _add(
            (
                DigestDelivery(run=run, subscription=each, edition=editions[each.pk])
                for each in chunk
            ),
            at=at,
        )
        added += len(chunk)
    _write_filled(run, at=at)
    return added


def missed_weeks(newest: DigestRun, *, at: datetime) -> list[Week]:
    """Return the weeks of which readers of that time have not been told anything."""
    first = Subscription.objects.active().aggregate(at=Min("confirmed_at"))["at"]
    if first is None:
        return []
    due = Week.from_text(newest.period)
    weeks = [due.earlier(count) for count in range(1, LOOK_BACK + 1)]
    told = set(
        DigestRun.objects.filter(
            period__in=[str(week) for week in weeks], filled_at__isnull=False
        ).values_list("period", flat=True)
    )
    return [week for week in weeks if week.ends_at > first and str(week) not in told]


def explain(run: DigestRun, *, covered_by: DigestRun, at: datetime) -> None:
    """Write down for each reader of a missed week why no digest came."""
    outcome = f"No digest was sent in its week; {covered_by.period} covers it."
    readers = Subscription.objects.active().filter(confirmed_at__lt=run.ends_at)
    _add(
        (
            DigestDelivery(
                run=run,
                subscription=each,
                status=Status.SUPPRESSED,
                outcome=outcome,
                settled_at=at,
            )
            for each in readers.without_delivery_of(run).order_by("pk")
        ),
        at=at,
    )
    _write_filled(run, at=at)


def _add(deliveries: Iterable[DigestDelivery], *, at: datetime) -> None:
    """Store deliveries under a name of their own; a reader who has one keeps that."""
    named = list(deliveries)
    for each in named:
        each.created_at = at
        each.token = new_token()
        each.message_id = new_message_id(each.token)
    DigestDelivery.objects.bulk_create(named, CHUNK, ignore_conflicts=True)


def _write_filled(run: DigestRun, *, at: datetime) -> None:
    DigestRun.objects.filter(pk=run.pk, filled_at__isnull=True).update(filled_at=at)


def send_week(week: Week, *, clock: Clock) -> Sent:
    """Send a week's digest to each reader who has not had it, here and now.

    The newest week makes up for missed ones, as the job does; an older one is sent
    on its own, to readers for whom nothing was written down for it.
    """
    at = clock()
    if week == Week.containing(at):
        run = tick(at=at).run
    else:
        run = run_for(week, at=at)
        fill(run, at=at)
    return deliver(clock=clock, run=run)
