"""What an officer finds by reference and by words, and who is left silent."""

from datetime import date

import pytest

from responses.finding import found_for, silent_in
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory
from tests.responses.papers import addressed, started

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.fixture
def addressees():
    return addressed(3)


@pytest.fixture
def paper(officer, addressees):
    return started(officer, addressees[:1])


def found(paper, words, officer):
    return found_for(paper, words, by=officer, on=TODAY)


def test_it_is_found_by_reference_however_much_of_it_is_given(
    paper, officer, addressees
):
    reference = addressees[1].recommendation.identifier

    for words in (reference, reference.removeprefix("iicsa/"), f" /{reference}/ "):
        assert found(paper, words, officer) == [(addressees[1], False)]


def test_it_is_found_by_words_and_says_what_the_table_has(paper, officer, addressees):
    assert found(paper, "age verification", officer) == [(addressees[0], True)]
    assert found(paper, "removal images", officer) == [(addressees[1], False)]


def test_what_is_not_the_officers_is_not_found(paper):
    stranger = OfficerFactory(has_all_institutions=False)

    assert found(paper, "age verification", stranger) == []


def test_what_the_paper_leaves_out_is_silent(paper, addressees):
    AddresseeFactory()
    not_asked = AddresseeFactory(
        recommendation=addressees[0].recommendation, is_reply_required=False
    )

    silent = list(silent_in(paper, on=TODAY))

    assert silent == addressees[1:]
    assert not_asked not in silent
