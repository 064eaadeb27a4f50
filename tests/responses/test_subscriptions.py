"""Who is on the list: asked for, confirmed, left; each may be said again."""

from datetime import UTC, datetime, timedelta

import pytest

from responses.models import Subscription
from responses.subscriptions import NotAnAddress, confirm, subscribe, unsubscribe
from tests.responses.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def test_confirming_and_leaving_again_keep_the_first_instant():
    reader = SubscriptionFactory(confirmed_at=None)
    for at in (AT, LATER):
        confirm(reader, at=at)
    for at in (AT, LATER):
        unsubscribe(reader, at=at)

    reader.refresh_from_db()
    assert (reader.confirmed_at, reader.unsubscribed_at) == (AT, AT)


def test_the_allow_list_holds_for_the_mail_that_asks(settings, mailoutbox):
    settings.MAIL_ALLOW_LIST = ["@example.com"]

    subscribe(email="a@example.org", slugs=[], is_confirmed=False, at=AT)

    assert not mailoutbox


@pytest.mark.parametrize("email", ["", "a@", "a@example.org\nBcc: b@example.org"])
def test_what_is_no_address_is_refused(email):
    with pytest.raises(NotAnAddress):
        subscribe(email=email, slugs=[], is_confirmed=True, at=AT)

    assert not Subscription.objects.exists()
