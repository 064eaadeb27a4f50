"""The mail that brings an answer."""

from datetime import UTC, datetime, timedelta

import pytest

from responses.answers import answer_mail
from responses.correction_requests import answer
from responses.delivery import deliver, put_right
from responses.models import AnswerDelivery, CorrectionRequest
from responses.outboxes import ANSWERS
from tests.responses.factories import CorrectionRequestFactory, OfficerFactory
from tests.responses.sinks import Mode

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def delivery():
    request = CorrectionRequestFactory(
        email="reader@example.org", what_is_wrong="Buy now at https://spam.example"
    )
    answer(
        request,
        by=OfficerFactory(),
        at=NOW,
        outcome=CorrectionRequest.Outcome.UNCHANGED,
        words="The paper is of November.",
    )
    return AnswerDelivery.objects.get()


def send(at=NOW):
    return deliver(ANSWERS, clock=lambda: at)


def status(delivery):
    delivery.refresh_from_db()
    return delivery.status


def test_it_says_what_became_of_it_and_where(delivery):
    mail = answer_mail(delivery)

    assert mail.to == ["reader@example.org"]
    assert "What became of it: unchanged." in mail.body
    assert "The paper is of November." in mail.body
    assert delivery.request.get_absolute_url() in mail.body
    assert mail.extra_headers["Message-ID"] == delivery.message_id
    assert max(map(len, mail.body.splitlines())) <= 120


def test_nothing_of_what_was_written_is_sent_to_anybody(delivery):
    assert "spam" not in answer_mail(delivery).body


def test_it_is_sent_once(delivery, sink):
    send()
    send(NOW + timedelta(hours=1))

    assert sink.recipients == ["reader@example.org"]
    assert status(delivery) == "accepted"


def test_it_waits_for_a_mail_server_that_is_down(delivery, sink):
    sink.mode = Mode.TRY_LATER
    send()
    assert status(delivery) == "deferred"

    sink.mode = Mode.OK
    send(NOW + timedelta(hours=1))

    assert status(delivery) == "accepted"


def test_a_sender_that_died_gives_it_back(delivery, sink):
    AnswerDelivery.objects.update(status="claimed", claimed_at=NOW)

    put_right(ANSWERS, at=NOW + timedelta(minutes=11))
    send(NOW + timedelta(minutes=11))

    assert status(delivery) == "accepted"


def test_what_may_have_been_taken_is_not_sent_again(delivery, sink):
    AnswerDelivery.objects.update(status="sending", claimed_at=NOW, sending_at=NOW)

    put_right(ANSWERS, at=NOW + timedelta(minutes=11))
    send(NOW + timedelta(minutes=11))

    assert status(delivery) == "unknown"
    assert sink.recipients == []


def test_an_address_that_was_forgotten_gets_nothing(delivery, sink):
    CorrectionRequest.objects.update(email="")

    send()

    assert status(delivery) == "suppressed"
    assert "forgotten" in delivery.outcome


def test_a_copy_of_production_writes_to_nobody_real(delivery, sink, settings):
    settings.MAIL_ALLOW_LIST = ["@test.example"]

    send()

    assert status(delivery) == "suppressed"
