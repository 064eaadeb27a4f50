"""What is wrong is told, put right and read, in a browser without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from responses.models import Officer
from responses.services import correct_response
from tests.browser.test_officer import PASSWORD
from tests.browser.test_public_pages import WCAG
from tests.responses.acts import act_on, correction
from tests.responses.factories import CorrectionRequestFactory, ResponseFactory

pytestmark = pytest.mark.django_db(transaction=True)
REPORTED = "It was published in October."
ANSWERED = "It was indeed; the date is corrected."


@pytest.fixture
def response():
    made = ResponseFactory(
        addressee__institution__name="Home Office",
        addressee__recommendation__title="Age verification",
    )
    made.ordered_answerers.create(institution=made.addressee.institution, order=1)
    return made


@pytest.fixture
def plain(browser):
    """A page of a browser that runs no scripts."""
    with browser.new_context(locale="en-GB", java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def signed_in(live_server, response):
    """Signs an officer in by hand, on any page."""
    officer = Officer.objects.create_user("ann@example.org", PASSWORD)
    officer.institutions.add(response.addressee.institution)

    def sign_in(page):
        page.goto(f"{live_server.url}/accounts/login/?next=/desk/corrections/")
        page.get_by_label("Email").fill(officer.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    return sign_in


def test_what_a_reader_says_is_answered_and_read_by_everybody(
    plain, live_server, response, signed_in
):
    public = live_server.url + response.addressee.recommendation.get_absolute_url()
    plain.goto(public)
    plain.get_by_role("link", name="Tell us if this response is wrong").click()
    plain.get_by_label("What is wrong?").fill(REPORTED)
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", name="Sent")).to_be_visible()

    signed_in(plain)
    plain.get_by_role("link", name="Home Office: ").click()
    expect(plain.get_by_text(REPORTED)).to_be_visible()
    plain.get_by_label("Corrected", exact=True).check()
    plain.get_by_label("Your answer").fill(ANSWERED)
    plain.get_by_role("button", name="Answer").click()
    expect(plain.get_by_role("status")).to_contain_text("Answered.")

    plain.context.clear_cookies()
    plain.goto(public)
    plain.get_by_role("link", name="History of this page").click()
    expect(plain.get_by_text(ANSWERED)).to_be_visible()
    expect(plain.get_by_text(REPORTED)).to_have_count(0)


def test_of_two_who_correct_nothing_is_lost_and_both_texts_are_shown(
    plain, live_server, response, signed_in
):
    signed_in(plain)
    public = live_server.url + response.addressee.recommendation.get_absolute_url()
    plain.goto(public)
    plain.get_by_role("link", name="Record on this").click()
    plain.get_by_role("link", name="Correct the response in").click()
    plain.get_by_label("What does it say?").fill("What I typed")
    plain.get_by_label("Why is it corrected?").fill("We misread it.")
    theirs = correction(response, summary="What they saved", position="rejected")
    correct_response(act_on(response.addressee), response, theirs, reason="Misread.")

    plain.get_by_role("button", name="Continue").click()

    clash = plain.locator(".banner--warning", has_text="What does it say?")
    expect(clash).to_contain_text("What they saved")
    expect(clash).to_contain_text("What I typed")
    expect(plain.get_by_label("Rejected", exact=True)).to_be_checked()
    plain.get_by_role("button", name="Continue all the same").click()
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_role("status")).to_contain_text("Recorded.")

    plain.goto(public)
    expect(plain.get_by_text("What I typed")).to_be_visible()
    plain.get_by_text("What it said before").last.click()
    expect(plain.get_by_text("What they saved")).to_be_visible()


def test_its_pages_are_accessible_and_fit_a_narrow_screen(
    page, live_server, response, signed_in
):
    CorrectionRequestFactory(addressee=response.addressee)
    theirs = correction(response, summary="What they saved")
    correct_response(act_on(response.addressee), response, theirs, reason="Misread.")
    public = response.addressee.recommendation.get_absolute_url()
    about = f"{public.removeprefix('/recommendations/')}"
    item = f"{about}{response.addressee.institution.slug}/"
    desk = f"/desk/{item}response/{response.pk}"
    signed_in(page)
    page.set_viewport_size({"width": 320, "height": 800})

    for path in (
        public,
        "/changes/",
        "/changes/?institution=nobody&cursor=x",
        f"/wrong/{item}",
        "/desk/corrections/",
        f"/desk/corrections/{response.addressee.correction_requests.get().pk}/",
        f"{desk}/correct/",
        f"{desk}/document/",
    ):
        page.goto(live_server.url + path)
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
