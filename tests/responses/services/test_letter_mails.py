"""A letter goes out by e-mail once for a press, and what became of it is told."""

import email
from datetime import timedelta
from email import policy
from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.partial_dates import PartialDate
from responses.models import Letter, LetterMail
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    cancel_letter,
    letter_mail,
    send_letter,
    sweep_letters,
)
from tests.responses.chased import NOW, act_on, drafted, ladder, owing, sent
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.sinks import Mode, free_port, smtp_settings

pytestmark = pytest.mark.django_db
TO = "perm.sec@example.org"
LATER = timedelta(minutes=11)


@pytest.fixture
def letter():
    return drafted(ladder()[1], owing(institution__name="Archbishops' Council & <Co>"))


def send(letter, to=TO, by=None, at=NOW, **options):
    act = act_on(letter, by=by, at=at, submission=options.pop("submission", ""))
    mail = send_letter(act, to, clock=lambda: at, **options)
    letter.refresh_from_db()
    return mail


def test_what_the_server_took_is_recorded_as_sent(letter, sink):
    mail = send(letter, by=OfficerFactory(email="ann@example.org"))

    assert (mail.status, mail.outcome[:3]) == ("accepted", "250")
    assert (letter.status, letter.channel) == ("sent", "email")
    assert letter.sent == PartialDate(2020, 9, 21)
    [raw] = sink.messages
    message = email.message_from_bytes(raw, policy=policy.default)
    assert (message["To"], message["Reply-To"]) == (TO, "ann@example.org")
    assert message["Message-ID"] == mail.message_id
    assert "Archbishops' Council & <Co>" in message.get_content()


def test_exactly_what_was_shown_is_sent(letter, sink):
    shown = letter_mail(letter, TO, on=NOW)

    send(letter)

    assert sink.texts[0].splitlines() == shown.text.splitlines()
    assert sink.subjects == [shown.subject]


def test_the_button_pressed_twice_sends_one_mail(letter, sink):
    ann = OfficerFactory()
    press = act_on(letter, by=ann, submission="one press")
    send_letter(press, TO, clock=lambda: NOW)

    with pytest.raises(AlreadySubmitted):
        send_letter(press, TO, clock=lambda: NOW)

    assert len(sink.messages) == 1


def test_what_was_sent_is_not_sent_by_mail_again(letter, sink):
    sent(letter)

    with pytest.raises(AlreadyRecorded, match="sent already"):
        send(letter)

    assert not sink.messages


def test_a_refusal_is_told_and_another_address_may_be_tried(letter, sink):
    sink.refuses = {TO}
    first = send(letter)
    assert (first.status, letter.status) == ("refused", "draft")
    assert "No such mailbox" in first.outcome

    second = send(letter, to="other@example.org")

    assert (second.status, letter.status) == ("accepted", "sent")
    assert second.message_id == first.message_id


def test_a_server_that_is_not_there_leaves_a_draft_and_says_so(letter, settings):
    settings.MAILERS = smtp_settings(free_port())

    mail = send(letter)

    assert (mail.status, letter.status) == ("deferred", "draft")
    assert "cannot be reached" in mail.outcome


def test_what_may_have_arrived_is_sent_once_more_only_when_confirmed(letter, sink):
    sink.mode = Mode.DROP
    first = send(letter)
    assert (first.status, letter.status) == ("unknown", "draft")
    sink.mode = Mode.OK

    with pytest.raises(AlreadyRecorded, match="may have arrived"):
        send(letter)
    again = send(letter, is_repeat_confirmed=True)

    assert (again.status, again.message_id) == ("accepted", first.message_id)


def stranded(letter, status):
    """A mail whose sender died on the way."""
    mail = letter_mail(letter, TO, on=NOW)
    mail.status, mail.asked_by, mail.asked_at = status, OfficerFactory(), NOW
    mail.save()
    return mail


@pytest.mark.parametrize(
    ("status", "then"), [("claimed", "deferred"), ("sending", "unknown")]
)
def test_a_dead_senders_mail_is_explained_and_sent_by_nobody(
    letter, sink, status, then
):
    mail = stranded(letter, status)

    sweep_letters(at=NOW + timedelta(minutes=10))
    mail.refresh_from_db()
    assert mail.status == status
    sweep_letters(at=NOW + LATER)

    mail.refresh_from_db()
    assert mail.status == then
    assert not sink.messages


def test_nothing_is_done_to_a_letter_while_it_is_handed_over(letter, sink):
    stranded(letter, "sending")

    for at in (NOW, NOW + timedelta(minutes=9)):
        with pytest.raises(AlreadyRecorded, match="handed to the mail server"):
            send(letter, at=at)
        with pytest.raises(AlreadyRecorded, match="handed to the mail server"):
            cancel_letter(act_on(letter, at=at), reason="No")

    cancel_letter(act_on(letter, at=NOW + LATER), reason="No")
    assert not sink.messages


def test_nobody_who_has_answered_meanwhile_is_written_to(letter, sink):
    document = {"document__published": PartialDate(2020, 9, 1)}
    document["document__logged_on"] = NOW.date()
    ResponseFactory(addressee=letter.addressees.get(), **document)

    with pytest.raises(AlreadyRecorded, match="no longer owe"):
        send(letter)

    assert not LetterMail.objects.exists()


def test_a_text_with_a_passage_to_be_filled_in_is_not_sent(letter, sink):
    Letter.objects.update(text="By [state the day].")

    with pytest.raises(AlreadyRecorded, match="square brackets"):
        send(letter)

    assert not sink.messages


def test_a_copy_of_production_writes_to_nobody_outside_its_list(letter, sink, settings):
    settings.MAIL_ALLOW_LIST = ["@tests.example"]

    with pytest.raises(AlreadyRecorded, match="MAIL_ALLOW_LIST"):
        send(letter)

    assert not sink.messages


def test_a_subject_that_cannot_be_a_header_is_refused_not_broken(letter, sink):
    Letter.objects.update(subject="A\nBcc: b@example.org")

    mail = send(letter)

    assert mail.status == "refused"
    assert "cannot be written" in mail.outcome
    assert not sink.messages


@pytest.mark.django_db(transaction=True)
def test_a_double_click_sends_one_mail(letter, sink):
    press = act_on(letter, submission="one press")
    outcomes, together = [], Barrier(2)

    def click():
        together.wait()
        try:
            outcomes.append(send_letter(press, TO, clock=lambda: NOW).status)
        except AlreadySubmitted:
            outcomes.append("already")
        connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["accepted", "already"]
    assert sink.recipients == [TO]
