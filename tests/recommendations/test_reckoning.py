"""Due and lapsed days follow from their sources, whatever changes."""

from datetime import date

import pytest

from recommendations.models import (
    Addressee,
    Inquiry,
    Institution,
    Recommendation,
    Report,
)
from recommendations.partial_dates import PartialDate
from recommendations.reckoning import reckon
from tests.recommendations.cases import days
from tests.recommendations.factories import (
    AddresseeFactory,
    ExtensionFactory,
    InstitutionFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db


def reckoned(addressee):
    reckon(Addressee.objects.filter(pk=addressee.pk))
    return Addressee.objects.get(pk=addressee.pk)


@pytest.mark.parametrize(
    ("published", "deadline", "due"),
    [
        ("2020-03-12", "default", "2020-09-12"),
        ("2020-08-31", "default", "2021-02-28"),
        ("2020-11", "default", "2021-05-01/2021-05-30"),
        ("2020-03-12", "months:3", "2020-06-12"),
        ("2020-03-12", "months:12", "2021-03-12"),
        ("2020-03-12", "date:2020-12-25", "2020-12-25"),
        ("2020-03-12", "date:2020-12", "2020-12"),
        ("2020-03-12", "none", None),
    ],
)
def test_due_days_follow_from_the_report_and_the_deadline(published, deadline, due):
    addressee = AddresseeFactory(
        recommendation__report__published=PartialDate.from_iso(published),
        deadline=deadline,
    )

    assert addressee.original_due == addressee.due == days(due)


def test_a_corrected_date_of_publication_moves_the_due_day():
    addressee = AddresseeFactory()
    Report.objects.update(published=PartialDate(2020, 3, 31))

    assert reckoned(addressee).due == days("2020-09-30")


def test_the_inquirys_own_period_counts():
    addressee = AddresseeFactory()
    Inquiry.objects.update(response_months=3)

    assert reckoned(addressee).due == days("2020-06-12")


def test_the_newest_extension_counts_and_the_original_is_kept():
    addressee = AddresseeFactory()
    ExtensionFactory(
        addressee=addressee,
        granted=PartialDate(2020, 10, 1),
        due=PartialDate(2021, 1, 12),
    )
    ExtensionFactory(
        addressee=addressee,
        granted=PartialDate(2020, 9, 1),
        due=PartialDate(2020, 12, 12),
    )
    addressee.refresh_from_db()

    assert addressee.due == days("2021-01-12")
    assert addressee.original_due == days("2020-09-12")
    assert addressee.extended_on == date(2020, 10, 1)


def test_a_recommendation_that_ended_is_owed_nothing_from_then_on():
    addressee = AddresseeFactory()
    Recommendation.objects.update(status="withdrawn", ended=PartialDate(2020, 8))

    assert reckoned(addressee).lapsed_on == date(2020, 8, 1)


def test_one_that_ended_on_a_day_unknown_never_counts_as_owed():
    addressee = AddresseeFactory()
    Recommendation.objects.update(status="superseded")

    assert reckoned(addressee).lapsed_on == date(2020, 3, 12)


def test_who_is_not_asked_to_reply_owes_nothing():
    assert AddresseeFactory(is_reply_required=False).lapsed_on == date(2020, 3, 12)


@pytest.mark.parametrize(
    ("ended", "lapsed_on"),
    [
        pytest.param("2020-08-01", date(2020, 8, 1), id="before the due day"),
        pytest.param("2020-09-12", None, id="on the due day"),
        pytest.param("2021-01-01", None, id="after it: its lateness stays"),
    ],
)
def test_a_body_that_ended_before_its_answer_was_due_owes_nothing(ended, lapsed_on):
    addressee = AddresseeFactory()
    Institution.objects.update(ended=PartialDate.from_iso(ended))

    assert reckoned(addressee).lapsed_on == lapsed_on


def test_a_body_that_ended_without_a_due_date_owes_nothing():
    addressee = AddresseeFactory(deadline="none")
    Institution.objects.update(ended=PartialDate(2021))

    assert reckoned(addressee).lapsed_on == date(2021, 1, 1)


def test_a_body_with_a_successor_does_not_take_its_duty_with_it():
    body = InstitutionFactory(ended=PartialDate(2020, 8, 1))
    SuccessionFactory(predecessor=body)

    assert AddresseeFactory(institution=body).lapsed_on is None


def test_a_duty_that_was_passed_on_does_not_end_with_the_body():
    addressee = AddresseeFactory(passed_to=InstitutionFactory())
    Institution.objects.filter(pk=addressee.institution_id).update(
        ended=PartialDate(2020, 8, 1)
    )

    assert reckoned(addressee).lapsed_on is None
