"""Celery's way in. A task says "look at the database now" and carries no other news."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.signals import after_task_publish
from django.db import close_old_connections
from django.utils import timezone

from responses import delivery, flags, runs
from responses.correction_requests import forget_senders
from responses.heartbeats import Job, beat
from responses.outboxes import ANSWERS

# A sender stops taking mails well before the time limit would cut one off.
SENDING = timedelta(seconds=120)
EXPIRES = 55  # seconds; the next tick asks again


@shared_task
def raise_flags() -> None:
    flags.raise_flags(on=timezone.localdate(), at=timezone.now())


@shared_task
def digest_tick() -> None:
    """Make the runs that should exist, and wake as many senders as there is work."""
    for _ in range(runs.tick(at=timezone.now()).senders):
        send_deliveries.apply_async(expires=EXPIRES)


@shared_task
def send_deliveries() -> None:
    delivery.deliver(clock=timezone.now, until=timezone.now() + SENDING)


@shared_task
def send_answers() -> None:
    """Send what readers are to be told of their requests; forget who asked long ago."""
    at = timezone.now()
    delivery.put_right(ANSWERS, at=at)
    delivery.deliver(ANSWERS, clock=timezone.now, until=at + SENDING)
    forget_senders(at=at)


@shared_task
def heartbeat() -> None:
    """Show that a worker takes what beat queues."""
    beat(Job.WORKER, at=timezone.now())


@after_task_publish.connect(sender="responses.tasks.heartbeat")
def show_that_beat_ticks(**_options: Any) -> None:
    """Run where the task is queued from, which is beat alone."""
    close_old_connections()
    beat(Job.BEAT, at=timezone.now())
    close_old_connections()
