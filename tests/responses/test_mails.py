"""The mail around an edition: its addresses, its styles, its bytes."""

from datetime import UTC, datetime, timedelta

import pytest

from responses.mails import digest_mail, is_allowed, raw, styled
from responses.models import DigestDelivery
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory, SubscriptionFactory

AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def delivery(**details):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT, **details)
    tick(at=AT)
    return DigestDelivery.objects.select_related("edition", "subscription").get()


@pytest.mark.django_db
def test_it_says_why_it_came_how_to_stop_it_and_where_it_stays():
    made = delivery()
    mail = digest_mail(made)

    for body in (mail.body, mail.alternatives[0].content):
        assert f"/digests/{made.token}/" in body
        assert f"/digests/unsubscribe/{made.subscription.token}/" in body
        assert "was put on the list" in " ".join(body.split())
        assert "as at 16 November 2026" in " ".join(body.split())
    assert mail.reply_to == ["tracker@example.org"]


@pytest.mark.django_db
def test_an_officer_is_told_that_it_comes_with_the_account():
    mail = digest_mail(delivery(officer=OfficerFactory()))

    assert "because you are an officer" in " ".join(mail.body.split())


@pytest.mark.django_db
def test_the_html_has_a_language_headings_and_nothing_that_phones_home():
    html = digest_mail(delivery()).alternatives[0].content

    assert '<html lang="en-GB">' in html
    assert html.count("<h1 style=") == 1
    for tracking in ("<img", "<script", "<link", "url("):
        assert tracking not in html


@pytest.mark.django_db
def test_without_an_edition_there_is_no_mail():
    made = delivery()
    made.edition = None

    with pytest.raises(ValueError, match="has no edition"):
        digest_mail(made)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "is_said"), [(0, False), (2, True)])
def test_a_late_mail_says_since_when(days, is_said):
    made = delivery()
    made.edition.as_at += timedelta(days=days)

    body = digest_mail(made).body

    assert ("held up since 16 November 2026" in body) == is_said


@pytest.mark.django_db
def test_the_bytes_are_seven_bit_with_headers_unfolded():
    lines = raw(digest_mail(delivery())).split(b"\r\n")

    assert all(line.isascii() and len(line) < 998 for line in lines)
    [stop] = [line for line in lines if line.lower().startswith(b"list-unsubscribe:")]
    assert stop.endswith(b"/>")
    assert b"=?" not in stop


def test_bare_tags_get_their_style_and_others_stay():
    assert styled("<p>a</p>").startswith('<p style="')
    assert styled('<a href="/">a</a><em>b</em>') == '<a href="/">a</a><em>b</em>'


@pytest.mark.parametrize(
    ("address", "is_let_through"),
    [
        ("a@example.org", True),
        ("b@test.example", True),
        ("b@example.org", False),
        ("b@evil-test.example", False),
    ],
)
def test_the_allow_list_names_addresses_and_domains(settings, address, is_let_through):
    settings.MAIL_ALLOW_LIST = ["A@example.org", "@test.example"]

    assert is_allowed(address) == is_let_through
