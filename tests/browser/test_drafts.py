"""Drafts in a browser: they save themselves, and go from officer to reviewer."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from responses.models import Draft, Response
from tests.browser.test_public_pages import WCAG
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory
from tests.responses.views.pages import address


@pytest.fixture
def addressee(transactional_db):
    return AddresseeFactory(institution__name="Home Office")


@pytest.fixture
def signed_in(browser, live_server):
    """Open a window of somebody who has signed in, narrow, with or without scripts."""

    @contextmanager
    def signed_in(officer, **options):
        client = Client()
        client.force_login(officer)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value}
        narrow = {"viewport": {"width": 320, "height": 800}}
        with browser.new_context(
            base_url=live_server.url, locale="en-GB", **narrow, **options
        ) as context:
            context.add_cookies([cookie | {"url": live_server.url}])
            yield context.new_page()

    return signed_in


def is_accessible(page):
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    return page.evaluate("document.documentElement.scrollWidth") <= 320


def fill_in(page):
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_label("Title of the new document").fill("Government response")
    page.get_by_label("Date published").fill("10 November 2020")
    page.get_by_label("Web address").fill("https://example.org/response")
    page.get_by_label("What does it say?").fill("Accepts the recommendation.")


def test_what_is_typed_saves_itself_and_is_there_again(signed_in, addressee):
    with signed_in(OfficerFactory()) as page:
        page.goto(address(addressee, "record-check"))
        said = page.locator("[data-draft-said]")
        looked_at = page.get_by_label("Where did you look?")

        looked_at.fill("Its pages")
        expect(said).to_contain_text("Draft saved at")

        page.context.set_offline(True)
        looked_at.fill("Its pages and gov.uk")
        expect(said).to_contain_text("the site cannot be reached")
        expect(looked_at).to_have_value("Its pages and gov.uk")
        page.context.set_offline(False)
        looked_at.press("End")
        page.get_by_label("Note").fill("Nothing there")
        expect(said).to_contain_text("Draft saved at")

        page.reload()
        expect(page.get_by_text("Draft of")).to_be_visible()
        expect(looked_at).to_have_value("Its pages and gov.uk")
        assert is_accessible(page)

        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Recorded.")
        assert Draft.objects.get().status == "published"


def test_the_second_of_two_windows_is_told(signed_in, addressee):
    with signed_in(OfficerFactory()) as page:
        second = page.context.new_page()
        for each in (page, second):
            each.goto(address(addressee, "record-check"))
        page.get_by_label("Where did you look?").fill("The first")
        expect(page.locator("[data-draft-said]")).to_contain_text("Draft saved at")

        second.get_by_label("Where did you look?").fill("The second")

        said = second.locator("[data-draft-said]")
        expect(said).to_contain_text("another page has changed this draft")
        expect(second.get_by_label("Where did you look?")).to_have_value("The second")
        assert Draft.objects.get().data["looked_at"] == ["The first"]


def test_without_scripts_one_officer_writes_and_another_publishes(signed_in, addressee):
    inquiry = addressee.report.inquiry
    inquiry.asks_for_review = True
    inquiry.save()

    with signed_in(OfficerFactory(), java_script_enabled=False) as page:
        page.goto(address(addressee, "record-response"))
        fill_in(page)
        page.get_by_role("button", name="Keep as draft").click()
        expect(page.get_by_text("Nothing is recorded yet")).to_be_visible()
        page.goto("/desk/")
        page.get_by_role("link", name="Record a response").click()
        page.get_by_role("button", name="Send for review").click()
        expect(page.get_by_role("status")).to_contain_text("answers 1 late")
        assert not Response.objects.exists()

    with signed_in(OfficerFactory(role="reviewer"), java_script_enabled=False) as page:
        page.goto("/desk/reviews/")
        page.get_by_role("link", name="Record a response").click()
        expect(page.get_by_text("Position: Accepted")).to_be_visible()
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("status")).to_contain_text(
            "Published. Home Office now: Answered late, by 59 days"
        )


def test_the_pages_of_review_are_accessible_and_fit_a_narrow_screen(
    signed_in, addressee
):
    inquiry = addressee.report.inquiry
    inquiry.asks_for_review = True
    inquiry.save()
    with signed_in(OfficerFactory()) as page:
        page.goto(address(addressee, "record-response"))
        fill_in(page)
        page.get_by_role("button", name="Send for review").click()
        expect(page.get_by_role("button", name="Take it back")).to_be_visible()
        assert is_accessible(page)
        page.goto("/desk/drafts/")
        assert is_accessible(page)

    with signed_in(OfficerFactory(role="reviewer")) as page:
        for path in ("/desk/", "/desk/reviews/"):
            page.goto(path)
            assert is_accessible(page)
        page.get_by_role("link", name="Record a response").click()
        assert is_accessible(page)
