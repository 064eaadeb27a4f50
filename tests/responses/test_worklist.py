"""What an officer has to look at, and in which order."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from recommendations.models import Addressee
from responses.models import Assignment
from responses.questions import WorkQuestion
from responses.worklist import lines_of, next_of, section_of, work_of
from tests.recommendations.factories import AddresseeFactory, CheckFactory
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def asked(officer, query=""):
    return WorkQuestion(QueryDict(query), officer=officer, on=TODAY)


def work(officer, query=""):
    sections = work_of(asked(officer, query))
    return {
        section.kind.name: [line.addressee for line in section.lines]
        for section in sections
    }


def test_each_section_keeps_its_own():
    to_check = AddresseeFactory()
    overdue = CheckFactory().addressee
    soon = AddresseeFactory(deadline="date:2026-11-21")
    undated = AddresseeFactory(deadline="none")
    AddresseeFactory(deadline="date:2026-12-20")
    ResponseFactory()

    assert work(OfficerFactory()) == {
        "to_check": [to_check],
        "overdue": [overdue],
        "due_soon": [soon],
        "no_deadline": [undated],
    }


def test_the_longest_due_comes_first():
    later = AddresseeFactory(deadline="date:2021-01-01")
    earlier = AddresseeFactory(deadline="date:2020-01-01")

    assert work(OfficerFactory())["to_check"] == [earlier, later]


def test_only_mine_unless_everybodys_is_asked_for():
    other = AddresseeFactory()
    officer = OfficerFactory(has_all_institutions=False)

    assert work(officer)["to_check"] == []
    assert work(officer, "all=1")["to_check"] == [other]


def test_a_section_of_no_such_name_is_none():
    assert section_of(asked(OfficerFactory(), "section=elsewhere"), "") is None


def test_a_line_says_how_far_off_the_day_is_and_who_looks_after_it():
    officer = OfficerFactory()
    past = AddresseeFactory(deadline="date:2026-11-20")
    today = AddresseeFactory(deadline="date:2026-11-21")
    later = AddresseeFactory(deadline="date:2026-12-01")
    between = AddresseeFactory(deadline="date:2026-11")
    undated = AddresseeFactory(deadline="none")
    Assignment.objects.create(
        addressee=past, officer=officer, assigned_by=officer, assigned_at=AT
    )
    rows = Addressee.objects.with_timeliness(on=TODAY).order_by("pk")

    lines = lines_of(officer, list(rows))

    assert {line.addressee: line.due_in_days for line in lines} == {
        past: "1 day ago",
        today: "today",
        later: "in 10 days",
        between: "",
        undated: "",
    }
    assert [line.assignee for line in lines] == [officer, None, None, None, None]


def test_what_comes_next_follows_in_the_list_and_begins_again_after_the_last():
    officer = OfficerFactory()
    first, second, third = (
        AddresseeFactory(deadline=f"date:2020-01-0{day}") for day in (1, 2, 3)
    )
    AddresseeFactory(deadline="none")
    question = asked(officer, "section=to_check")

    assert next_of(question, first) == (second, 2)
    assert next_of(question, third) == (first, 2)


def test_what_has_left_the_section_is_followed_by_what_came_after_it():
    officer = OfficerFactory()
    _first, second, third = (
        AddresseeFactory(deadline=f"date:2020-01-0{day}") for day in (1, 2, 3)
    )
    CheckFactory(addressee=second)

    assert next_of(asked(officer, "section=to_check"), second) == (third, 2)


def test_nothing_comes_next_where_nothing_else_is():
    only = AddresseeFactory()

    assert next_of(asked(OfficerFactory(), "section=to_check"), only) == (None, 0)


def test_queries_do_not_grow_with_the_list(django_assert_num_queries):
    officer = OfficerFactory()
    for _ in range(2):
        AddresseeFactory()
        CheckFactory()
    with CaptureQueriesContext(connection) as few:
        work_of(asked(officer))
    for _ in range(5):
        AddresseeFactory()
        CheckFactory()

    with django_assert_num_queries(len(few)):
        work_of(asked(officer))
