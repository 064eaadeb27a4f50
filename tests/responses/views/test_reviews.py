"""The pages on which a second person reads, publishes and returns."""

from uuid import uuid4

import pytest
from django.test import Client

from recommendations.models import Check
from recommendations.partial_dates import PartialDate
from responses.models import Draft, Response
from responses.services import set_expected
from tests.recommendations.factories import CheckFactory, InquiryFactory
from tests.responses.acts import act_on
from tests.responses.factories import DraftFactory, OfficerFactory, ResponseFactory
from tests.responses.views.pages import address, answered, as_sent, text, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(addressee):
    inquiry = addressee.report.inquiry
    inquiry.asks_for_review = True
    inquiry.save()
    return inquiry


@pytest.fixture
def reviewer(addressee):
    """A reviewer of the same institution, in a browser of their own."""
    reviewer = Client()
    reviewer.user = OfficerFactory(role="reviewer", has_all_institutions=False)
    reviewer.user.institutions.add(addressee.institution)
    reviewer.force_login(reviewer.user)
    return reviewer


@pytest.fixture
def sent(client, addressee, inquiry):
    """A response that waits for review; its address for the reviewer."""
    url = address(addressee, "record-response")
    assert client.post(url, answered(addressee)).status_code == 302
    return f"{url}?draft={Draft.objects.get().pk}"


def decide(client, url, do, **said):
    page = client.get(url)
    form = page.context["form"]
    seen = {name: form[name].value() for name in ("version", "seen")}
    return client.post(url, seen | {"do": do} | said, follow=True)


def test_sending_for_review_shows_the_effect_and_records_nothing(
    client, addressee, inquiry
):
    url = address(addressee, "record-response")
    assert "Send for review" in text(client.get(url))

    page = client.post(url, answered(addressee), follow=True)

    assert "Sent for review. As at 21 November 2026, this makes" in text(page)
    assert "answers 1 late" in text(page)
    assert "Take it back" in text(page)
    assert not Response.objects.exists()
    assert "Awaiting" not in text(client.get("/desk/"))


def test_what_cannot_be_recorded_is_not_sent(client, addressee, inquiry):
    url = address(addressee, "record-response")

    doubted = client.post(url, answered(addressee, published="2099"))
    missing = client.post(url, answered(addressee, summary=""))
    stale = client.post(url, answered(addressee, version="7"))

    assert "The date is right" in text(doubted)
    assert "There is a problem" in text(missing)
    assert stale.status_code == 409
    assert not Draft.objects.exists()


def test_the_button_pressed_twice_sends_once(client, addressee, inquiry):
    url, said = address(addressee, "record-response"), answered(addressee)

    first, second = (client.post(url, said, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert "Take it back" in text(second)
    assert Draft.objects.count() == 1


def test_the_reviewer_reads_what_would_be_recorded_and_publishes_it(
    reviewer, sent, addressee, officer
):
    assert "Awaiting my review (1)" in text(reviewer.get("/desk/"))
    assert sent in reviewer.get("/desk/reviews/").content.decode()
    page = reviewer.get(sent)
    assert "Who answers? Archbishops' Council" in text(page)
    assert "Position: Accepted" in text(page)
    assert "answers 1 late" in text(page)
    assert 'href="https://example.org/response"' in page.content.decode()

    page = decide(reviewer, sent, "publish")

    assert page.redirect_chain == [(address(addressee), 302)]
    assert "Published. Archbishops' Council now: Answered late" in text(page)
    assert f"{reviewer.user.email}, written by {officer.email}" in text(page)
    assert Response.objects.get().recorded_by == officer


def test_a_second_press_leads_to_the_same_page(reviewer, sent, addressee):
    draft = Draft.objects.get()
    said = {"version": 0, "seen": draft.token, "do": "publish"}

    first, second = (reviewer.post(sent, said, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert Response.objects.count() == 1


def test_what_is_returned_comes_back_with_its_note(client, reviewer, sent, addressee):
    blank = decide(reviewer, sent, "return")
    assert "Enter what is to be changed" in text(blank)

    decide(reviewer, sent, "return", note="Which paragraphs?")

    page = client.get(address(addressee, "record-response"))
    assert f"Returned by {reviewer.user.email}" in text(page)
    assert "Which paragraphs?" in text(page)
    assert "Accepts the recommendation." in text(page)
    assert "Awaiting my review (0)" in text(reviewer.get("/desk/reviews/"))
    assert not Response.objects.exists()


def test_nobody_is_shown_their_own_text_to_review(client, officer, addressee, inquiry):
    officer.role = "reviewer"
    officer.save()
    url = address(addressee, "record-check")
    client.post(url, typed(addressee, {"looked_at": "Its pages"}))
    draft = Draft.objects.get()

    page = client.get(f"{url}?draft={draft.pk}", follow=True)
    forged = {"version": 0, "seen": draft.token, "do": "publish"}
    client.post(f"{url}?draft={draft.pk}", forged)

    assert "Publish" not in text(page)
    assert "Awaiting my review (0)" in text(client.get("/desk/"))
    assert not Check.objects.exists()


@pytest.mark.parametrize("role", ["officer", "admin"])
def test_for_anybody_else_there_is_nothing_to_review(reviewer, sent, role):
    reviewer.user.role = role
    reviewer.user.save()

    assert reviewer.get(sent).status_code == 404
    assert reviewer.post(sent, {"do": "publish"}).status_code == 404
    assert "Awaiting my review (0)" in text(reviewer.get("/desk/reviews/"))


def test_the_reviewer_of_another_institution_is_kept_out(client, sent):
    other = OfficerFactory(role="reviewer", has_all_institutions=False)
    client.force_login(other)

    assert client.get(sent).status_code == 403
    assert "Awaiting my review (0)" in text(client.get("/desk/reviews/"))


def test_a_record_that_changed_meanwhile_is_shown_before_it_is_published(
    reviewer, sent, addressee
):
    seen = {"version": 0, "seen": Draft.objects.get().token, "do": "publish"}
    other = act_on(addressee, based_on=0)
    InquiryFactory._meta.model.objects.update(asks_for_review=False)
    source = "https://example.org/news"
    set_expected(other, expected=PartialDate(2027, 5), source_url=source)

    page = reviewer.post(sent, seen)

    assert page.status_code == 409
    assert "The record has changed since you opened this page" in text(page)
    assert "Expected: May 2027" in text(page)
    assert not Response.objects.exists()
    decide(reviewer, sent, "publish")
    assert Response.objects.exists()


def test_a_text_that_was_changed_meanwhile_is_read_again(reviewer, sent):
    seen = {"version": 0, "seen": uuid4(), "note": "My note", "do": "publish"}

    page = reviewer.post(sent, seen)

    assert page.status_code == 409
    assert "The officer has written in it since" in text(page)
    assert "My note" in page.content.decode()
    assert not Response.objects.exists()


def test_what_is_recorded_already_is_said_and_not_offered(
    reviewer, sent, addressee, inquiry
):
    inquiry.asks_for_review = False
    inquiry.save()
    client = Client()
    client.force_login(OfficerFactory())
    client.post(address(addressee, "record-response"), answered(addressee))

    page = reviewer.get(sent)

    assert "This cannot be published as it is" in text(page)
    assert "The register holds this document" in text(page)
    assert 'value="publish"' not in page.content.decode()


def test_an_author_who_lost_the_institution_is_named(reviewer, sent, officer):
    officer.institutions.clear()

    assert f"{officer.email} may not write about" in text(reviewer.get(sent))
    decide(reviewer, sent, "publish")
    assert not Response.objects.exists()


def test_the_author_takes_it_back_and_the_reviewer_finds_nothing(
    client, reviewer, sent, addressee
):
    url = address(addressee, "record-response")

    page = client.post(url, {"do": "take-back"}, follow=True)

    assert "Taken back" in text(page)
    assert "Accepts the recommendation." in text(page)
    assert reviewer.get(sent).status_code == 404


def test_an_author_who_opens_the_reviewers_address_finds_their_own(client, sent):
    page = client.get(sent, follow=True)

    assert page.redirect_chain == [(sent.partition("?")[0], 302)]


@pytest.mark.parametrize(
    "odd", [{"version": "x"}, {"seen": "x"}, {"seen": ""}, {"version": "9" * 30}]
)
def test_a_page_that_lost_what_it_was_about_publishes_nothing(reviewer, sent, odd):
    page = decide(reviewer, sent, "publish", **odd)

    assert page.status_code == 200
    assert "does not say which version" in text(page)
    assert not Response.objects.exists()


def test_other_buttons_are_refused(reviewer, sent):
    assert reviewer.post(sent, {"do": "delete"}).status_code == 400


def test_what_no_longer_fits_its_form_is_said(reviewer, addressee):
    draft = DraftFactory(
        submitted=True, addressee=addressee, data={"looked_at": [""], "version": ["0"]}
    )
    url = address(addressee, "record-check")

    page = reviewer.get(f"{url}?draft={draft.pk}")

    assert "Where did you look?: Enter where you looked." in text(page)
    assert 'value="publish"' not in page.content.decode()


def test_a_correction_is_read_beside_what_the_record_says_and_published(
    client, reviewer, addressee, inquiry
):
    response = ResponseFactory(addressee=addressee, position="accepted")
    response.ordered_answerers.create(institution=addressee.institution, order=1)
    url = address(addressee, "correct-response", response=response.pk)
    said = as_sent(client.get(url), position="rejected", reason="We misread it.")
    client.post(url, said)
    waiting = f"{url}?draft={Draft.objects.get().pk}"

    assert "Position: Accepted → Rejected" in text(reviewer.get(waiting))
    decide(reviewer, waiting, "publish")

    response.refresh_from_db()
    assert response.position == "rejected"


def test_the_reviewer_is_told_which_of_several_is_withdrawn(
    client, addressee, inquiry, reviewer
):
    first, _second = [
        CheckFactory(addressee=addressee, looked_at=where)
        for where in ("Here", "There")
    ]
    url = address(addressee, "withdraw-check", check=first.pk)
    assert client.post(url, typed(addressee, {"reason": "Wrong"})).status_code == 302

    page = text(reviewer.get(f"{url}?draft={Draft.objects.get().pk}"))

    assert "To be withdrawn" in page
    assert "Here" in page
