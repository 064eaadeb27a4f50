"""An officer chases a body by letter, with scripts switched off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from responses.models import Letter, Officer
from tests.browser.test_officer import PASSWORD
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory
from tests.responses.chased import ladder


@pytest.fixture
def owing(transactional_db):
    """Two recommendations of one report to one body, unanswered since 2020."""
    ladder()
    first = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__report__title="The Internet",
        recommendation__number=1,
        institution__name="Archbishops' Council",
    )
    AddresseeFactory(
        recommendation__report=first.report,
        recommendation__number=4,
        institution=first.institution,
    )
    return first


@pytest.fixture
def desk(browser, live_server, owing):
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(owing.institution)
    size = {"width": 320, "height": 800}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("Email").fill("ann@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        yield page


def test_a_body_is_chased_from_the_ladder_to_its_reply(desk, live_server, owing):
    desk.goto(f"{live_server.url}/desk/ladder/")
    desk.get_by_role("link", name="Draft a letter of rung 5").first.click()
    boxes = desk.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True, True]
    desk.get_by_role("button", name="Draft the letter").click()

    text = desk.get_by_role("textbox", name="Text")
    assert "recommendations 1 and 4 of The Internet" in text.input_value()
    text.fill("A statement is asked for.")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("status")).to_contain_text("Nothing has been sent")

    desk.get_by_role("link", name="Record that it was sent").click()
    desk.get_by_label("When was it sent?").fill("Nov 2021")
    desk.get_by_label("By post").check()
    desk.get_by_label("Who sent it?").fill("The Chair")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Record a reply").click()
    desk.get_by_label("When did it come").fill("December 2021")
    desk.get_by_label("What does it say?").fill("Will answer in the spring.")
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_role("status")).to_contain_text("The duty to publish")
    assert Letter.objects.get().status == "replied"
    desk.goto(live_server.url + owing.recommendation.get_absolute_url())
    expect(desk.get_by_text("Letter sent, November 2021")).to_be_visible()
    assert "Will answer in the spring" not in desk.content()


def test_the_pages_of_letters_are_accessible_and_fit_a_narrow_screen(
    desk, browser, live_server, owing
):
    desk.goto(f"{live_server.url}/desk/ladder/")
    desk.get_by_role("link", name="Draft a letter of rung 5").first.click()
    chosen = desk.url
    desk.get_by_role("button", name="Draft the letter").click()
    letter = desk.url.removesuffix("edit/")
    pages = ["", "edit/", "sent/", "reply/", "cancel/", "email/", "print/"]
    root = f"{live_server.url}/desk"

    size = {"width": 320, "height": 800}
    state = desk.context.storage_state()
    with browser.new_context(storage_state=state, viewport=size) as context:
        page = context.new_page()
        lists = [f"{root}/ladder/", f"{root}/letters/", f"{root}/letters/new/", chosen]
        for address in [*lists, *(letter + name for name in pages)]:
            page.goto(address)
            found = Axe().run(page, options=WCAG)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
