"""A sheet imported by an officer whose browser runs no scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from recommendations.models import Check
from responses.models import Officer
from tests.browser.test_officer import PASSWORD
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory
from tests.responses.sheets.files import csv_bytes
from tests.responses.sheets.sheets import CHECK, cells_of, row

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def addressee(transactional_db):
    return AddresseeFactory()


@pytest.fixture
def page(browser, live_server, addressee):
    """A narrow page without scripts, of an officer who has just signed in."""
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(addressee.institution)
    SubscriptionFactory(officer=officer, email=officer.email)
    with browser.new_context(java_script_enabled=False, viewport=NARROW) as context:
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(f"{live_server.url}/accounts/login/")
        page.get_by_label("Email").fill("ann@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        yield page


def upload(page, *rows):
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Checks: nothing found").check()
    file = {"name": "looked.csv", "mimeType": "text/csv"}
    page.get_by_label("Sheet", exact=True).set_input_files(
        [file | {"buffer": csv_bytes(cells_of(rows))}]
    )
    page.get_by_role("button", name="Check the sheet").click()


def test_a_sheet_is_corrected_imported_and_undone(page, addressee, browser):
    upload(page, row(addressee, CHECK, checked_on="soon"))
    expect(page.get_by_role("alert")).to_contain_text("1 to correct")
    fits(page, browser)

    upload(page, row(addressee, CHECK))
    fits(page, browser)
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.get_by_role("status")).to_have_text("Imported 1 row: 1 new, 0 changed.")
    assert Check.objects.standing().exists()

    page.get_by_role("link", name="Undo this import").click()
    page.get_by_label("Why is it undone?").fill("Wrong file")
    fits(page, browser)
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert not Check.objects.standing().exists()

    for name in ("Import a sheet", "Export instead"):
        page.get_by_role("link", name=name).click()
        fits(page, browser)


def fits(page, browser):
    """Look at the same page with scripts: axe is one, and so is measuring."""
    state = page.context.storage_state()
    with browser.new_context(storage_state=state, viewport=NARROW) as context:
        seen = context.new_page()
        seen.goto(page.url)
        found = Axe().run(seen, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert seen.evaluate("document.documentElement.scrollWidth") <= 320
