"""The register's recommendations, as the matcher takes them."""

import pytest

from responses.candidates import candidates
from tests.recommendations.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_a_candidate_carries_what_the_matcher_compares(django_assert_num_queries):
    made = RecommendationFactory(
        report__slug="internet", number=3, part="b", summary="Check ages."
    )

    with django_assert_num_queries(1):
        (candidate,) = candidates()

    assert candidate.reference == made.identifier
    assert candidate.report == "iicsa/internet"
    assert (candidate.number, candidate.part) == (3, "b")
    assert (candidate.title, candidate.summary) == (made.title, "Check ages.")
    assert candidate.inquiry_title == made.report.inquiry.name
    assert candidate.is_current


def test_candidates_are_those_of_the_named_inquiry():
    wanted = RecommendationFactory()
    RecommendationFactory(report__inquiry__slug="covid-19")

    assert [c.reference for c in candidates(inquiry="iicsa")] == [wanted.identifier]


def test_a_withdrawn_recommendation_is_a_candidate_that_need_not_be_answered():
    RecommendationFactory(status="withdrawn")

    (candidate,) = candidates()

    assert not candidate.is_current
