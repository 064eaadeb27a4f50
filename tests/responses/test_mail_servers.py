"""A message is handed over in two steps, and every refusal is told from a break."""

import pytest
from django.core.mail import EmailMessage

from responses.mail_servers import (
    Broke,
    Lost,
    Refused,
    TakenAway,
    TryLater,
    Unreachable,
    mail_server,
    send_once,
)
from responses.mails import raw
from tests.responses.sinks import Mode, Sink, free_port, smtp_settings


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


@pytest.fixture
def server(sink, settings):
    settings.MAILERS = smtp_settings(sink.port)
    server = mail_server()
    yield server
    server.close()


def mail(to="a@example.org"):
    return EmailMessage("Subject", "Body", to=[to])


def hand_over(server, message):
    return server.hand_over(message, raw(message))


def test_nothing_is_taken_before_it_is_handed_over(server, sink):
    server.offer(mail())
    assert not sink.messages

    assert hand_over(server, mail()).startswith("250")
    assert len(sink.messages) == 1


def test_a_connection_serves_one_mail_after_another(server, sink):
    for number in range(3):
        server.offer(mail(f"{number}@example.org"))
        hand_over(server, mail(f"{number}@example.org"))

    assert sink.recipients == ["0@example.org", "1@example.org", "2@example.org"]


def test_an_offer_that_came_to_nothing_leaves_nothing_behind(server, sink):
    sink.refuses = {"a@example.org"}
    with pytest.raises(Refused, match="550"):
        server.offer(mail())

    server.offer(mail("b@example.org"))
    hand_over(server, mail("b@example.org"))
    assert sink.recipients == ["b@example.org"]


@pytest.mark.parametrize(
    ("mode", "refusal"), [(Mode.TRY_LATER, TryLater), (Mode.SILENT, Unreachable)]
)
def test_a_server_that_will_not_now_is_asked_again(server, sink, mode, refusal):
    sink.mode = mode

    with pytest.raises(refusal):
        server.offer(mail())


def test_nobody_there_says_so(settings):
    settings.MAILERS = smtp_settings(free_port())

    with pytest.raises(Unreachable, match="cannot be reached"):
        mail_server().offer(mail())


def test_a_break_after_the_content_is_no_refusal(server, sink):
    sink.mode = Mode.DROP
    server.offer(mail())

    with pytest.raises(Exception) as broke:  # noqa: PT011 -- any but these two
        hand_over(server, mail())

    assert not isinstance(broke.value, TryLater | Refused)


def test_leading_dots_arrive_as_written(server, sink):
    dotted = EmailMessage("Subject", ".\n..two\nend", to=["a@example.org"])
    server.offer(dotted)
    hand_over(server, dotted)

    body = sink.messages[0].split(b"\r\n\r\n")[1]
    assert body.splitlines()[:3] == [b".", b"..two", b"end"]


def once(server, message, *, is_ours=True):
    def write():
        return message, raw(message)

    return send_once(server, write, commit_sending=lambda _content: is_ours)


def test_a_message_goes_out_once_it_is_written_down_that_it_does(server, sink):
    assert once(server, mail()).startswith("250")

    with pytest.raises(TakenAway):
        once(server, mail(), is_ours=False)

    assert len(sink.messages) == 1


def test_what_breaks_before_the_content_went_out_is_not_lost(server, sink):
    def write_down(_content):
        raise RuntimeError("The database is gone.")

    message = mail()
    with pytest.raises(Broke, match="RuntimeError: The database is gone"):
        send_once(server, lambda: (message, raw(message)), commit_sending=write_down)

    assert not sink.messages
    assert server.backend.connection is None


def test_what_breaks_after_it_is(server, sink):
    sink.mode = Mode.DROP

    with pytest.raises(Lost):
        once(server, mail())


def test_a_refusal_stays_a_refusal(server, sink):
    sink.refuses = {"a@example.org"}

    with pytest.raises(Refused):
        once(server, mail())
