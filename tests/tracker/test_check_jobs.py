"""A monitor is told of every fault, and of none when there is none."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responses.heartbeats import Job, beat

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.time_machine(AT)
def test_check_jobs_says_each_fault():
    for job in Job:
        beat(job, at=AT)
    out = StringIO()
    call_command("check_jobs", stdout=out)
    assert out.getvalue() == "All jobs have run when they should.\n"

    beat(Job.BEAT, at=AT - timedelta(days=1))
    beat(Job.FLAGS, at=AT - timedelta(days=1))
    with pytest.raises(CommandError) as refused:
        call_command("check_jobs")
    assert len(str(refused.value).splitlines()) == 2
