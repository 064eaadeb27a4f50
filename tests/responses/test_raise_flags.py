"""The command flags as the daily job does, for any day up to today."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from tests.recommendations.factories import AddresseeFactory

AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AT)]


@pytest.mark.parametrize(
    ("day", "message"),
    [("yesterday", "write it as in 2026-11-21"), ("2027-01-01", "still to come")],
)
def test_raise_flags_refuses_a_wrong_day(day, message):
    with pytest.raises(CommandError, match=message):
        call_command("raise_flags", "--as-at", day)


def test_raise_flags_says_what_it_did(capsys):
    AddresseeFactory()

    call_command("raise_flags", "--as-at", "2020-10-01")

    assert capsys.readouterr().out == (
        "Flags as at 1 October 2020: 1 raised, 0 withdrawn.\n"
    )
