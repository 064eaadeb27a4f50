"""When each job last succeeded: one that stops is seen by its silence."""

from datetime import datetime
from enum import StrEnum

from responses.models import Heartbeat


class Job(StrEnum):
    BEAT = "beat"
    WORKER = "worker"
    FLAGS = "flags"
    DIGESTS = "digests"


def beat(job: Job, *, at: datetime, detail: str = "") -> None:
    """Write down that the job has just done what it is for."""
    Heartbeat.objects.update_or_create(
        job=str(job), defaults={"succeeded_at": at, "detail": detail}
    )
