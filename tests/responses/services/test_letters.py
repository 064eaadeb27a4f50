"""A letter goes out, is answered or is cancelled; the duty stands as it did."""

import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.history import trail_of, trail_of_letter
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    ImpossibleDay,
    NotAllowed,
    Reply,
    cancel_letter,
    record_reply,
)
from tests.responses.chased import NOW, act_on, drafted, ladder, owing, sent
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db
REPLY = Reply(PartialDate(2020, 9, 21), "Will answer in the spring.")


@pytest.fixture
def letter():
    return drafted(ladder()[1], owing(recommendation__report__title="The Internet"))


def test_a_letter_that_went_out_says_when_how_and_by_whom(letter):
    sent(letter, on=PartialDate(2020, 9), url="https://example.org/letter")

    assert letter.status == "sent"
    assert (letter.sent.in_words, letter.channel) == ("September 2020", "post")
    assert (letter.sent_by, letter.url) == ("The Chair", "https://example.org/letter")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (PartialDate(2020, 9, 22), "still to come"),
        (PartialDate(2020, 3, 11), "before the report"),
    ],
)
def test_an_impossible_day_of_sending_is_refused(letter, day, why):
    with pytest.raises(ImpossibleDay, match=why):
        sent(letter, on=day)


@pytest.mark.parametrize("day", [PartialDate(2020, 9, 21), PartialDate(2020, 3, 12)])
def test_today_and_the_reports_own_day_are_possible(letter, day):
    assert sent(letter, on=day).status == "sent"


def test_a_letter_is_sent_once(letter):
    sent(letter)

    with pytest.raises(AlreadyRecorded, match="sent already: 21 September 2020"):
        sent(letter)


def test_a_reply_in_hand_changes_nothing_about_the_duty(letter):
    before = Addressee.objects.values().get()

    record_reply(act_on(sent(letter)), REPLY)

    letter.refresh_from_db()
    assert letter.status == "replied"
    assert Addressee.objects.values().get() == before
    owed = Addressee.objects.outstanding(on=NOW.date())
    assert owed.exists()


def test_a_reply_needs_a_letter(letter):
    with pytest.raises(AlreadyRecorded, match="never sent"):
        record_reply(act_on(letter), REPLY)


@pytest.mark.parametrize("day", [PartialDate(2020, 9, 20), PartialDate(2020, 9, 22)])
def test_a_reply_comes_after_the_letter_and_before_tomorrow(letter, day):
    with pytest.raises(ImpossibleDay):
        record_reply(act_on(sent(letter)), Reply(day, "Words"))


@pytest.mark.parametrize("has_gone_out", [False, True])
def test_a_cancelled_letter_is_kept_with_its_reason(letter, has_gone_out):
    if has_gone_out:
        sent(letter)

    cancel_letter(act_on(letter), reason="Logged by mistake")

    letter.refresh_from_db()
    assert (letter.status, letter.cancelled_reason) == (
        "cancelled",
        "Logged by mistake",
    )
    with pytest.raises(AlreadyRecorded, match="cancelled"):
        cancel_letter(act_on(letter), reason="Again")


def test_an_act_on_what_is_not_mine_is_refused(letter):
    with pytest.raises(NotAllowed):
        cancel_letter(
            act_on(letter, by=OfficerFactory(has_all_institutions=False)), reason="No"
        )


def test_the_button_pressed_twice_is_one_act(letter):
    ann = OfficerFactory()
    press = act_on(letter, by=ann, submission="one press")
    cancel_letter(press, reason="Slip")

    with pytest.raises(AlreadySubmitted):
        cancel_letter(press, reason="Slip")


def test_the_trail_tells_of_a_letter_in_words(letter):
    ann = OfficerFactory(email="ann@example.org")
    cancel_letter(act_on(sent(letter), by=ann), reason="Slip")

    for trail in (trail_of_letter(letter), trail_of(letter.addressees.get())):
        [entry] = [each for each in trail if each.reason == "Slip"]
        assert entry.by == "ann@example.org"
        told = {each.name: each.after for row in entry.rows for each in row.fields}
        assert told["Status"] == "Cancelled"
        assert told["Reason for cancelling"] == "Slip"
