"""For whom a paper is proposed to answer, and what stands in each answer at first."""

import pytest

from responses.models import Response
from responses.services import Written, as_written
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import (
    DocumentFactory,
    OfficerFactory,
    ResponseFactory,
)
from tests.responses.papers import about, addressed, started

pytestmark = pytest.mark.django_db


def test_each_proposal_has_its_place_and_its_reason():
    first, second = addressed(2)

    paper = started(OfficerFactory(), [second, first])

    answers = list(paper.answers.all())
    assert [each.addressee for each in answers] == [second, first]
    assert [each.paragraphs for each in answers] == ["2-3", "4-5"]
    assert all(each.is_included and each.confidence > 0.5 for each in answers)
    assert all(each.reason and each.excerpt and each.heading for each in answers)


def test_who_answers_is_who_published():
    paper = started(OfficerFactory(), addressed(1))

    bodies = list(paper.publishers.values_list("pk", flat=True))
    assert as_written(paper.answers.get()) == Written(
        is_included=True,
        kind="substantive",
        position="",
        summary="",
        paragraphs="2-3",
        answerers=bodies,
    )


def test_only_what_the_officer_may_record_for_is_proposed():
    addressees = addressed(2)
    officer = OfficerFactory(has_all_institutions=False)

    assert not started(officer, addressees).answers.exists()


def test_what_comes_after_a_first_response_is_an_update():
    answered, silent = addressed(2)
    ResponseFactory(addressee=answered)

    paper = started(OfficerFactory(), [answered, silent])

    kinds = paper.answers.values_list("addressee", "kind")
    assert dict(kinds) == {
        answered.pk: Response.Kind.UPDATE,
        silent.pk: Response.Kind.SUBSTANTIVE,
    }


def test_a_body_that_the_publishers_do_not_speak_for_is_left_to_the_officer():
    other = InstitutionFactory()

    paper = started(OfficerFactory(), addressed(1), about=about(publishers=[other]))

    assert not paper.answers.get().is_included


def test_what_is_recorded_in_the_document_is_left_out():
    addressee = addressed(1)[0]
    held = DocumentFactory()
    ResponseFactory(addressee=addressee, document=held)

    paper = started(OfficerFactory(), [addressee], about=about(document=held))

    assert not paper.answers.get().is_included
