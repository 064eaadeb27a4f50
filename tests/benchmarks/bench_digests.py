"""How fast digests are written and sent, on this machine.

./run test tests/benchmarks/bench_digests.py -s
"""

import sys
import time
from datetime import UTC, datetime

import pytest

from responses.delivery import deliver
from responses.models import DigestDelivery, Subscription
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.sinks import Sink, smtp_settings

AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
READERS, BODIES, ADDRESSEES = 1_000, 40, 140


@pytest.mark.django_db
def test_write_and_send_to_a_thousand_readers(settings):
    bodies = InstitutionFactory.create_batch(BODIES)
    for number in range(ADDRESSEES):
        AddresseeFactory(institution=bodies[number % BODIES])
    readers = Subscription.objects.bulk_create(
        Subscription(email=f"{number}@example.org", confirmed_at=AT)
        for number in range(READERS)
    )
    for number, reader in enumerate(readers):
        reader.institutions.add(bodies[number % BODIES])

    started = time.perf_counter()
    tick(at=AT)
    written = time.perf_counter()
    with Sink() as sink:
        settings.MAILERS = smtp_settings(sink.port)
        deliver(clock=lambda: AT)
        sent = time.perf_counter()

    assert DigestDelivery.objects.filter(status="accepted").count() == READERS
    sys.stdout.write(
        f"\nwritten: {READERS} in {written - started:.2f} s; "
        f"sent: {READERS / (sent - written):.0f} a second\n"
    )
