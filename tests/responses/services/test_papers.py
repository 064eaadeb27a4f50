"""A paper is begun, described anew and discarded; its words are kept as they are."""

import pytest

from responses.models import Document, Paper
from responses.papers import paper_from_text
from responses.papers.stored import as_json, from_json
from responses.services import (
    NotAllowed,
    PaperChanged,
    PaperClosed,
    describe_paper,
    discard_paper,
)
from tests.responses.factories import OfficerFactory
from tests.responses.papers import about, addressed, edit, started, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory()


def test_a_paper_is_kept_with_its_words_and_what_it_is(officer):
    paper = started(officer, addressed(3))

    assert (paper.status, paper.version, paper.author) == ("editing", 0, officer)
    assert paper.ordered_publishers.get().institution.slug == "home-office"
    assert {"is": "Heading", "text": "Introduction", "level": None} in paper.blocks
    assert not Document.objects.exists()


def test_words_are_the_same_after_they_were_stored():
    words = paper_from_text(text_of("Age verification"))

    assert from_json(as_json(words.blocks)) == list(words.blocks)


def test_a_paper_proposes_of_the_reports_that_are_chosen_alone(officer):
    addressees = addressed(2)
    other = addressed(1, body=addressees[0].institution, report="lambeth")[0]

    paper = started(officer, [*addressees, other], reports=[other.report])

    reports = paper.answers.values_list("addressee__report", flat=True)
    assert set(reports) == {other.report_id}


def test_what_a_paper_says_of_another_report_is_no_answer_to_the_chosen_one(officer):
    chosen = addressed(1)[0]
    addressed(1, body=chosen.institution, report="lambeth")
    words = paper_from_text(text_of("The Lambeth Report: Age verification"))

    paper = started(officer, [chosen], words=words, reports=[chosen.report])

    assert not paper.answers.exists()


def test_what_a_paper_is_can_be_said_anew(officer):
    paper = started(officer, addressed(1))

    describe_paper(edit(paper, officer), about(title="Joint response", publishers=[]))

    paper.refresh_from_db()
    assert (paper.title, paper.version) == ("Joint response", 1)
    assert not paper.publishers.exists()


def test_who_writes_on_an_older_version_is_told(officer):
    paper = started(officer, addressed(1))
    describe_paper(edit(paper, officer), about(title="Another title"))

    with pytest.raises(PaperChanged) as told:
        describe_paper(edit(paper, officer), about(title="Mine"))

    assert told.value.version == 1
    assert Paper.objects.get().title == "Another title"


def test_a_discarded_paper_is_written_in_no_more(officer):
    paper = started(officer, addressed(1))
    discard_paper(edit(paper, officer))
    paper.refresh_from_db()

    assert paper.status == "discarded"
    with pytest.raises((NotAllowed, PaperClosed)):
        describe_paper(edit(paper, officer), about())


def test_a_paper_about_others_is_nobodys_to_write(officer):
    paper = started(officer, addressed(1))
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        discard_paper(edit(paper, stranger))
