"""A response paper is entered in a browser: without script, by keys, and by itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from responses.models import Response
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import OfficerFactory
from tests.responses.papers import addressed, started, text_of

PASSWORD = "correct horse battery staple"
MOST_PRESSES = 80  # keys and clicks for 30 answers: two for each, and 20 besides
HEADINGS = [
    "Pre-screening of images before uploading",
    "Removal of images",
    "Age verification",
    "Draft child sexual abuse and exploitation code of practice",
]


@pytest.fixture
def office(transactional_db):
    return InstitutionFactory(name="Home Office", slug="home-office")


@pytest.fixture
def officer(office):
    officer = OfficerFactory(email="ann@example.org", password=PASSWORD)
    officer.institutions.add(office)
    return officer


def signed_in(page: Page, live_server) -> Page:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    return page


def test_the_internet_paper_is_published_and_undone_by_keys_without_script(
    browser: Browser, live_server, officer, office
):
    addressed(4, body=office, titles=HEADINGS)
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = signed_in(context.new_page(), live_server)
        page.goto(f"{live_server.url}/desk/papers/new/")
        keys = page.keyboard
        page.get_by_label("The paper's text").focus()
        keys.insert_text(text_of(*reversed(HEADINGS)))
        page.get_by_label("Web address").focus()
        keys.insert_text("https://example.org/response")
        page.get_by_label("Published by").focus()
        keys.type("Home Office")
        page.get_by_label("Date published").focus()
        keys.insert_text("10 November 2020")
        keys.press("Enter")
        expect(page.get_by_role("heading", name="What it answers (4)")).to_be_visible()
        boxes = page.get_by_label("Paragraphs: Home Office")
        assert [box.input_value() for box in boxes.all()] == [
            "2-3",
            "4-5",
            "6-7",
            "8-9",
        ]

        page.get_by_label("Position, where none is chosen").focus()
        keys.type("Acc")
        page.get_by_label("What it says, where nothing is written").focus()
        keys.insert_text("Accepts it.")
        page.get_by_role("button", name="Set for all ticked rows").press("Enter")
        page.get_by_role("button", name="Review and publish").press("Enter")
        page.get_by_role("button", name="Publish 4 responses").press("Enter")
        expect(page.get_by_role("status")).to_have_text("4 responses published.")
        assert Response.objects.published().count() == 4

        page.get_by_label("Why is it undone?").focus()
        keys.insert_text("It was the wrong paper.")
        page.get_by_role("button", name="Undo all 4").press("Enter")
        expect(page.get_by_text("Undone. The paper is open again.")).to_be_visible()
    assert not Response.objects.published().exists()


def test_what_is_typed_is_saved_by_itself_and_another_save_is_told(
    page: Page, live_server, officer, office
):
    paper = started(officer, addressed(2, body=office))
    signed_in(page, live_server)
    url = f"{live_server.url}/desk/papers/{paper.pk}/"
    page.goto(url)
    second = page.context.new_page()
    second.goto(url)

    page.get_by_label("What it says: Home Office").first.fill("Accepts it.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    assert paper.answers.first().summary == "Accepts it."

    second.get_by_label("What it says: Home Office").first.fill("Rejects it.")
    expect(second.locator("[data-saved]")).to_contain_text("press Save to see both")
    second.get_by_role("button", name="Save", exact=True).last.click()
    expect(second.get_by_role("alert")).to_contain_text("Saved: Accepts it.")
    expect(second.get_by_label("What it says: Home Office").first).to_have_value(
        "Rejects it."
    )


def test_thirty_recommendations_take_few_presses(
    page: Page, live_server, officer, office
):
    addressees = addressed(30, body=office, titles=SUBJECTS)
    paper = started(officer, addressees)
    assert paper.answers.filter(is_included=True).count() == 30
    signed_in(page, live_server)
    page.goto(f"{live_server.url}/desk/papers/{paper.pk}/")

    presses = Presses(page)
    presses.choose(page.get_by_label("Position, where none is chosen"), "Accepted")
    presses.click(page.get_by_role("button", name="Set for all ticked rows"))
    # Each in words of its own; a paste or a sentence typed counts as one.
    for place in range(30):
        box = page.get_by_label("What it says: Home Office").nth(place)
        presses.click(box)
        presses.write(f"Accepts number {place}.")
    presses.click(page.get_by_role("button", name="Review and publish"))
    presses.click(page.get_by_role("button", name="Publish 30 responses"))

    expect(page.get_by_role("status")).to_have_text("30 responses published.")
    assert presses.count <= MOST_PRESSES
    assert Response.objects.published().count() == 30


# Titles that have no word in common.
FIRST = """
    Housing Prison School Church Police Border Court Library Hospital Museum Railway
    Harbour Charity Council Embassy Bank Theatre Farm Factory Office Stadium Market
    Garden Forest Airport Bridge Castle College Village Quarry
"""
SECOND = """
    inspectors registers vetting archives training guidance funding research helplines
    apologies statistics standards insurance licensing complaints records audits visits
    contracts passports leaflets appeals mentoring redress interviews transport shelters
    curricula notices payments
"""
SUBJECTS = list(map(" ".join, zip(FIRST.split(), SECOND.split(), strict=True)))


class Presses:
    """A mouse and a keyboard that count."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, target) -> None:
        self.count += 1
        target.click()

    def choose(self, target, option: str) -> None:
        self.count += 2
        target.select_option(option)

    def write(self, words: str) -> None:
        self.count += 1
        self.page.keyboard.insert_text(words)


def test_the_pages_of_a_paper_are_accessible_narrow_and_show_what_has_the_focus(
    page: Page, live_server, officer, office
):
    paper = started(officer, addressed(3, body=office))
    signed_in(page, live_server)
    page.set_viewport_size({"width": 320, "height": 800})
    table = f"/desk/papers/{paper.pk}/"

    for path in ["/desk/papers/", "/desk/papers/new/", table, f"{table}review/"]:
        page.goto(live_server.url + path)
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.goto(live_server.url + table)
    for field in page.locator("#table tbody :is(select, textarea):visible").all():
        field.focus()
        assert field.evaluate(IS_ON_TOP)


# Nothing, such as the bar of buttons, covers the middle of the element.
IS_ON_TOP = """element => {
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(
    box.left + box.width / 2, box.top + box.height / 2);
  return element === top;
}"""
