"""Each kind of mail."""

import pytest

from responses.outboxes import DIGESTS, outbox_of
from tests.responses.factories import OfficerFactory
from tests.responses.sending import delivery, waiting

pytestmark = pytest.mark.django_db


def test_a_delivery_knows_its_kind():
    waiting()

    assert outbox_of(delivery()) is DIGESTS


def test_an_empty_digest_is_sent_to_officers_alone():
    waiting()
    waits = delivery()
    waits.edition.is_empty = True
    assert not DIGESTS.has_something_to_say(waits)

    waits.subscription.officer = OfficerFactory()

    assert DIGESTS.has_something_to_say(waits)
