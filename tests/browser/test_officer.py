"""An officer at work, in a browser."""

import pytest

from responses.models import Officer
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import FlagFactory

PASSWORD = "correct horse battery staple"


@pytest.fixture
def addressee(transactional_db):
    """One of the Internet report's: due 12 September 2020, and unanswered."""
    addressee = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__report__title="The Internet",
        institution__name="Home Office",
    )
    FlagFactory(addressee=addressee)
    return addressee


@pytest.fixture
def desk(page, live_server, addressee):
    """The desk of an officer who has just signed in by hand."""
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(addressee.institution)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def record(page, published):
    page.get_by_role("link", name="The Internet, recommendation").first.click()
    page.get_by_role("link", name="Record a response").click()
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Title of the new document").fill("Government response")
    page.get_by_label("Date published").fill(published)
    page.get_by_label("Web address").fill("https://example.org/response")
    page.get_by_label("What does it say?").fill("Accepts the recommendation.")
    page.get_by_role("button", name="Save").click()


def test_a_response_recorded_changes_the_state_and_clears_the_desk(desk):
    assert desk.get_by_role("heading", name="To check (1)").is_visible()

    record(desk, published="10 November 2020")

    banner = desk.get_by_role("status").inner_text()
    assert banner == "Recorded. Home Office now: Answered late, by 59 days"
    desk.get_by_role("link", name="My work").first.click()
    assert desk.get_by_role("heading", name="To check (0)").is_visible()


def test_a_date_that_is_missing_its_year_is_asked_for_with_the_rest_kept(desk):
    record(desk, published="10 November")

    summary = desk.locator(".error-summary")
    assert "The date must include a year" in summary.inner_text()
    assert summary.evaluate("element => element === document.activeElement")
    assert desk.get_by_label("Title of the new document").input_value() == (
        "Government response"
    )
