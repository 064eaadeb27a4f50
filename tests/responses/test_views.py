"""Leaving the digest takes one click; a link that is merely followed does nothing."""

from datetime import UTC, datetime

import pytest

from responses.models import Subscription
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def test_one_click_needs_no_cookie_and_may_be_repeated(client):
    client.handler.enforce_csrf_checks = True
    reader = SubscriptionFactory()
    address = f"/digests/unsubscribe/{reader.token}/"

    for _ in range(2):
        answer = client.post(
            address,
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 200
        assert not answer.cookies
    assert not Subscription.objects.active().exists()


def test_following_the_link_changes_nothing(client):
    reader = SubscriptionFactory()

    page = client.get(f"/digests/unsubscribe/{reader.token}/")

    assert b"Nothing has changed yet" in page.content
    assert Subscription.objects.active().exists()


def test_an_old_confirmation_does_not_bring_back_who_has_left(client):
    reader = SubscriptionFactory(unsubscribed_at=AT)

    client.post(f"/digests/confirm/{reader.token}/")

    assert not Subscription.objects.active().exists()


@pytest.mark.parametrize("page", ["unsubscribe/", "confirm/", ""])
def test_an_unknown_token_is_not_found(client, page):
    assert client.get(f"/digests/{page}unknown/").status_code == 404


def test_the_web_copy_tells_nothing_of_its_reader(client):
    AddresseeFactory(institution__name="Home Office")
    reader = SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)

    page = client.get(f"/digests/{reader.deliveries.get().token}/").content.decode()

    assert "Home Office" in page
    assert reader.token not in page
    assert reader.email not in page
