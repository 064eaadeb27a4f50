"""What would be published is shown, published by one press, and undone by another."""

import pytest

from recommendations.partial_dates import PartialDate
from responses.models import Batch, Officer, Response
from responses.services import describe_paper, record_check, set_expected
from tests.responses.acts import act_on
from tests.responses.factories import DocumentFactory, OfficerFactory
from tests.responses.papers import (
    about,
    address,
    addressed,
    complete,
    edit,
    started,
)
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def addressees(officer):
    addressees = addressed(3)
    officer.institutions.add(addressees[0].institution)
    return addressees


@pytest.fixture
def paper(officer, addressees):
    paper = started(officer, addressees)
    complete(paper)
    return paper


@pytest.fixture
def reviewer(addressees):
    reviewer = OfficerFactory(role=Officer.Role.REVIEWER, has_all_institutions=False)
    reviewer.institutions.add(addressees[0].institution)
    return reviewer


@pytest.fixture
def asks_for_review(paper):
    paper.inquiry.asks_for_review = True
    paper.inquiry.save()


def pressed(page, **changes):
    hidden = page.context["form"].hidden_fields()
    return {each.html_name: each.value() for each in hidden} | changes


def review(client, paper):
    return client.get(address(paper, "review-paper"))


def publish(client, paper, page=None, **changes):
    page = page or review(client, paper)
    url = address(paper, "review-paper")
    return client.post(url, pressed(page, **changes), follow=True)


def test_what_would_be_published_is_shown_in_words(client, paper):
    shown = text(review(client, paper))

    assert "What would be published (3)" in shown
    assert "clears 3; answers 3 late" in shown
    assert "Accepts it. (paragraphs 2-3)" in shown
    assert "Publish 3 responses" in shown
    assert not Response.objects.exists()


@pytest.mark.usefixtures("asks_for_review")
@pytest.mark.parametrize("path", ["/desk/", "/desk/reviews/"])
def test_what_was_sent_is_counted_among_what_awaits_the_reviewer(
    client, paper, reviewer, path
):
    publish(client, paper)
    client.force_login(reviewer)

    page = client.get(path)

    assert "Awaiting my review (1)" in text(page)
    assert address(paper) in page.content.decode()


def test_what_is_missing_has_a_link_to_where_it_is_written(client, paper):
    answer = paper.answers.first()
    paper.answers.filter(pk=answer.pk).update(position="")

    page = review(client, paper)

    assert f"#id_answer-{answer.pk}-position" in page.content.decode()
    assert "Publish" not in text(page).split("What would be published")[1]


def test_with_nothing_ticked_it_says_so(client, paper):
    paper.answers.update(is_included=False)

    assert "Nothing is ticked." in text(review(client, paper))


def test_all_is_published_by_one_press_and_twice_is_once(client, paper):
    page = review(client, paper)

    first, second = (publish(client, paper, page) for _ in range(2))

    assert "3 responses published." in text(first)
    assert second.status_code == 200
    assert (Response.objects.count(), Batch.objects.count()) == (3, 1)


def test_all_is_undone_by_one_press_with_a_reason(client, paper):
    publish(client, paper)
    url = address(paper, "undo-paper")

    asked = client.post(url, {"reason": ""})
    assert "Enter why it is undone." in text(asked)

    undone = client.post(url, {"reason": "The wrong paper."}, follow=True)
    assert "Undone. The paper is open again." in text(undone)
    assert {each.withdrawn_reason for each in Response.objects.all()} == {
        "The wrong paper."
    }
    again = client.post(url, {"reason": "Once more"}, follow=True)
    assert again.status_code == 200


def test_where_review_is_asked_for_its_author_is_told_who_undoes(client, paper):
    publish(client, paper)
    paper.inquiry.asks_for_review = True
    paper.inquiry.save()

    url = address(paper, "undo-paper")
    told = client.post(url, {"reason": "The wrong paper."}, follow=True)

    assert "ask a reviewer who did not do or write this" in text(told)
    assert Response.objects.published().count() == 3


def test_what_has_been_written_about_since_is_not_undone(client, paper, addressees):
    publish(client, paper)
    addressees[0].refresh_from_db()
    source = "https://example.org/news"
    expected = PartialDate(2027, 5)
    set_expected(act_on(addressees[0]), expected=expected, source_url=source)

    told = client.post(address(paper, "undo-paper"), {"reason": "Wrong"})

    assert told.status_code == 409
    assert "These have been written about since" in text(told)
    assert Response.objects.published().count() == 3


def test_a_change_of_the_record_meanwhile_is_told_row_by_row(client, paper, addressees):
    page = review(client, paper)
    record_check(act_on(addressees[1]), looked_at="Its pages")

    told = publish(client, paper, page)

    assert told.status_code == 409
    assert "Somebody else has saved a change of its record" in text(told)
    assert addressees[1].recommendation.place in text(told)
    assert not Response.objects.exists()
    publish(client, paper, told)
    assert Response.objects.count() == 3


def test_a_change_of_the_paper_meanwhile_is_told(client, paper, officer):
    page = review(client, paper)
    describe_paper(edit(paper, officer), about(title="Another title"))

    told = publish(client, paper, page)

    assert told.status_code == 409
    assert "Nothing has been published" in text(told)
    assert "Another title" in text(told)
    assert not Response.objects.exists()


def test_an_answer_added_meanwhile_is_not_published_unseen(
    client, paper, officer, addressees
):
    last = paper.answers.last()
    paper.answers.filter(pk=last.pk).update(is_included=False)
    page = review(client, paper)
    paper.answers.filter(pk=last.pk).update(is_included=True)

    assert publish(client, paper, page).status_code == 409
    assert not Response.objects.exists()


def test_an_unlikely_date_is_confirmed_before_anything_is_published(
    client, officer, addressees
):
    early = about(published=PartialDate(2019, 5, 1))
    paper = started(officer, addressees, about=early)
    complete(paper)

    page = review(client, paper)
    assert "dated before the report it answers" in text(page)
    assert "answers 3 on time" in text(page)
    refused = publish(client, paper, page)
    assert not Response.objects.exists()

    publish(client, paper, refused, date_is_right="on")
    assert Response.objects.count() == 3


def test_a_document_that_came_into_the_register_meanwhile_is_named(client, paper):
    DocumentFactory(url=paper.url, published=paper.published, title="As held")

    told = publish(client, paper)

    assert "The register holds this document as “As held”" in text(told)
    assert not Response.objects.exists()


def test_a_second_person_publishes_where_the_inquiry_asks_for_it(
    client, paper, officer, reviewer, asks_for_review
):
    page = review(client, paper)
    assert "Send for review" in text(page)

    sent = publish(client, paper, page)
    assert "Sent for review" in text(sent)
    assert not Response.objects.exists()
    assert "Take it back" in text(review(client, paper))

    client.force_login(reviewer)
    assert "Publish 3 responses" in text(review(client, paper))
    publish(client, paper)
    assert {each.recorded_by for each in Response.objects.all()} == {officer}


def test_a_reviewer_may_return_it_and_the_note_is_shown(
    client, paper, officer, reviewer, asks_for_review
):
    publish(client, paper)
    client.force_login(reviewer)
    url = address(paper, "return-paper")

    client.post(url, {"version": paper.version, "note": ""})
    client.post(url, {"version": paper.version, "note": "Rejected, not accepted."})

    client.force_login(officer)
    shown = text(client.get(address(paper)))
    assert f"Returned by {reviewer.email}" in shown
    assert "Rejected, not accepted." in shown


def test_its_author_may_not_return_it_but_take_it_back(client, paper, asks_for_review):
    publish(client, paper)

    said = {"version": paper.version, "note": "Mine"}
    assert client.post(address(paper, "return-paper"), said).status_code == 403

    client.post(address(paper, "take-back-paper"), {"version": paper.version})
    paper.refresh_from_db()
    assert paper.is_open


def test_what_waits_is_not_written_in(client, paper, asks_for_review):
    publish(client, paper)

    for name in ("paper", "describe-paper"):
        page = client.get(address(paper, name), follow=True)
        assert "Take it back" in text(page)


@pytest.mark.parametrize("name", ["take-back-paper", "undo-paper", "return-paper"])
def test_a_button_pressed_out_of_turn_does_nothing(client, paper, name):
    said = {"version": paper.version, "note": "x", "reason": "x"}

    answer = client.post(address(paper, name), said)

    assert answer.status_code in {302, 403}
    paper.refresh_from_db()
    assert paper.is_open
