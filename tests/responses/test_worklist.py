"""What an officer has to look at, and in which order."""

from datetime import date

import pytest

from responses.worklist import section_of, work_of
from tests.recommendations.factories import AddresseeFactory, CheckFactory
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def work(officer, **options):
    sections = work_of(officer, on=TODAY, **options)
    return {section.kind.name: list(section.rows) for section in sections}


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
    assert work(officer, is_everyones=True)["to_check"] == [other]


def test_a_section_of_no_such_name_is_none():
    assert section_of(OfficerFactory(), "elsewhere", on=TODAY, page="") is None
