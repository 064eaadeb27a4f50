"""Every response is counted once, and links to the rows behind its figure."""

from datetime import date

import pytest
from django.http import QueryDict

from recommendations.models import Addressee
from recommendations.questions import Question
from recommendations.statistics import standings
from tests.recommendations.factories import AddresseeFactory, CheckFactory
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def count():
    return standings(Addressee.objects.with_timeliness(on=TODAY), {})


def test_what_nobody_has_looked_for_is_never_added_to_what_is_known_overdue():
    AddresseeFactory.create_batch(2)
    CheckFactory()
    ResponseFactory()

    found = count()

    assert found.total == 4
    assert {share.name: share.count for share in found.shares} == {
        "answered_late": 1,
        "overdue_confirmed": 1,
        "overdue_unverified": 2,
    }
    assert found.count("overdue_unverified") == 2
    assert found.count("due_soon") == 0


def test_each_figure_is_the_number_of_rows_it_links_to():
    AddresseeFactory.create_batch(2)
    CheckFactory()
    ResponseFactory()
    AddresseeFactory(deadline="none")

    for share in count().shares:
        question = Question(QueryDict(share.query), today=TODAY, default_sort="due")
        assert question.totals().addressees == share.count


def test_what_nobody_has_looked_for_is_not_called_overdue():
    AddresseeFactory()

    assert [share.label for share in count().shares] == ["Past due, not yet checked"]


def test_an_empty_register_has_no_figures():
    assert (count().total, count().shares) == (0, [])
