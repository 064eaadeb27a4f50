"""The Celery app, and the one list of what runs when."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init, worker_ready

from tracker.embedded import processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Intervals only: a wall-clock schedule falls silent when the clocks go back. A tick
# that nobody took before the next one is due says nothing new, so it expires.
# The flags of a day are raised in its first minutes; later runs find nothing new.
SCHEDULE: dict[str, dict[str, Any]] = {
    "flags": {
        "task": "responses.tasks.raise_flags",
        "schedule": 600.0,
        "options": {"expires": 590},
    },
    "digests": {
        "task": "responses.tasks.digest_tick",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "answers": {
        "task": "responses.tasks.send_answers",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "heartbeat": {
        "task": "responses.tasks.heartbeat",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
}
app.conf.beat_schedule = SCHEDULE


@setup_logging.connect
def keep_our_logging(**_options: Any) -> None:
    """Leave logging as the settings have it; Celery would add handlers of its own."""


@worker_process_init.connect
def end_with_the_worker(**_options: Any) -> None:
    """Keep a pool's child from going on with its task after its worker was killed.

    The task is handed out again; two must not work on it.
    """
    processes.end_with_parent()


@worker_ready.connect
def look_at_once(**_options: Any) -> None:
    """Do what the timetable holds when a worker starts; an interval must first pass.

    Not the heartbeat, which speaks for beat.
    """
    for name in ("flags", "digests", "answers"):
        app.send_task(SCHEDULE[name]["task"], **SCHEDULE[name]["options"])
