"""Who is written to is decided when a mail is taken to be sent."""

from datetime import timedelta

import pytest

from responses.delivery import sweep
from responses.models import DigestDelivery
from responses.runs import run_for, tick
from responses.weeks import Week
from tests.responses.factories import OfficerFactory, SubscriptionFactory
from tests.responses.sending import AT, MOMENT, WEEKS_END, delivery, send, waiting

pytestmark = pytest.mark.django_db


def test_an_officer_is_written_to_at_the_address_of_now(sink, settings):
    settings.MAIL_ALLOW_LIST = ["new@example.org"]
    officer = OfficerFactory()
    waiting(officer=officer)
    officer.email = "new@example.org"
    officer.save()

    assert send().accepted == 1
    assert sink.recipients == ["new@example.org"]


@pytest.mark.parametrize(
    ("made_at", "ends_at"),
    [
        (AT, WEEKS_END),
        (WEEKS_END - MOMENT, WEEKS_END),
        (WEEKS_END, WEEKS_END + timedelta(weeks=1)),
        (WEEKS_END + timedelta(days=2), WEEKS_END + timedelta(days=9)),
    ],
)
def test_what_waits_is_ended_when_its_run_gives_up(made_at, ends_at):
    run = run_for(Week(2026, 47), at=made_at)
    DigestDelivery.objects.create(
        run=run, subscription=SubscriptionFactory(), created_at=made_at
    )

    assert run.gives_up_at == ends_at
    sweep(at=ends_at - MOMENT)
    assert delivery().status == "pending"
    sweep(at=ends_at)
    assert delivery().status == "suppressed"


@pytest.mark.parametrize("change", ["unsubscribed_at", "officer"])
def test_whoever_left_before_it_was_sent_gets_nothing(sink, change):
    [reader] = waiting()
    if change == "officer":
        reader.officer = OfficerFactory(is_active=False)
    else:
        reader.unsubscribed_at = AT
    reader.save()

    send()

    assert not sink.messages
    assert delivery().status == "suppressed"


@pytest.mark.parametrize("allowed", [["@example.com"], ["other@example.org"]])
def test_the_allow_list_keeps_mail_from_others(sink, settings, allowed):
    settings.MAIL_ALLOW_LIST = allowed
    waiting()

    send()

    assert not sink.messages
    assert "MAIL_ALLOW_LIST" in delivery().outcome


def test_the_allow_list_lets_those_through_that_it_names(sink, settings):
    settings.MAIL_ALLOW_LIST = ["@Example.org"]
    waiting()

    assert send().accepted == 1


def test_nothing_to_say_is_no_mail_to_a_reader_without_an_account(sink):
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)

    send()

    assert not sink.messages
    assert delivery().status == "skipped_empty"


def test_an_officer_hears_that_there_is_nothing(sink):
    SubscriptionFactory(confirmed_at=AT, officer=OfficerFactory())
    tick(at=AT)

    send()

    assert "Nothing overdue" in sink.subjects[0]
