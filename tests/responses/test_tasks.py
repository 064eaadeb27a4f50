"""Every scheduled task exists, and says no more than "look at the database now"."""

from datetime import UTC, datetime

import pytest

from responses import tasks
from responses.models import DigestDelivery, Flag, Heartbeat
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory
from tracker.celery import SCHEDULE, app

AT = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AT)]


def test_the_timetable_names_tasks_that_exist_and_ticks_that_expire():
    for entry in SCHEDULE.values():
        assert entry["task"] in app.tasks
        assert entry["options"]["expires"] < entry["schedule"]


def test_flags_are_raised_as_at_today():
    AddresseeFactory()

    tasks.raise_flags()

    assert Flag.objects.get().raised_on == AT.date()


def test_a_tick_and_a_sender_make_a_mail_of_a_subscription(settings, mailoutbox):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)

    tasks.digest_tick()
    tasks.send_deliveries()

    assert len(mailoutbox) == 1
    assert DigestDelivery.objects.get().status == "accepted"


# Beat closes old connections, which a test's open transaction would not survive.
@pytest.mark.django_db(transaction=True)
def test_worker_and_beat_show_themselves():
    tasks.heartbeat()
    tasks.show_that_beat_ticks()

    assert set(Heartbeat.objects.values_list("job", flat=True)) == {"beat", "worker"}
