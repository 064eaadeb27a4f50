"""The ladder lists who is to be written to, body by body, and nobody else."""

from datetime import date, timedelta

import pytest

from recommendations.models import Addressee
from responses.chasing import (
    Wanted,
    bodies_of,
    chaseable,
    chased,
    counts,
    line_of,
    lines_of,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
)
from tests.responses.chased import drafted, ladder, owing
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db
# Rung 2 is passed, and rung 3 is 21 days away.
ON = date(2020, 9, 21)


@pytest.fixture
def ann():
    return OfficerFactory()


def pks(rows):
    return {row.pk for row in rows}


def test_what_is_answered_without_a_deadline_or_a_ladder_is_not_chased(ann):
    ladder()
    chaser = owing()
    AddresseeFactory(deadline="none")
    owing(recommendation__report__inquiry__slug="other")
    ResponseFactory(document__logged_on=date(2020, 9, 1), document__published="2020-08")

    assert pks(chased(ann, Wanted(), on=ON)) == {chaser.pk}


def test_only_mine_are_listed_unless_everybodys_are_asked_for():
    ladder()
    mine, other = owing(), owing()
    ann = OfficerFactory(has_all_institutions=False)
    ann.institutions.add(mine.institution)

    assert pks(chased(ann, Wanted(), on=ON)) == {mine.pk}
    everyones = chased(ann, Wanted(), on=ON, is_everyones=True)
    assert pks(everyones) == {mine.pk, other.pk}


@pytest.mark.parametrize(("within", "count"), [(20, 0), (21, 1), (None, 1)])
def test_a_rung_is_within_so_many_days_the_last_included(ann, within, count):
    ladder()
    owing()

    assert chased(ann, Wanted(within=within), on=ON).count() == count


@pytest.mark.parametrize(("on", "count"), [(date(2020, 6, 12), 0), (ON, 1)])
def test_a_passed_rung_without_a_letter_can_be_asked_for(ann, on, count):
    ladder()
    owing()

    assert chased(ann, Wanted(is_passed=True), on=on).count() == count


def test_it_is_narrowed_by_inquiry_and_by_the_body_that_has_to_answer_now(ann):
    ladder()
    ladder("covid")
    passed = owing(recommendation__report__inquiry__slug="covid")
    successor = InstitutionFactory()
    Addressee.objects.filter(pk=passed.pk).update(passed_to=successor)
    owing()

    of_inquiry = Wanted(inquiry=passed.report.inquiry)
    assert pks(chased(ann, of_inquiry, on=ON)) == {passed.pk}
    assert pks(chased(ann, Wanted(institution=successor), on=ON)) == {passed.pk}
    assert pks(chaseable(successor, on=ON)) == {passed.pk}
    assert not chaseable(passed.institution, on=ON).exists()
    assert successor in bodies_of(ann, on=ON)
    assert passed.institution not in bodies_of(ann, on=ON)


def test_counts_tell_bodies_from_responses(ann):
    ladder()
    first = owing()
    owing(first.institution)
    owing()

    found = counts(chased(ann, Wanted(), on=ON), on=ON)
    assert found == {"bodies": 2, "responses": 3, "passed": 3, "soon": 3}
    found = counts(chased(ann, Wanted(), on=ON - timedelta(days=8)), on=ON)
    assert found["bodies"] == 2


def test_a_line_names_its_rungs_and_the_drafts_about_it(ann):
    rungs = ladder()
    addressee = owing()

    line = line_of(addressee, by=ann, on=ON)
    assert (line.unlettered.rung, line.upcoming.rung) == (rungs[1], rungs[2])
    assert line.upcoming.day == date(2020, 10, 12)
    assert line.drafts == []

    letter = drafted(rungs[1], addressee)
    assert line_of(addressee, by=ann, on=ON).drafts == [letter]
    stranger = OfficerFactory(has_all_institutions=False)
    assert line_of(addressee, by=stranger, on=ON).drafts == []


def test_a_page_of_lines_costs_the_same_however_long(ann, django_assert_num_queries):
    ladder()
    for _ in range(3):
        owing()
    rows = chased(ann, Wanted(), on=ON)

    with django_assert_num_queries(8):
        for line in lines_of(rows, by=ann):
            assert line.step.rung.title
            assert line.addressee.body_name
            assert line.addressee.recommendation.place
