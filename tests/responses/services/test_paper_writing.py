"""Answers are written, and added where nobody proposed one."""

from dataclasses import replace

import pytest

from responses.services import (
    AlreadyRecorded,
    NotAllowed,
    PaperChanged,
    TooManyAnswers,
    add_to_paper,
    as_written,
    save_answers,
)
from responses.services import paper_writing as writing
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import OfficerFactory
from tests.responses.papers import addressed, edit, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.fixture
def addressees():
    return addressed(3)


@pytest.fixture
def paper(officer, addressees):
    return started(officer, addressees[:2])


def said(paper, **changes):
    answer = paper.answers.first()
    return {answer.pk: replace(as_written(answer), **changes)}


def test_what_is_written_is_kept_and_counted_as_a_version(paper, officer):
    other = InstitutionFactory()
    typed = said(paper, position="rejected", summary="No.", answerers=[other.pk])

    save_answers(edit(paper, officer), typed)

    paper.refresh_from_db()
    assert paper.version == 1
    first, second = paper.answers.all()
    assert as_written(first) == next(iter(typed.values()))
    assert (first.changed_in, second.changed_in) == (1, 0)


def test_what_is_as_it_was_makes_no_version(paper, officer):
    save_answers(edit(paper, officer, based_on=7), said(paper))

    paper.refresh_from_db()
    assert paper.version == 0


def test_two_who_write_at_once_are_told(paper, officer):
    save_answers(edit(paper, officer), said(paper, summary="Theirs"))

    with pytest.raises(PaperChanged):
        save_answers(edit(paper, officer), said(paper, summary="Mine"))

    assert paper.answers.first().summary == "Theirs"


def test_an_answer_is_added_with_what_stands_under_a_heading(
    paper, officer, addressees
):
    heading = f"Recommendation: {addressees[1].recommendation.title}"

    add_to_paper(edit(paper, officer), addressees[2], heading=heading)

    added = paper.answers.last()
    assert (added.addressee, added.is_included) == (addressees[2], True)
    assert (added.paragraphs, added.heading) == ("4-5", heading)
    assert "considered this with care" in added.excerpt
    assert added.confidence is None


def test_an_addressee_is_in_the_table_once(paper, officer, addressees):
    with pytest.raises(AlreadyRecorded):
        add_to_paper(edit(paper, officer), addressees[0])


def test_an_addressee_of_others_is_not_added(officer, addressees):
    officer = OfficerFactory(has_all_institutions=False)
    paper = started(officer, addressees[:1])

    with pytest.raises(NotAllowed):
        add_to_paper(edit(paper, officer), addressees[0])


def test_a_table_that_one_page_cannot_show_is_refused(
    paper, officer, addressees, monkeypatch
):
    monkeypatch.setattr(writing, "MOST_ANSWERS", 2)

    with pytest.raises(TooManyAnswers, match="as a second paper"):
        add_to_paper(edit(paper, officer), addressees[2])
