"""A job that stops is seen by its silence, on pages and by monitors."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery

from responses.heartbeats import Job, beat
from responses.models import AnswerDelivery, DigestDelivery
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import CorrectionRequestFactory, SubscriptionFactory
from tracker.health import LIMITS, job_health

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AT)]


@pytest.fixture
def jobs_run():
    for job in Job:
        beat(job, at=AT)


def test_jobs_that_have_run_are_healthy(jobs_run):
    health = job_health(at=AT)

    assert health.is_healthy
    assert health.flags.in_words == "Flags last recomputed 22 November 2026, 06:00."


@pytest.mark.parametrize("job", list(Job))
def test_a_job_that_fell_silent_is_a_fault(jobs_run, job):
    beat(job, at=AT - LIMITS[job] - timedelta(seconds=1))

    [fault] = job_health(at=AT).faults
    assert "has not succeeded since 22 November 2026" in fault


def test_the_overview_tells_of_every_fault(client, jobs_run):
    beat(Job.WORKER, at=AT - timedelta(hours=1))
    beat(Job.BEAT, at=AT - timedelta(hours=2))

    page = client.get("/").content.decode()

    faults = job_health(at=AT).faults
    assert len(faults) == 2
    assert all(fault in page for fault in faults)
    assert "Flags last recomputed 22 November 2026, 06:00." in page


def test_flags_that_were_never_raised_are_no_good_news(client):
    assert job_health(at=AT).flags.in_words == "Flags have never been recomputed."
    assert b"Flags have never been recomputed." in client.get("/").content


def test_mail_that_waits_for_hours_is_a_fault(jobs_run):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)
    later = AT + timedelta(hours=7)
    for job in Job:
        beat(job, at=later)

    [fault] = job_health(at=later).faults
    assert fault.startswith("1 digests have waited")


def test_an_answer_that_waits_too_long_is_a_fault(jobs_run):
    AnswerDelivery.objects.create(
        request=CorrectionRequestFactory(),
        message_id="<answer@example.org>",
        created_at=AT - timedelta(hours=7),
    )

    [fault] = job_health(at=AT).faults
    assert fault.startswith("1 answers to readers have waited")


def test_the_jobs_page_names_no_address(client, jobs_run):
    reader = SubscriptionFactory(confirmed_at=AT)
    AddresseeFactory()
    tick(at=AT)
    DigestDelivery.objects.update(status="unknown", settled_at=AT)

    page = client.get("/jobs/").content.decode()

    assert "2026-W47" in page
    assert "Not known whether it was accepted: 1" in page
    assert "Not known whether they were sent" in page
    assert reader.email not in page


def test_healthz_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"alive\n"


def test_readyz_is_ready_with_database_queue_and_migrations(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_readyz_says_that_the_queue_is_away(client, monkeypatch):
    monkeypatch.setattr("tracker.health.app", away())

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert b"The queue cannot be reached" in answer.content


def away():
    """Return a Celery app whose Redis is not there."""
    return Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
