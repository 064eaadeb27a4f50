"""Narrowing the register: every condition holds of the same addressee."""

from datetime import date

import pytest
from django.http import QueryDict

from recommendations.filters import MOST_VALUES, RegisterFilter
from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    InstitutionFactory,
    RecommendationFactory,
    SuccessionFactory,
)
from tests.responses.factories import AssessmentFactory, ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def ask(query, *, on=TODAY):
    rows = Addressee.objects.in_register(on=on).with_timeliness(on=on)
    return RegisterFilter(QueryDict(query), queryset=rows, on=on)


def find(query, **when):
    return set(ask(query, **when).qs)


def test_a_recommendation_overdue_from_b_is_not_found_as_overdue_from_a():
    recommendation = RecommendationFactory()
    a, b = InstitutionFactory(slug="a"), InstitutionFactory(slug="b")
    answered = AddresseeFactory(recommendation=recommendation, institution=a)
    ResponseFactory(addressee=answered)
    overdue = AddresseeFactory(recommendation=recommendation, institution=b)

    assert find("institution=a&state=overdue") == set()
    assert find("institution=b&state=overdue") == {overdue}
    assert find("institution=a&institution=b&state=overdue") == {overdue}


def test_an_institution_is_found_with_those_below_and_before_unless_exact():
    nca = InstitutionFactory(slug="nca")
    own = AddresseeFactory(institution=nca)
    below = AddresseeFactory(institution=InstitutionFactory(parent=nca))
    before = AddresseeFactory()
    SuccessionFactory(predecessor=before.institution, successor=nca)

    assert find("institution=nca") == {own, below, before}
    assert find("institution=nca&exact=1") == {own}


def test_a_repeated_parameter_means_any_and_different_ones_mean_and():
    charity = InstitutionFactory(kind="charity")
    late = ResponseFactory(addressee__institution=charity).addressee
    open_ended = AddresseeFactory(institution=charity, deadline="none")
    AddresseeFactory()

    assert find("kind=charity") == {late, open_ended}
    assert find("kind=charity&state=no_deadline") == {open_ended}
    assert find("kind=charity&state=no_deadline&state=answered_late") == {
        late,
        open_ended,
    }


def test_verification_and_position_and_progress():
    checked = CheckFactory().addressee
    accepted = ResponseFactory(position="accepted").addressee
    begun = AssessmentFactory(progress="in_progress").addressee

    assert find("verification=confirmed") == {checked}
    assert find("verification=unverified") == {begun}
    assert find("position=accepted&position=rejected") == {accepted}
    assert find("progress=in_progress") == {begun}
    assert find("progress=completed") == set()


def test_inquiry_and_report():
    one = AddresseeFactory(recommendation__report__slug="internet")
    other = AddresseeFactory(recommendation__report__inquiry__slug="covid")

    assert find("report=internet") == {one}
    assert find("inquiry=covid") == {other}
    assert find("inquiry=covid&report=internet") == set()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("published_from=2020-03-12", True),
        ("published_from=13+March+2020", False),
        ("published_to=Mar+2020", True),
        ("published_to=2020-03-11", False),
        ("due_from=2020-09&due_to=2020-09", True),
        ("due_to=2020-08", False),
        ("answered_from=2020-11-10&answered_to=2020-11-10", True),
        ("answered_from=2020-11-11", False),
        ("answered_to=2020", True),
    ],
)
def test_date_ranges_include_their_ends_and_whatever_may_lie_within(query, is_found):
    ResponseFactory()

    assert bool(find(query)) is is_found


def test_a_vague_date_is_found_by_any_range_that_it_may_lie_in():
    AddresseeFactory(recommendation__report__published=PartialDate(2020, 11))

    assert find("due_from=2021-05-30")
    assert find("due_to=2021-05-01")
    assert not find("due_from=2021-05-31")


def test_what_was_answered_later_has_no_answer_as_at_an_earlier_day():
    answered = ResponseFactory(position="accepted").addressee

    assert find("answered_from=2020", on=date(2020, 10, 1)) == set()
    assert find("position=accepted", on=date(2020, 10, 1)) == set()
    assert find("state=overdue", on=date(2020, 10, 1)) == {answered}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("state=;drop", "state"),
        ("institution=no-such-body", "institution"),
        ("institution=%00", "institution"),
        ("institution=%ED%A0%80", "institution"),
        ("report=%E2%80%AEx", "report"),
        ("published_from=yesterday", "published_from"),
        ("due_to=2020-13", "due_to"),
        ("q=" + "a" * 501, "q"),
        ("q=%00", "q"),
        ("exact=maybe", "exact"),
        ("&".join(f"kind=k{n}" for n in range(MOST_VALUES + 1)), "kind"),
    ],
)
def test_a_value_not_understood_narrows_nothing_and_is_named(query, name):
    addressee = AddresseeFactory()

    asked = ask(query)

    assert set(asked.qs) == {addressee}
    assert list(asked.form.errors) == [name]


def test_a_good_parameter_beside_a_bad_one_still_counts():
    AddresseeFactory()

    assert find("state=;drop&kind=charity") == set()


def test_blank_and_unknown_parameters_ask_for_nothing():
    addressee = AddresseeFactory()

    assert find("q=&institution=&state=&colour=red") == {addressee}
    assert not ask("q=&institution=&colour=red").form.errors


def test_the_newest_word_of_an_assessor_is_the_one_shown_and_the_one_found():
    early = AssessmentFactory(progress="not_started", assessed=PartialDate(2020, 3))
    AssessmentFactory(
        addressee=early.addressee, progress="in_progress", assessed=PartialDate(2020)
    )

    (found,) = find("progress=in_progress")

    assert found.progress_by_assessor == ["Home Office=in_progress"]
    assert find("progress=not_started") == set()
