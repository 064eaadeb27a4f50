"""What the trail says of a paper."""

from dataclasses import replace

import pytest

from responses.paper_history import (
    answers_as_of,
    editors_of,
    last_editor,
    written_in_by,
)
from responses.services import as_written, describe_paper, save_answers
from tests.responses.factories import OfficerFactory
from tests.responses.papers import about, addressed, edit, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.fixture
def paper(officer):
    return started(officer, addressed(2))


def write(paper, by, summary):
    paper.refresh_from_db()
    answer = paper.answers.first()
    typed = replace(as_written(answer), summary=summary)
    save_answers(edit(paper, by), {answer.pk: typed})
    paper.refresh_from_db()
    return answer


def test_all_who_wrote_in_it_are_its_editors(paper, officer):
    writer, describer = OfficerFactory(), OfficerFactory()
    write(paper, writer, "As the second has it")
    describe_paper(edit(paper, describer), about(title="As the third has it"))

    assert editors_of(paper) == {officer.pk, writer.pk, describer.pk}
    assert [written_in_by(each) for each in (officer, writer, describer)] == [
        {paper.pk}
    ] * 3
    assert written_in_by(OfficerFactory()) == set()


def test_an_answer_can_be_read_as_it_was_in_an_earlier_version(paper, officer):
    answer = write(paper, officer, "First")
    write(paper, officer, "Second")

    read = [answers_as_of(paper, version)[answer.pk].summary for version in (0, 1, 2)]
    assert read == ["", "First", "Second"]


def test_who_wrote_last_is_named(paper):
    other = OfficerFactory(email="bea@example.org")

    write(paper, other, "Hers")

    assert last_editor(paper) == "bea@example.org"
