"""What the public and the jobs may see, and who is told."""

from datetime import UTC, date, datetime

import pytest

from responses.models import Flag, Response, Subscription
from tests.responses.factories import (
    FlagFactory,
    ResponseFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.django_db


def test_neither_a_draft_nor_a_withdrawn_response_is_published():
    published = ResponseFactory()
    ResponseFactory(status="draft")
    ResponseFactory(
        status="withdrawn",
        withdrawn_at=datetime(2026, 11, 20, tzinfo=UTC),
        withdrawn_reason="Mistaken.",
    )

    assert list(Response.objects.published()) == [published]


def test_neither_a_holding_reply_nor_an_update_qualifies():
    substantive = ResponseFactory()
    ResponseFactory(kind="holding")
    ResponseFactory(kind="update")

    assert list(Response.objects.qualifying()) == [substantive]


def test_a_response_is_out_on_its_documents_last_possible_day():
    ResponseFactory()

    assert Response.objects.out_by(date(2020, 11, 10)).exists()
    assert not Response.objects.out_by(date(2020, 11, 9)).exists()


def test_a_withdrawn_flag_does_not_stand():
    standing = FlagFactory()
    FlagFactory(
        withdrawn_at=datetime(2026, 11, 20, tzinfo=UTC), withdrawn_reason="Answered."
    )

    assert list(Flag.objects.standing()) == [standing]


def test_readers_who_have_not_confirmed_or_have_left_are_not_active():
    active = SubscriptionFactory()
    SubscriptionFactory(confirmed_at=None)
    SubscriptionFactory(unsubscribed_at=datetime(2026, 11, 20, tzinfo=UTC))

    assert list(Subscription.objects.active()) == [active]
