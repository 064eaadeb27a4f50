"""Partial dates in the database and in forms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection
from django.db.models import Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations.deadlines import add_months
from recommendations.fields import AddMonths, PartialDateFormField
from recommendations.models import Inquiry, Report
from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import InquiryFactory, ReportFactory
from tests.recommendations.test_partial_dates import partial_dates

pytestmark = pytest.mark.django_db
any_example = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def compute(expression):
    return Inquiry.objects.annotate(found=expression).values_list("found", flat=True)[0]


@any_example
@given(partial_dates)
def test_the_database_keeps_the_same_first_and_last_days(day):
    report = ReportFactory(published=day)

    report.refresh_from_db()
    assert report.published_earliest == day.earliest
    assert report.published_latest == day.latest


@any_example
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 99))
def test_sql_adds_months_as_the_rule_does(day, months):
    InquiryFactory()

    assert compute(AddMonths(Value(day), months)) == add_months(day, months)


def test_a_partial_date_comes_back_as_it_went_in():
    ReportFactory(published=PartialDate(2020, 11))

    report = Report.objects.get(published="2020-11")
    assert report.published == PartialDate(2020, 11)
    assert (report.published_earliest, report.published_latest) == (
        date(2020, 11, 1),
        date(2020, 11, 30),
    )


def test_no_date_is_none_in_python_and_blank_in_the_database():
    InquiryFactory()

    assert Inquiry.objects.get(closed="").closed is None


def test_the_database_refuses_a_day_that_the_calendar_does_not_have():
    ReportFactory()

    with connection.cursor() as cursor, pytest.raises(DataError):
        cursor.execute("UPDATE recommendations_report SET published = '2021-02-29'")


def test_a_form_takes_a_date_as_people_write_it_and_shows_it_in_words():
    field = PartialDateFormField()

    assert field.clean("Nov 2020") == PartialDate(2020, 11)
    assert field.prepare_value(PartialDate(2020, 11)) == "November 2020"
    assert field.prepare_value("Nov 20") == "Nov 20"
    assert not field.has_changed(PartialDate(2020, 11), "2020-11")
    assert field.has_changed(PartialDate(2020, 11), "2020")


def test_a_form_says_which_part_is_missing():
    with pytest.raises(ValidationError, match="must include a year"):
        PartialDateFormField().clean("10 November")


def test_a_form_refuses_null_characters():
    with pytest.raises(ValidationError):
        PartialDateFormField().clean("2020\x00")
