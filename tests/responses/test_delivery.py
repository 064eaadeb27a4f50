"""Each mail is sent at most once, and what becomes of it is written down."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.db import OperationalError

from responses.delivery import Sent, claim, send_batch, sweep
from responses.mail_servers import mail_server
from responses.models import DigestDelivery
from tests.recommendations.factories import AddresseeFactory
from tests.responses.sending import (
    AT,
    LATER,
    delivery,
    send,
    waiting,
)
from tests.responses.sinks import smtp_settings

pytestmark = pytest.mark.django_db


def test_a_mail_is_sent_once_and_the_servers_words_are_kept(sink):
    [reader] = waiting()

    assert send().accepted == 1
    assert send().accepted == 0

    assert sink.recipients == [reader.email]
    assert delivery().status == "accepted"
    assert delivery().outcome.startswith("250")
    assert len(delivery().body_hash) == 64


def test_every_message_has_one_recipient(sink):
    waiting(3)

    send()

    assert len(sink.messages) == 3
    assert len(set(sink.recipients)) == 3


def test_headers_say_that_a_machine_wrote_and_how_to_stop_it(sink):
    [reader] = waiting()

    send()

    head = sink.messages[0].split(b"\r\n\r\n")[0].split(b"\r\n")
    address = f"<http://127.0.0.1:8000/digests/unsubscribe/{reader.token}/>"
    assert f"List-Unsubscribe: {address}".encode() in head
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert b"Auto-Submitted: auto-generated" in head
    assert b"X-Auto-Response-Suppress: All" in head
    assert f"Message-ID: {delivery().message_id}".encode() in head
    assert any(line.startswith(b"List-Id: ") for line in head)


def test_text_and_html_say_the_same_in_seven_bits(sink):
    AddresseeFactory(institution__name="Café ☕ Department")
    waiting()

    send()

    raw = sink.messages[0]
    assert raw.isascii()
    message = email.message_from_bytes(raw, policy=policy.default)
    for kind in ("plain", "html"):
        assert "Café ☕ Department" in message.get_body([kind]).get_content()


def test_a_line_of_one_dot_does_not_end_the_message(sink):
    AddresseeFactory(recommendation__title="x" * 70 + " . and on")
    waiting()

    send()

    assert len(sink.messages) == 1
    assert b"Stop getting it" in sink.messages[0]


def test_451_is_tried_again_later_and_not_before(sink):
    waiting()
    sink.mode = "451"

    assert send().deferred == 1
    assert delivery().status == "deferred"
    assert "451" in delivery().outcome
    assert send().accepted == 0

    sink.mode = "ok"
    assert send(AT + timedelta(minutes=2)).accepted == 1
    assert (delivery().attempts, len(sink.messages)) == (2, 1)


def test_trying_ends_before_the_next_digest(sink):
    waiting()
    sink.mode = "451"
    for hour in range(0, 60):
        send(AT + timedelta(hours=hour))

    assert delivery().status == "suppressed"
    assert delivery().outcome.startswith("Given up after")
    assert delivery().next_try_at < delivery().run.ends_at


def test_550_refuses_one_reader_and_no_other(sink):
    refused, *others = waiting(3)
    sink.refuses = {refused.email}

    send()

    assert DigestDelivery.objects.get(status="refused").subscription == refused
    assert sorted(sink.recipients) == sorted(each.email for each in others)


def test_a_connection_that_breaks_after_the_content_leaves_it_unknown(sink):
    waiting()
    sink.mode = "drop"

    send()

    assert delivery().status == "unknown"
    sink.mode = "ok"
    assert send(AT + timedelta(hours=2)).accepted == 0
    assert len(sink.messages) == 1


def test_a_refusal_after_the_content_is_certain(sink):
    waiting()
    sink.mode = "552 after data"

    send()

    assert delivery().status == "refused"


def test_a_server_that_is_away_puts_everybody_off(settings):
    settings.MAILERS = smtp_settings(1)
    waiting(3)

    assert send().deferred == 3
    assert "cannot be reached" in DigestDelivery.objects.first().outcome


def test_a_silent_server_is_given_up_in_time(sink):
    waiting()
    sink.mode = "silent"

    assert send().deferred == 1


def test_a_broken_address_holds_up_nobody(sink):
    broken, other = waiting(2)
    type(broken).objects.filter(pk=broken.pk).update(email="a\nBcc: b@example.org")

    send()

    assert DigestDelivery.objects.get(status="refused").subscription_id == broken.pk
    assert sink.recipients == [other.email]


class FaultyServer:
    """Breaks before any content is sent, in a way that is nobody's message's fault."""

    def __init__(self, problem):
        self.problem = problem
        self.is_closed = False

    def offer(self, mail):
        raise self.problem

    def hand_over(self, mail, content):
        raise AssertionError("Nothing was offered.")

    def close(self):
        self.is_closed = True


class TimeIsUp(Exception):
    """What a task's time limit raises, wherever the task is."""


@pytest.mark.parametrize(
    "problem",
    [TimeIsUp(), OperationalError("lock timeout"), OSError("no descriptors left")],
)
def test_what_breaks_before_the_content_is_tried_again(problem, sink):
    waiting()
    server = FaultyServer(problem)

    send_batch(claim(at=AT), server, clock=lambda: AT, sent=Sent())

    assert delivery().status == "deferred"
    assert type(problem).__name__ in delivery().outcome
    assert server.is_closed, "half an exchange is left on the connection"
    assert send(AT + timedelta(minutes=2)).accepted == 1


def test_what_a_dead_sender_took_goes_back_and_is_sent(sink):
    waiting()
    claim(at=AT)

    sweep(at=AT + timedelta(minutes=1))
    assert send().accepted == 0
    sweep(at=AT + LATER)
    assert send(AT + LATER).accepted == 1


def test_what_a_dead_sender_was_sending_is_unknown_and_stays(sink):
    waiting()
    [taken] = claim(at=AT)
    DigestDelivery.objects.filter(pk=taken.pk).update(status="sending", sending_at=AT)

    sweep(at=AT + LATER)

    assert send(AT + LATER).accepted == 0
    assert delivery().status == "unknown"


def test_a_sender_thought_dead_does_not_send_what_another_has(sink):
    waiting()
    slow = claim(at=AT)
    sweep(at=AT + LATER)
    send(AT + LATER)

    server = mail_server()
    send_batch(slow, server, clock=lambda: AT + LATER, sent=Sent())
    server.close()

    assert len(sink.messages) == 1
    assert delivery().status == "accepted"


def test_a_late_mail_is_written_anew_and_says_so(sink):
    waiting()
    sink.mode = "451"
    send()
    sink.mode = "ok"

    send(AT + timedelta(hours=25))

    assert "held up since 21 November 2026" in sink.texts[0]
    assert "as at 22 November 2026" in " ".join(sink.texts[0].split())


def test_files_get_one_message_each(settings, tmp_path):
    settings.MAILERS = {
        "default": {
            "BACKEND": "responses.mailbox.MailboxBackend",
            "OPTIONS": {"folder": str(tmp_path)},
        }
    }
    waiting(2)
    send()
    DigestDelivery.objects.update(status="pending")
    send()

    assert len(list(tmp_path.iterdir())) == 2
    assert {path.suffix for path in tmp_path.iterdir()} == {".eml"}
