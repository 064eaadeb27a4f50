"""Braces are filled from a short list, once, and nothing else happens in them."""

from datetime import date

import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.letters.placeholders import (
    KNOWN,
    Subject,
    UnknownPlaceholder,
    check,
    filled,
    listed,
)
from tests.responses.chased import ladder, owing

ON = date(2020, 9, 21)


@pytest.fixture
def rung(db):
    return ladder()[1]


def about(rung, *addressees):
    rows = Addressee.objects.with_timeliness(on=ON).order_by("pk")
    return Subject(addressees[0].institution, rung, list(rows), ON)


def test_every_known_placeholder_is_filled(rung):
    subject = about(rung, owing(recommendation__number=4))
    text = " | ".join(f"{{{name}}}" for name in KNOWN)

    said = filled(text, subject)

    assert "{" not in said
    assert "12 September 2020" in said
    assert "recommendation 4 of The " in said
    assert "6 months" in said
    assert "21 September 2020" in said


def test_recommendations_are_named_report_by_report(rung):
    first = owing(recommendation__number=1, recommendation__report__title="A")
    owing(recommendation__number=4, recommendation__report=first.report)
    owing(recommendation__number=2, recommendation__report__title="B")

    said = filled("{recommendations}", about(rung, first))

    assert said == "recommendations 1 and 4 of A and recommendation 2 of B"


def test_due_dates_that_differ_are_left_to_the_list(rung):
    first = owing()
    owing(recommendation__report__published=PartialDate(2019, 3, 12))

    assert "list below" in filled("{due}", about(rung, first))


def test_a_date_known_to_the_month_is_said_as_such(rung):
    addressee = owing(recommendation__report__published=PartialDate(2020, 3))

    said = filled("published {published}, due by {due}", about(rung, addressee))

    assert said == "published in March 2020, due by 30 September 2020 at the latest"


def test_braces_in_a_name_are_not_filled_in_turn(rung):
    addressee = owing(institution__name="The {today} & <Co>")

    said = filled("{institution}", about(rung, addressee))

    assert said == "The {today} & <Co>"


@pytest.mark.parametrize("text", ["{7*7}", "{{7*7}}", "{name}", "{}", "{ due }"])
def test_an_unknown_one_is_refused_and_the_known_are_named(text):
    with pytest.raises(UnknownPlaceholder, match=r"not a placeholder.*\{due\}"):
        check(text)


def test_known_ones_and_a_lone_brace_are_let_through():
    check("{due}, {institution} } {")


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_written_as_people_write_it(names, said):
    assert listed(names) == said
