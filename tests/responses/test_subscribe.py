"""Nobody gets a digest who has not agreed."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responses.models import Subscription
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


@pytest.fixture
def subscribe(django_capture_on_commit_callbacks):
    """Give the command, and do after it what it does once all is stored."""

    def call(*arguments):
        out = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("subscribe", *arguments, stdout=out)
        return out.getvalue()

    return call


def test_the_address_is_asked_to_confirm(subscribe, client, mailoutbox):
    assert "asked by mail to confirm" in subscribe("a@example.org")
    reader = Subscription.objects.get()
    address = f"/digests/confirm/{reader.token}/"
    assert address in mailoutbox[0].body
    assert not Subscription.objects.active().exists()

    assert client.get(address).status_code == 200
    assert not Subscription.objects.active().exists()
    client.post(address)
    assert Subscription.objects.active().exists()


def test_confirmed_skips_the_mail(subscribe, mailoutbox):
    InstitutionFactory(slug="home-office")

    said = subscribe("a@example.org", "--institution", "home-office", "--confirmed")

    assert said == "a@example.org: subscribed (home-office).\n"
    reader = Subscription.objects.active().get()
    assert [each.slug for each in reader.institutions.all()] == ["home-office"]
    assert not reader.has_all_institutions
    assert not mailoutbox


def test_subscribing_again_changes_what_is_followed(subscribe):
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
def test_a_wrong_argument_subscribes_nobody(subscribe, arguments, message, mailoutbox):
    with pytest.raises(CommandError, match=message):
        subscribe("first@example.org", *arguments)

    assert not Subscription.objects.exists()
    assert not mailoutbox


def test_who_has_left_is_asked_anew(subscribe, mailoutbox):
    SubscriptionFactory(email="a@example.org", unsubscribed_at=AT)

    subscribe("a@example.org")

    assert len(mailoutbox) == 1
