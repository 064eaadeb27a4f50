"""Nobody gets a digest who has not agreed, and leaving takes one click."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responses.models import Subscription
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def subscribe(*arguments):
    out = StringIO()
    call_command("subscribe", *arguments, stdout=out)
    return out.getvalue()


def test_the_address_is_asked_to_confirm(client, mailoutbox):
    assert "asked by mail to confirm" in subscribe("a@example.org")
    reader = Subscription.objects.get()
    address = f"/digests/confirm/{reader.token}/"
    assert address in mailoutbox[0].body
    assert not Subscription.objects.active().exists()

    assert client.get(address).status_code == 200
    assert not Subscription.objects.active().exists()
    client.post(address)
    assert Subscription.objects.active().exists()


def test_confirmed_skips_the_mail(mailoutbox):
    InstitutionFactory(slug="home-office")

    said = subscribe("a@example.org", "--institution", "home-office", "--confirmed")

    assert said == "a@example.org: subscribed (home-office).\n"
    reader = Subscription.objects.active().get()
    assert [each.slug for each in reader.institutions.all()] == ["home-office"]
    assert not reader.has_all_institutions
    assert not mailoutbox


def test_subscribing_again_changes_what_is_followed():
    InstitutionFactory(slug="home-office")
    subscribe("a@example.org", "--confirmed", "--institution", "home-office")
    subscribe("A@example.org", "--confirmed")

    assert Subscription.objects.get().has_all_institutions


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no address"], "write it as in name@example.org"),
        (["a@example.org", "--institution", "nowhere"], "No institution is called"),
    ],
)
def test_a_wrong_argument_subscribes_nobody(arguments, message, mailoutbox):
    with pytest.raises(CommandError, match=message):
        subscribe("first@example.org", *arguments)

    assert not Subscription.objects.exists()


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


def test_who_has_left_is_asked_anew(mailoutbox):
    SubscriptionFactory(email="a@example.org", unsubscribed_at=AT)

    subscribe("a@example.org")

    assert len(mailoutbox) == 1


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
