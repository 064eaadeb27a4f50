"""Whether the site can serve, and whether its jobs run; a silent job is a fault."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count
from kombu.exceptions import OperationalError

from recommendations.partial_dates import day_in_words
from responses.heartbeats import Job
from responses.models import AnswerDelivery, DigestDelivery, DigestRun, Heartbeat
from responses.weeks import LONDON
from tracker.celery import app

# How long a job may be silent: some missed turns, not one.
LIMITS = {
    Job.FLAGS: timedelta(hours=3),
    Job.DIGESTS: timedelta(minutes=15),
    Job.BEAT: timedelta(minutes=5),
    Job.WORKER: timedelta(minutes=5),
}
TITLES = {
    Job.FLAGS: "Flags",
    Job.DIGESTS: "Digests",
    Job.BEAT: "Timetable (beat)",
    Job.WORKER: "Worker",
}
# Mail that has waited for this long is more than a server's bad hour.
HELD_UP = timedelta(hours=6)
RUNS = 8
UNKNOWN = 50
BROKER_PATIENCE = 2  # seconds


@dataclass(frozen=True)
class JobHealth:
    job: Job
    succeeded_at: datetime | None
    detail: str
    is_stale: bool

    @property
    def title(self) -> str:
        return TITLES[self.job]

    @property
    def in_words(self) -> str:
        """Say when it last succeeded, and that it has stopped if it has."""
        verb = "recomputed" if self.job is Job.FLAGS else "run"
        if self.succeeded_at is None:
            return f"{self.title} have never been {verb}."
        when = _in_words(self.succeeded_at)
        if self.is_stale:
            return f"{self.title} have not been {verb} since {when}."
        return f"{self.title} last {verb} {when}."


@dataclass(frozen=True)
class Health:
    """jobs: each with its last success. unknown: mails that a person should look at."""

    jobs: list[JobHealth]
    faults: list[str]
    unknown: list[DigestDelivery]

    @property
    def flags(self) -> JobHealth:
        """The job without which "nothing overdue" may not be said."""
        return next(each for each in self.jobs if each.job is Job.FLAGS)

    @property
    def is_healthy(self) -> bool:
        return not self.faults


def job_health(*, at: datetime) -> Health:
    """Return how the jobs are at an instant, in four queries."""
    beats = {row.job: row for row in Heartbeat.objects.all()}
    jobs = [_health_of(job, beats.get(str(job)), at=at) for job in LIMITS]
    faults = [_fault(each) for each in jobs if each.is_stale]
    waiting = DigestDelivery.objects.waiting().filter(created_at__lt=at - HELD_UP)
    if count := waiting.count():
        faults.append(
            f"{count} digests have waited for more than "
            f"{HELD_UP // timedelta(hours=1)} hours: is the mail server up?"
        )
    answers = AnswerDelivery.objects.all()
    if count := answers.waiting().filter(created_at__lt=at - HELD_UP).count():
        faults.append(
            f"{count} answers to readers have waited for more than "
            f"{HELD_UP // timedelta(hours=1)} hours: is the mail server up?"
        )
    unknown = DigestDelivery.objects.unknown().select_related("run").order_by("-pk")
    return Health(jobs=jobs, faults=faults, unknown=list(unknown[:UNKNOWN]))


def recent_runs() -> list[tuple[DigestRun, list[tuple[str, int]]]]:
    """Return the newest runs, each with its deliveries counted by what they came to."""
    runs = list(DigestRun.objects.all()[:RUNS])
    counts = defaultdict(list)
    counted = (
        DigestDelivery.objects.filter(run__in=runs)
        .order_by("status")
        .values_list("run", "status")
        .annotate(count=Count("pk"))
    )
    for run, status, count in counted:
        counts[run].append((DigestDelivery.Status(status).label, count))
    return [(run, counts[run.pk]) for run in runs]


def not_ready() -> list[str]:
    """Return why the site cannot do its work now: a sentence each, none if it can."""
    reasons = _database_reasons()
    try:
        with app.connection_for_write() as queue:
            queue.ensure_connection(max_retries=1, timeout=BROKER_PATIENCE)
    except OperationalError:
        reasons.append("The queue cannot be reached: is Redis up, and REDIS_URL right?")
    return reasons


def _database_reasons() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        if plan := executor.migration_plan(leaves):
            return [f"{len(plan)} migrations are to be applied: run migrate."]
    except DatabaseError:
        return ["The database cannot be reached: is it up, and DATABASE_URL right?"]
    return []


def _health_of(job: Job, row: Heartbeat | None, *, at: datetime) -> JobHealth:
    if row is None:
        return JobHealth(job=job, succeeded_at=None, detail="", is_stale=True)
    return JobHealth(
        job=job,
        succeeded_at=row.succeeded_at,
        detail=row.detail,
        is_stale=at - row.succeeded_at > LIMITS[job],
    )


def _fault(job: JobHealth) -> str:
    if job.succeeded_at is None:
        return f"{job.title}: has never succeeded."
    return f"{job.title}: has not succeeded since {_in_words(job.succeeded_at)}."


def _in_words(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{day_in_words(local.date())}, {local:%H:%M}"
