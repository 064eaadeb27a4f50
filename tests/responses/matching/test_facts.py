"""What a paper shows of itself, and nothing that it does not."""

import pytest

from recommendations.partial_dates import PartialDate
from responses.matching import facts_of
from responses.papers import paper_from_text

INSTITUTIONS = [("home-office", "Home Office"), ("dcms", "Department for Culture")]


def test_facts_are_those_that_the_first_page_shows():
    paper = paper_from_text(
        "Home Office and the Department for Culture\n\n"
        "Response to the Internet report\n\nNovember 2020\n\n"
        "1. In March 2020 the report came out.\n"
    )

    facts = facts_of(paper, INSTITUTIONS)

    assert facts.title == "Response to the Internet report"
    assert facts.published == PartialDate(2020, 11)
    assert facts.published_where == "November 2020"
    assert facts.publishers == ("home-office", "dcms")


@pytest.mark.parametrize(
    "dates", ["", "May 2020\n\nJune 2020\n\n", "A meeting was held in May 2020.\n\n"]
)
def test_a_date_is_not_guessed(dates):
    paper = paper_from_text(f"Response to the report\n\n{dates}1. We agree.")

    assert facts_of(paper, []).published is None
