"""Bulk acts and the step that shows what they change, in a browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from recommendations.models import Check
from responses.models import Batch, Officer
from tests.browser.conftest import PATIENCE
from tests.browser.test_officer import PASSWORD
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory


@pytest.fixture
def officer(transactional_db):
    """One who is responsible for two of the Internet report's."""
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    for name in ("Home Office", "Ofcom"):
        addressee = AddresseeFactory(
            recommendation__report__slug=name.lower().replace(" ", "-"),
            institution__name=name,
        )
        officer.institutions.add(addressee.institution)
    return officer


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    with browser.new_context(locale="en-GB", java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def sign_in(page, live_server, officer):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill(officer.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/**")


FOCUSED = """() => {
  const element = document.activeElement;
  return (element.labels?.[0] ?? element).innerText;
}"""


def reach(page, name):
    """Press Tab until what is called so has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"No press of Tab reaches {name}.")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_several_are_checked_and_undone_without_a_mouse(page, live_server, officer):
    sign_in(page, live_server, officer)
    for body in ("Home Office", "Ofcom"):
        reach(page, f", {body}")
        page.keyboard.press("Space")
    reach(page, "Checked today: nothing published")
    enter(page)
    reach(page, "Where did you look?")
    page.keyboard.type("Both bodies' pages")
    enter(page)
    expect(page.get_by_text("Nothing has been saved yet")).to_be_visible()
    reach(page, "Save 2")
    enter(page)

    expect(page.get_by_role("status")).to_contain_text("Saved as one")
    assert Check.objects.standing().count() == 2

    reach(page, "Undo all of it")
    enter(page)
    reach(page, "Why is it undone?")
    page.keyboard.type("The wrong pages")
    reach(page, "Undo all 2")
    enter(page)

    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert not Check.objects.standing().exists()


def test_what_is_ticked_by_a_button_is_extended_without_a_script(
    plain_page, live_server, officer
):
    page = plain_page
    sign_in(page, live_server, officer)
    page.get_by_role("button", name="Tick all 2 shown").click()
    page.get_by_role("button", name="Record an extension").click()
    page.get_by_label("New due date").fill("12 December 2020")
    page.get_by_label("Granted on").fill("1 September 2020")
    page.get_by_label("Granted by").fill("The Chair")
    page.get_by_label("Reason").fill("The election")
    page.get_by_label("Evidence").fill("https://example.org/letter")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Change it").click()
    page.get_by_label("Granted by").fill("The inquiry's Chair")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Due date: 12 December 2020")).to_have_count(2)
    page.get_by_role("button", name="Save 2").click()

    expect(page.get_by_role("status")).to_contain_text("Extended to 12 December 2020")
    assert Batch.objects.get().items.count() == 2


def test_a_duty_is_changed_in_two_steps_without_a_script(
    plain_page, live_server, officer
):
    page = plain_page
    sign_in(page, live_server, officer)
    page.get_by_role("link", name="Home Office").first.click()
    page.get_by_text("Change the duty itself").click()
    page.get_by_role("link", name="Set the deadline").click()
    page.get_by_label("No date is set").check()
    page.get_by_label("Why?").fill("It says “as soon as possible”")
    page.get_by_label("Evidence").fill("https://example.org/letter")
    page.get_by_role("button", name="Continue").click()
    expect(
        page.get_by_text("Deadline: the inquiry's own period → no date")
    ).to_be_visible()
    page.get_by_role("button", name="Save and next").click()

    expect(page.get_by_role("status")).to_contain_text("Recorded. Home Office now")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ofcom")


def test_each_step_is_accessible_and_fits_a_narrow_screen(page, live_server, officer):
    sign_in(page, live_server, officer)
    page.set_viewport_size({"width": 320, "height": 800})

    def examine():
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    examine()
    page.get_by_role("button", name="Tick all 2 shown").click()
    examine()
    page.get_by_role("button", name="Checked today").click()
    examine()
    page.get_by_label("Where did you look?").fill("Both bodies' pages")
    page.get_by_role("button", name="Continue").click()
    examine()
    page.get_by_role("button", name="Save 2").click()
    examine()
    page.get_by_role("link", name="Undo all of it").click()
    examine()
    page.get_by_role("link", name="Done together").first.click()
    examine()
