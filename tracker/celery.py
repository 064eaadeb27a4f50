"""The Celery app, and the one list of what runs when."""

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Intervals only: a wall-clock schedule falls silent when the clocks go back. A tick
# that nobody took before the next one is due says nothing new, so it expires.
SCHEDULE: dict[str, dict[str, Any]] = {}
app.conf.beat_schedule = SCHEDULE
