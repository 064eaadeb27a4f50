"""A response checked and followed up, in a browser without JavaScript."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from responses.models import Officer
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import ResponseFactory

PASSWORD = "correct horse battery staple"
SUMMARY = "It will consult by spring 2021. It will legislate in due course."
NARROW = {"width": 320, "height": 800}


@pytest.fixture
def response(transactional_db):
    """A response of November 2020 that promises two things."""
    return ResponseFactory(
        addressee=AddresseeFactory(
            recommendation__report__slug="internet",
            recommendation__report__title="The Internet",
            institution__name="Home Office",
        ),
        position="accepted",
        summary=SUMMARY,
    )


@pytest.fixture
def page(browser, live_server, response):
    """The page of an officer's addressee, where no script runs."""
    body = response.addressee.institution
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(body)
    reference = response.addressee.recommendation.reference
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("Email").fill("ann@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(f"{live_server.url}/desk/iicsa/internet/{reference}/{body.slug}/")
        yield page


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def test_a_response_is_checked_and_its_promises_are_followed(page, response):
    page.get_by_role("link", name="Check it against the test").click()
    choose(page, "Does it name the body", "Yes")
    choose(page, "Does it answer this", "Yes")
    choose(page, "Does it give a timetable", "No")
    choose(page, "Does it give reasons", "Does not apply")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="The chasing ladder may")).to_be_visible()

    page.get_by_role("link", name="Record a promise").click()
    page.get_by_role("link", name="It will consult by spring 2021.").click()
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_role("link", name="It will legislate in due course.").click()
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_role("link", name="Record what became of it").first.click()
    choose(page, "What has become of it?", "Kept")
    choose(page, "Who says so?", "The inquiry")
    page.get_by_label("Name").fill("The Inquiry")
    page.get_by_label("When did they say so?").fill("December 2021")
    page.get_by_label("Evidence").fill("https://example.org/plan")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="My work").first.click()
    page.get_by_role("link", name="Promises", exact=True).click()
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Kept, says The Inquiry, December 2021")
    expect(rows.nth(2)).to_contain_text("No date given")


def test_the_pages_are_accessible_and_fit_a_narrow_screen(
    browser, live_server, page, response
):
    promise = response.promises.create(
        text="Consults by spring 2021.", due="2021", recorded_at=response.recorded_at
    )
    promise.assessments.create(
        outcome="open",
        by="institution",
        assessor="Home Office",
        assessed=str(date(2021, 1, 5)),
        source_url="https://example.org/news",
        recorded_at=response.recorded_at,
    )
    below = [
        "",
        f"response/{response.pk}/adequacy/",
        f"response/{response.pk}/promise/",
        f"response/{response.pk}/promise/find/",
        f"promise/{promise.pk}/assess/",
        f"promise/{promise.pk}/withdraw/",
    ]
    body = response.addressee.institution.slug
    pages = [page.url + path for path in below] + [
        f"{live_server.url}/desk/promises/",
        f"{live_server.url}/institutions/{body}/promises/",
        live_server.url + response.addressee.recommendation.get_absolute_url(),
    ]

    # What looks a page over is a script itself, so that it needs a visitor with one.
    with browser.new_context(viewport=NARROW) as context:
        context.add_cookies(page.context.cookies())
        seen = context.new_page()
        for address in pages:
            seen.goto(address)
            found = Axe().run(seen, options=WCAG)
            assert found.violations_count == 0, found.generate_report()
            assert seen.evaluate("document.documentElement.scrollWidth") <= 320
