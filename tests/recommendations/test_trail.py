"""The database itself writes down who changed what, and lets nobody rewrite it."""

import pghistory
import pytest
from django.db import DatabaseError, connection

from recommendations.models import Report
from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import ReportFactory

pytestmark = pytest.mark.django_db


def trail(report):
    return list(
        report.events.order_by("pgh_id").values_list(
            "pgh_label", "published", flat=False
        )
    )


def test_a_change_is_kept_with_what_was_before_and_after():
    report = ReportFactory(published=PartialDate(2020, 3))

    report.published = PartialDate(2020, 3, 12)
    report.save()

    assert trail(report) == [
        ("insert", PartialDate(2020, 3)),
        ("update", PartialDate(2020, 3, 12)),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Report.objects.update(published=PartialDate(2021)),
        lambda: connection.cursor().execute(
            "UPDATE recommendations_report SET published = '2021'"
        ),
    ],
    ids=["bulk update", "raw SQL"],
)
def test_no_way_around_it(change):
    report = ReportFactory()

    change()

    assert trail(report)[-1] == ("update", PartialDate(2021))


def test_a_deleted_row_leaves_its_last_version():
    report = ReportFactory()
    events = type(report).events.rel.related_model.objects.filter(pgh_obj_id=report.pk)
    report.delete()

    assert events.filter(pgh_label="delete").exists()


def test_who_did_it_is_in_the_same_row():
    with pghistory.context(by="officer@example.org", reason="Typing error"):
        report = ReportFactory()

    assert report.events.get().pgh_context == {
        "by": "officer@example.org",
        "reason": "Typing error",
    }


def test_a_write_that_changes_nothing_is_no_news():
    report = ReportFactory()
    report.save()

    assert len(trail(report)) == 1


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE recommendations_reportevent SET published = '2021'",
        "DELETE FROM recommendations_reportevent",
        "TRUNCATE recommendations_reportevent",
    ],
)
def test_the_trail_can_be_added_to_and_nothing_else(attack):
    ReportFactory()

    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match=r"annot|can be added to"),
    ):
        cursor.execute(attack)
