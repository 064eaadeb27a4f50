"""The frame of every page."""

import pytest

from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


def test_the_page_one_is_on_is_marked_in_the_navigation(client):
    page = client.get("/responses/").text

    assert '<a href="/responses/" aria-current="page">' in page
    assert page.count("aria-current") == 1


def test_a_page_below_is_marked_as_within(client):
    InstitutionFactory(slug="home-office")

    page = client.get("/institutions/home-office/").text

    assert '<a href="/institutions/" aria-current="true">' in page


def test_support_lines_are_shown_where_they_are_set(client, settings):
    line = {"name": "Somebody to talk to", "phone": "0800 000 000", "url": ""}
    settings.SUPPORT_LINES = [line]

    assert "Somebody to talk to, 0800 000 000" in client.get("/about/").text
    settings.SUPPORT_LINES = []
    assert "Support</h2>" not in client.get("/about/").text


def test_the_sign_in_pages_have_the_frame_of_every_page(client):
    page = client.get("/accounts/login/").text

    assert '<a href="/responses/">' in page
    assert '<a href="/accounts/login/" aria-current="page">' in page


def test_signing_in_and_out_are_offered_as_they_apply(client):
    assert "Sign in" in client.get("/about/").text

    client.force_login(OfficerFactory())

    page = client.get("/about/").text
    assert "Sign out" in page
    assert "My work" in page


def test_the_desk_has_a_navigation_of_its_own(client):
    client.force_login(OfficerFactory())

    assert 'aria-label="Desk"' in client.get("/desk/").text
    assert 'aria-label="Desk"' not in client.get("/about/").text


def test_only_an_administrator_is_shown_the_way_to_accounts_and_mail(client):
    client.force_login(OfficerFactory())
    assert 'href="/admin/"' not in client.get("/desk/").text

    client.force_login(OfficerFactory(role="admin"))
    page = client.get("/desk/").text
    assert 'href="/admin/"' in page
    assert 'href="/desk/mail/"' in page
