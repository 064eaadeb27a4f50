"""An officer at work, in a browser."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect

from responses.flags import raise_flags
from responses.models import Officer
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory

PASSWORD = "correct horse battery staple"


@pytest.fixture
def addressee(transactional_db):
    """One of the Internet report's: due 12 September 2020, and unanswered."""
    addressee = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__report__title="The Internet",
        institution__name="Home Office",
    )
    raise_flags(on=date(2026, 11, 21), at=datetime(2026, 11, 21, 6, tzinfo=UTC))
    return addressee


@pytest.fixture
def desk(page, live_server, addressee):
    """The desk of an officer who has just signed in by hand."""
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(addressee.institution)
    SubscriptionFactory(officer=officer, email=officer.email)
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
    page.get_by_role("button", name="Continue").click()
    if not page.locator(".error-summary").count():
        page.get_by_role("button", name="Save", exact=True).click()


def next_digest():
    mails = StringIO()
    call_command("send_digests", dry_run=True, stdout=mails)
    return mails.getvalue()


def flags_under(page, heading):
    """Return the lines under a heading of the addressee's page, none without it."""
    return page.locator(f"h2:text-is('{heading}') ~ ul").first.locator("li")


def test_a_response_recorded_changes_the_state_the_flag_and_the_next_digest(desk):
    expect(desk.get_by_role("heading", name="To check (1)")).to_be_visible()
    assert "Home Office: Recommendation" in next_digest()
    desk.get_by_role("link", name="The Internet, recommendation").first.click()
    expect(flags_under(desk, "Open flags")).to_contain_text("Overdue: passed after")
    desk.go_back()

    record(desk, published="10 November 2020")

    expect(desk.get_by_role("status")).to_have_text(
        "Recorded. Home Office now: Answered late, by 59 days"
    )
    expect(flags_under(desk, "Open flags")).to_have_text("None.")
    expect(flags_under(desk, "Closed flags")).to_contain_text("Overdue: passed after")
    assert "Home Office: Recommendation" not in next_digest()
    desk.get_by_role("link", name="My work").first.click()
    expect(desk.get_by_role("heading", name="To check (0)")).to_be_visible()


def test_a_response_dated_in_time_withdraws_the_flag(desk):
    record(desk, published="1 September 2020")

    expect(desk.get_by_role("status")).to_contain_text("Answered on time")
    expect(flags_under(desk, "Closed flags")).to_contain_text("withdrawn")


def test_a_date_that_is_missing_its_year_is_asked_for_with_the_rest_kept(desk):
    record(desk, published="10 November")

    summary = desk.locator(".error-summary")
    assert "The date must include a year" in summary.inner_text()
    assert summary.evaluate("element => element === document.activeElement")
    assert desk.get_by_label("Title of the new document").input_value() == (
        "Government response"
    )


def test_the_desk_is_accessible_and_fits_a_narrow_screen(desk, live_server, addressee):
    address = f"/desk/iicsa/internet/{addressee.recommendation.reference}/"
    address += f"{addressee.institution.slug}/"
    pages = ["", "response/", "check/", "extension/", "expected/", "deadline/"]
    pages += ["reply/", "leads/", "successor/", "answered-for/", "assignment/"]
    desk.set_viewport_size({"width": 320, "height": 800})

    for path in ["/desk/", *(address + page for page in pages), "/jobs/"]:
        desk.goto(live_server.url + path)
        found = Axe().run(desk, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert desk.evaluate("document.documentElement.scrollWidth") <= 320
