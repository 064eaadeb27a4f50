"""The command does what the weekly job does, and shows it first if asked."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory

AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AT)]


def run(*arguments):
    out = StringIO()
    call_command("send_digests", *arguments, stdout=out)
    return out.getvalue()


def test_it_sends_once(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)

    assert run() == ("Digest of 2026-W47: 1 sent, 0 to be tried again, 0 not sent.\n")
    assert run("--week", "2026-W47").startswith("Digest of 2026-W47: 0 sent")
    assert len(mailoutbox) == 1


def test_an_older_week_is_sent_when_asked_for(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)

    run("--week", "2026-W46")

    assert "week of 9 November 2026" in mailoutbox[0].subject


def test_a_dry_run_prints_the_mails_and_leaves_no_trace(mailoutbox):
    AddresseeFactory()
    reader = SubscriptionFactory(confirmed_at=AT)
    before = rows()

    printed = run("--dry-run")

    assert f"To: {reader.email}" in printed
    assert "Subject: 1 to check: all institutions" in printed
    assert "Stop getting it:" in printed
    assert rows() == before
    assert not mailoutbox


def test_a_dry_run_leaves_out_who_has_had_it(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    run()

    assert run("--dry-run").startswith("0 readers")


@pytest.mark.parametrize(
    ("week", "message"),
    [
        ("next", "write it as in 2026-W47"),
        ("2026-W54", "2026 has no week 54"),
        ("2026-W48", "starts on 23 November 2026 at 08:00"),
    ],
)
def test_a_wrong_week_is_refused_with_what_to_write(week, message):
    with pytest.raises(CommandError, match=message):
        run("--week", week)


def rows():
    """Count the rows of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
