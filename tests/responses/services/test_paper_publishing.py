"""A paper's answers enter the record all at once, by the right person, and leave so."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Batch, Document, Officer, Response
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    BatchRefused,
    ChangedMeanwhile,
    NotAllowed,
    NotReady,
    OddDate,
    PaperChanged,
    PaperClosed,
    describe_paper,
    foresee_paper,
    publish_paper,
    record_response,
    return_paper,
    set_expected,
    submit_paper,
    take_back_paper,
    undo,
)
from tests.locks import somebody_waits
from tests.processes import await_true
from tests.responses.acts import NOW, act_on, answer
from tests.responses.acts import paper as new_document
from tests.responses.factories import DocumentFactory, OfficerFactory
from tests.responses.papers import (
    about,
    addressed,
    complete,
    edit,
    publication,
    started,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.fixture
def reviewer():
    return OfficerFactory(role=Officer.Role.REVIEWER)


@pytest.fixture
def addressees():
    return addressed(3)


@pytest.fixture
def paper(officer, addressees):
    paper = started(officer, addressees)
    complete(paper)
    return paper


def ask_for_review(paper):
    paper.inquiry.asks_for_review = True
    paper.inquiry.save()


def test_all_answers_are_published_in_one_document_as_one_batch(paper, officer):
    batch = publish_paper(publication(paper, officer))

    paper.refresh_from_db()
    assert (paper.status, paper.batch) == ("published", batch)
    document = Document.objects.get()
    assert (document, document.title) == (paper.document, paper.title)
    responses = Response.objects.filter(document=document)
    assert {each.status for each in responses} == {"published"}
    assert {each.ordered_answerers.get().institution.slug for each in responses} == {
        "home-office"
    }
    assert batch.items.count() == 3


def test_what_would_come_of_it_is_told_and_nothing_is_stored(paper, officer):
    effect = foresee_paper(publication(paper, officer))

    assert effect.lines(is_done=False) == [
        "As at 21 November 2026, this makes 0 responses due overdue, clears 3; "
        "answers 3 late."
    ]
    assert not Document.objects.exists()
    assert not Response.objects.exists()


def test_what_is_missing_stops_all(paper, officer):
    paper.answers.filter(pk=paper.answers.first().pk).update(summary="")

    with pytest.raises(NotReady) as told:
        publish_paper(publication(paper, officer))

    assert told.value.answers == [paper.answers.first()]
    assert not Response.objects.exists()


def test_with_nothing_ticked_there_is_nothing_to_publish(paper, officer):
    paper.answers.update(is_included=False)

    with pytest.raises(NotReady):
        publish_paper(publication(paper, officer))


def test_one_that_has_changed_meanwhile_stops_all_and_is_named(
    paper, officer, addressees
):
    asked = publication(paper, officer)
    source = "https://example.org/news"
    set_expected(
        act_on(addressees[1]), expected=PartialDate(2027, 5), source_url=source
    )

    with pytest.raises(BatchRefused) as refused:
        publish_paper(asked)

    problem = refused.value.problems[0]
    assert (problem.addressee, type(problem.refusal)) == (
        addressees[1],
        ChangedMeanwhile,
    )
    assert not Response.objects.exists()
    assert not Document.objects.exists()


def test_an_unlikely_date_is_confirmed_first(officer, addressees):
    early = about(published=PartialDate(2019, 5, 1))
    paper = started(officer, addressees, about=early)
    complete(paper)

    with pytest.raises(BatchRefused) as refused:
        publish_paper(publication(paper, officer))
    assert {type(each.refusal) for each in refused.value.problems} == {OddDate}

    publish_paper(publication(paper, officer, is_date_confirmed=True))
    assert Response.objects.count() == 3


def test_a_document_that_the_register_holds_is_not_entered_twice(paper, officer):
    DocumentFactory(url=paper.url, published=paper.published)

    with pytest.raises(AlreadyRecorded, match="choose it"):
        publish_paper(publication(paper, officer))


def test_a_page_made_from_an_older_version_publishes_nothing(paper, officer):
    asked = publication(paper, officer)
    describe_paper(edit(paper, officer), about(title="Another"))

    with pytest.raises(PaperChanged):
        publish_paper(asked)


def test_an_answer_of_somebody_elses_body_publishes_nothing(paper, addressees):
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        publish_paper(publication(paper, stranger))


@pytest.mark.django_db(transaction=True)
def test_a_double_press_publishes_once(paper, officer):
    asked, start, outcomes = publication(paper, officer), Barrier(2), []

    def press():
        start.wait()
        try:
            publish_paper(asked)
            outcomes.append("done")
        except AlreadySubmitted:
            outcomes.append("known")
        connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "known"]
    assert (Batch.objects.count(), Response.objects.count()) == (1, 3)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("do", [publish_paper, foresee_paper])
def test_it_waits_for_an_officer_who_enters_a_document_and_neither_fails(
    do, paper, officer, addressees
):
    asked = publication(paper, officer)

    def press():
        with closing(connection), pytest.raises(BatchRefused) as refused:
            do(asked)
        return refused.value.problems

    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Addressee.objects.select_for_update(of=("self",)).get(pk=addressees[0].pk)
            pressed = threads.submit(press)
            await_true(somebody_waits)
            said = answer(new_document(url="https://example.org/other"))
            record_response(act_on(addressees[0]), said)
        problems = pressed.result()

    assert [each.addressee for each in problems] == [addressees[0]]
    assert Response.objects.count() == 1


def test_undone_it_is_open_and_can_be_published_again(paper, officer):
    batch = publish_paper(publication(paper, officer))

    undo(batch, by=officer, at=NOW, reason="It was the wrong paper.")

    paper.refresh_from_db()
    assert paper.is_open
    assert not Response.objects.published().exists()
    publish_paper(publication(paper, officer))
    assert Response.objects.published().count() == 3
    assert Document.objects.count() == 1


def test_where_the_inquiry_asks_for_it_a_second_person_publishes(
    paper, officer, reviewer
):
    ask_for_review(paper)
    with pytest.raises(PaperClosed, match="a second person publishes"):
        publish_paper(publication(paper, officer))

    submit_paper(publication(paper, officer))
    assert not Response.objects.exists()
    with pytest.raises(NotAllowed):
        publish_paper(publication(paper, officer))

    publish_paper(publication(paper, reviewer))
    paper.refresh_from_db()
    assert (paper.reviewed_by, Response.objects.count()) == (reviewer, 3)


def test_nobody_reviews_a_paper_that_they_wrote_in(paper, officer, reviewer):
    ask_for_review(paper)
    describe_paper(edit(paper, reviewer), about(title="As the reviewer has it"))
    submit_paper(publication(paper, officer))

    with pytest.raises(NotAllowed):
        publish_paper(publication(paper, reviewer))


def test_what_waits_for_review_is_not_written_in(paper, officer):
    ask_for_review(paper)
    submit_paper(publication(paper, officer))
    paper.refresh_from_db()

    with pytest.raises(PaperClosed):
        describe_paper(edit(paper, officer), about())
    with pytest.raises(AlreadySubmitted):
        submit_paper(publication(paper, officer))


def test_a_reviewer_returns_it_with_a_note(paper, officer, reviewer):
    ask_for_review(paper)
    submit_paper(publication(paper, officer))

    with pytest.raises(NotAllowed):
        return_paper(edit(paper, officer), note="No.")
    return_paper(edit(paper, reviewer), note="The position is another.")

    paper.refresh_from_db()
    assert (paper.status, paper.review_note) == ("returned", "The position is another.")
    submit_paper(publication(paper, officer))
    publish_paper(publication(paper, reviewer))


def test_its_author_takes_it_back(paper, officer):
    ask_for_review(paper)
    submit_paper(publication(paper, officer))

    take_back_paper(edit(paper, officer))

    paper.refresh_from_db()
    assert paper.is_open
    with pytest.raises(PaperClosed, match="not waiting"):
        take_back_paper(edit(paper, officer))
