"""One question, one set of rows: its page, its totals and its addresses agree."""

from datetime import date

import pytest
from django.http import QueryDict

from recommendations.partial_dates import PartialDate
from recommendations.questions import Question, Totals
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    RecommendationFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def ask(query="", default_sort="due"):
    return Question(QueryDict(query), today=TODAY, default_sort=default_sort)


def test_totals_are_given_both_ways():
    shared = RecommendationFactory()
    body = InstitutionFactory()
    AddresseeFactory(recommendation=shared, institution=body)
    AddresseeFactory(recommendation=shared)
    AddresseeFactory(institution=body)

    assert ask().totals() == Totals(2, 3, 2)
    assert ask().totals().in_words == (
        "2 recommendations, 3 responses due from 2 institutions"
    )
    assert ask(f"institution={body.slug}").totals().in_words == (
        "2 recommendations, 2 responses due from 1 institution"
    )


def test_a_recommendation_addressed_to_nobody_is_found_only_when_nothing_is_asked():
    lonely = RecommendationFactory()

    assert list(ask().recommendations) == [lonely]
    assert ask().totals().recommendations == 1
    assert not ask("state=overdue").recommendations.exists()


@pytest.fixture
def three():
    """Due in December, in June and never; the first answered late."""
    named = {
        name: AddresseeFactory(
            institution__name=name,
            recommendation__report__published=PartialDate.from_iso(published),
            deadline=deadline,
        )
        for name, published, deadline in [
            ("Beta", "2020-06-30", "default"),
            ("Alpha", "2019-12-01", "default"),
            ("Gamma", "2021-01-01", "none"),
        ]
    }
    ResponseFactory(
        addressee=named["Beta"], document__published=PartialDate(2021, 1, 9)
    )
    return named


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("due", ["Alpha", "Beta", "Gamma"]),
        ("-due", ["Beta", "Alpha", "Gamma"]),
        ("published", ["Alpha", "Beta", "Gamma"]),
        ("-published", ["Gamma", "Beta", "Alpha"]),
        ("institution", ["Alpha", "Beta", "Gamma"]),
        ("days_late", ["Beta", "Alpha", "Gamma"]),
        ("-days_late", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_both_lists_are_sorted_alike_and_what_has_no_value_comes_last(
    three, sort, order
):
    question = ask(f"sort={sort}")

    assert [row.institution.name for row in question.addressees] == order
    assert [
        row.addressees.get().institution.name for row in question.recommendations
    ] == (order)


@pytest.mark.parametrize("list_of", ["addressees", "recommendations"])
@pytest.mark.parametrize("sort", ["due", "-days_late", "institution", "relevance"])
def test_pages_of_one_hold_each_row_once(three, list_of, sort):
    seen, query = [], f"?sort={sort}&per_page=1&q=age"
    while query:
        question = ask(query.removeprefix("?"))
        page = question.page(getattr(question, list_of))
        seen += page.rows
        query = page.next

    assert seen == list(getattr(ask(f"sort={sort}&q=age"), list_of))
    assert len(seen) == 3


def test_what_is_wrong_is_named_and_the_rest_holds(three):
    question = ask(
        "as_at=yesterday&state=;drop&per_page=-1&sort=colour&cursor=%00&kind=charity"
    )
    page = question.page(question.addressees)

    assert {problem.name for problem in question.problems} == {
        "as_at",
        "state",
        "per_page",
        "sort",
        "cursor",
    }
    assert all(problem.message and problem.label for problem in question.problems)
    assert page.rows == []


@pytest.mark.parametrize("per_page", ["0", "201", "x", "1e3", "99999999999999999999"])
def test_rows_a_page_are_1_to_200(per_page):
    problems = list(ask(f"per_page={per_page}").problems)

    assert [problem.message for problem in problems] == [
        "Rows a page must be a whole number from 1 to 200."
    ]


def test_relevance_needs_words():
    problems = list(ask("sort=relevance").problems)

    assert [problem.message for problem in problems] == [
        "Relevance needs words to search for."
    ]


def test_a_question_that_cannot_be_answered_is_not_passed_over():
    assert [problem.name for problem in ask("known_on=2020-10-01").problems] == [
        "known_on"
    ]


def test_each_chip_takes_away_its_own_value():
    body = InstitutionFactory(slug="home-office", name="Home Office")
    AddresseeFactory(institution=body)
    question = ask(
        "q=age&institution=home-office&state=overdue&state=due_soon&due_to=2021"
        "&as_at=2020-10-01&cursor=x"
    )

    chips = {chip.label: chip.address for chip in question.chips}

    assert list(chips) == [
        "Words: age",
        "Institution: Home Office",
        "Where the response stands: Past due",
        "Where the response stands: Due soon",
        "Due to: 2021",
        "As at 1 October 2020",
    ]
    without = QueryDict(chips["Where the response stands: Past due"][1:])
    assert without.getlist("state") == ["due_soon"]
    assert "cursor" not in without
    assert "as_at" not in QueryDict(chips["As at 1 October 2020"][1:])
    assert "due_to" not in QueryDict(chips["Due to: 2021"][1:])


def test_words_with_spaces_around_them_can_be_taken_away():
    (chip,) = ask("q=+age+").chips

    assert chip.address == "?"


def test_a_list_is_read_as_at_a_past_day():
    answered = ResponseFactory().addressee
    AddresseeFactory(recommendation__report__published=PartialDate(2020, 10, 2))

    rows = ask("as_at=2020-10-01").addressees

    assert [(row, row.state, row.days_late) for row in rows] == [
        (answered, "overdue", 19)
    ]
