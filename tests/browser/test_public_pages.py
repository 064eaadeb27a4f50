"""Every public page in a real browser: accessible, narrow, without script, by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
    InvestigationFactory,
    RungFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db(transaction=True)
WCAG = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
}
PAGES = [
    "/",
    "/?as_at=2020-10-01",
    "/?as_at=yesterday",
    "/recommendations/",
    "/recommendations/?q=nothing+like+it",
    "/recommendations/iicsa/internet/1/",
    "/recommendations/iicsa/internet/1/?as_at=2020-10-01",
    "/responses/",
    "/responses/?state=overdue&institution=home-office&position=accepted",
    "/responses/?as_at=yesterday&state=;drop&cursor=x",
    "/changes/",
    "/institutions/",
    "/institutions/home-office/",
    "/inquiries/iicsa/",
    "/investigations/iicsa/internet/",
    "/reports/iicsa/internet/",
    "/about/",
    "/about/data/",
    "/accessibility/",
    "/cookies/",
    "/privacy/",
]


@pytest.fixture(autouse=True)
def register():
    """A little of everything: late, on time, silent, checked, extended, undated."""
    strand = InvestigationFactory(slug="internet", title="The Internet")
    strand.scope.create(paragraph="1", summary="Defines the subject.")
    strand.hearings.create(
        kind="public", starts=PartialDate(2018, 1, 22), title="First public hearing"
    )
    RungFactory(number=3)
    office = InstitutionFactory(slug="home-office", name="Home Office")
    late = AddresseeFactory(
        institution=office,
        recommendation__reference="1",
        recommendation__number=1,
        recommendation__report__slug="internet",
        recommendation__report__investigation=strand,
    )
    ResponseFactory(addressee=late, position="accepted")
    recommendation = late.recommendation
    CheckFactory(addressee__recommendation=recommendation)
    AddresseeFactory(recommendation=recommendation, institution__name="O'Brien & Sons")
    ExtensionFactory(addressee__recommendation=recommendation)
    AddresseeFactory(recommendation=recommendation, deadline="none")


def test_no_accessibility_rule_is_broken(page: Page, live_server):
    broken = {}
    for address in PAGES:
        page.goto(live_server.url + address)
        found = Axe().run(page, options=WCAG)
        if found.violations_count:
            broken[address] = found.generate_report()

    assert not broken, "\n".join(broken.values())


def test_nothing_runs_off_a_narrow_screen(page: Page, live_server):
    page.set_viewport_size({"width": 320, "height": 800})
    too_wide = []
    for address in PAGES:
        page.goto(live_server.url + address)
        for size in ("100%", "200%"):
            page.evaluate(
                "size => document.documentElement.style.fontSize = size", size
            )
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                too_wide.append(f"{address} at {size}")

    assert not too_wide


def test_the_browser_reports_nothing_amiss(page: Page, live_server):
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))

    for address in PAGES:
        page.goto(live_server.url + address)

    assert heard == []


def test_filters_work_without_script(browser: Browser, live_server):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(live_server.url + "/responses/")
        page.get_by_label("Institution", exact=True).select_option("Home Office")
        page.get_by_role("button", name="Apply filters").last.click()

        expect(
            page.get_by_role("heading", name="1 recommendation, 1 resp")
        ).to_be_visible()
        page.get_by_role("link", name="Remove Institution: Home Office").click()
        expect(
            page.get_by_role("heading", name="1 recommendation, 5 resp")
        ).to_be_visible()


def test_a_second_institution_can_be_added_and_one_taken_away(page: Page, live_server):
    page.goto(live_server.url + "/responses/?institution=home-office")
    page.get_by_label("Institution", exact=True).select_option("O'Brien & Sons")
    page.get_by_role("button", name="Apply filters").last.click()
    expect(page.get_by_role("heading", name="2 responses")).to_be_visible()

    page.get_by_role("checkbox", name="Home Office").uncheck()
    page.get_by_role("button", name="Apply filters").last.click()

    expect(page.get_by_role("heading", name="1 response")).to_be_visible()
    expect(page.locator("tbody tr")).to_contain_text("O'Brien & Sons")


def test_the_first_key_press_offers_to_skip_the_navigation(page: Page, live_server):
    page.goto(live_server.url + "/responses/")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_the_working_opens_by_keyboard(page: Page, live_server):
    page.goto(live_server.url + "/recommendations/iicsa/internet/1/")
    working = page.locator("#home-office details")

    working.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(working).to_contain_text("12 March 2020 plus 6 months is 12 September 2020")
    expect(working.locator("ol")).to_be_visible()


def test_what_is_wrong_has_the_focus(page: Page, live_server):
    page.goto(live_server.url + "/responses/?as_at=yesterday")

    expect(page.locator(".error-summary")).to_be_focused()


def test_tags_can_be_told_apart_in_forced_colours(browser: Browser, live_server):
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(live_server.url + "/responses/")

        tag = page.locator(".tag--overdue").first
        assert tag.evaluate("tag => getComputedStyle(tag).borderTopWidth") == "2px"
        expect(tag).to_contain_text("Overdue by")
