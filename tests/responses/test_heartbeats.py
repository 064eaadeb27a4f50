"""A job's last success is kept, and only the last."""

from datetime import UTC, datetime, timedelta

import pytest

from responses.heartbeats import Job, beat
from responses.models import Heartbeat

AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_newest_beat_replaces_the_one_before():
    beat(Job.FLAGS, at=AT, detail="1 raised")
    beat(Job.FLAGS, at=AT + timedelta(hours=1))

    row = Heartbeat.objects.get()
    assert (row.job, row.detail) == ("flags", "")
    assert row.succeeded_at == AT + timedelta(hours=1)
