"""Words find what is recommended and to whom."""

from datetime import date

import pytest

from recommendations.models import Addressee
from recommendations.search import matching
from tests.recommendations.factories import AddresseeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ofcom():
    return AddresseeFactory(
        institution__name="Ofcom",
        institution__aliases="Office of Communications;OFCOM",
        recommendation__title="Age verification",
        recommendation__summary="Children's access to services must be checked.",
    )


@pytest.fixture(autouse=True)
def other():
    return AddresseeFactory(
        recommendation__title="Redress", recommendation__summary="-"
    )


def find(words):
    rows = Addressee.objects.with_timeliness(on=date(2026, 11, 21))
    return list(matching(rows, words))


@pytest.mark.parametrize(
    "words",
    [
        "verification",
        "verifications",
        "ages",
        "children service",
        "ofcom age",
        '"age verification"',
        "communications",
        "ofcom -redress",
    ],
)
def test_words_are_found_by_their_stems_in_text_and_names_together(ofcom, words):
    assert find(words) == [ofcom]


@pytest.mark.parametrize(
    "words", ['"verification age"', "age -verification", "zebra", "the", "&|!():*'"]
)
def test_other_words_find_nothing_and_break_nothing(ofcom, words):
    assert find(words) == []


def test_a_title_is_worth_more_than_a_summary(ofcom):
    passing = AddresseeFactory(
        recommendation__title="Guidance",
        recommendation__summary="Mentions verification.",
    )

    found = {row: row.relevance for row in find("verification")}

    assert found[ofcom] > found[passing]
