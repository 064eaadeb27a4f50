"""Whatever is killed or doubled: at most one mail a reader, and every 0 says why."""

import time
from collections import Counter
from datetime import timedelta

from django.utils import timezone

from responses.delivery import deliver, sweep
from responses.models import DigestDelivery, Heartbeat
from responses.runs import tick
from tests.faults.conftest import until
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory
from tests.responses.sinks import smtp_settings

LATER = timedelta(minutes=11)


def readers(count):
    AddresseeFactory()
    return [SubscriptionFactory(confirmed_at=timezone.now()) for _ in range(count)]


def statuses():
    return Counter(DigestDelivery.objects.values_list("status", flat=True))


def test_a_tick_becomes_mail_through_a_real_worker(processes, sink):
    [reader] = readers(1)
    processes.worker()

    processes.queue("digest_tick")
    processes.queue("heartbeat")

    until(lambda: statuses()["accepted"] == 1)
    assert sink.recipients == [reader.email]
    until(lambda: Heartbeat.objects.filter(job="worker").exists())


def test_the_same_tasks_delivered_five_times_at_once_send_one_mail_each(
    processes, sink
):
    readers(30)
    processes.queue("digest_tick", times=5)
    processes.queue("send_deliveries", times=5)
    processes.worker()

    until(lambda: statuses()["accepted"] == 30)
    processes.stop()

    assert len(sink.messages) == 30
    assert max(Counter(sink.recipients).values()) == 1


def test_a_sender_killed_after_the_mail_was_taken_leaves_it_unknown(
    processes, sink, settings
):
    readers(1)
    sink.mode = "take and say nothing"
    sender = processes.command("send_digests")
    until(lambda: len(sink.messages) == 1)
    sender.kill()
    sender.wait()
    assert statuses() == {"sending": 1}

    sink.mode = "ok"
    settings.MAILERS = smtp_settings(sink.port)
    later = timezone.now() + LATER
    tick(at=later)
    deliver(clock=lambda: later)

    assert statuses() == {"unknown": 1}
    assert len(sink.messages) == 1


def test_a_sender_killed_before_the_content_is_made_up_for(processes, sink, settings):
    readers(1)
    sink.mode = "stall before the content"
    sender = processes.command("send_digests")
    until(lambda: statuses()["claimed"] == 1)
    sender.kill()
    sender.wait()

    sink.mode = "ok"
    settings.MAILERS = smtp_settings(sink.port)
    later = timezone.now() + LATER
    sweep(at=later)
    deliver(clock=lambda: later)

    assert statuses() == {"accepted": 1}
    assert len(sink.messages) == 1


def test_a_worker_killed_in_mid_run_is_made_up_for_by_the_next(
    processes, sink, settings
):
    readers(60)
    processes.queue("digest_tick")
    worker = processes.worker()
    until(lambda: len(sink.messages) > 5)
    worker.kill()
    worker.wait()

    settings.MAILERS = smtp_settings(sink.port)
    # Its children die with it, though not in the same instant; what one of them was
    # handing over may stay as it was for ever.
    until(lambda: is_quiet(sink))
    later = timezone.now() + LATER
    sweep(at=later)
    deliver(clock=lambda: later)

    assert max(Counter(sink.recipients).values()) == 1
    counted = statuses()
    assert counted["accepted"] + counted["unknown"] == 60
    assert counted["accepted"] <= len(sink.messages) <= 60


def is_quiet(sink):
    """Tell whether nobody has sent or settled anything for a second."""
    before = (len(sink.messages), statuses())
    time.sleep(1)
    return (len(sink.messages), statuses()) == before
