"""Every run that should exist is made, whatever was missed, doubled or late."""

from datetime import UTC, datetime, timedelta

import pytest

from responses.delivery import deliver
from responses.models import DigestDelivery, DigestEdition, DigestRun, Flag, Heartbeat
from responses.runs import send_week, tick
from responses.weeks import Week
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    InstitutionFactory,
)
from tests.responses.factories import (
    OfficerFactory,
    ResponseFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def periods():
    return list(
        DigestRun.objects.order_by("starts_at").values_list("period", flat=True)
    )


def test_a_run_is_due_when_its_week_starts():
    tick(at=AT - timedelta(seconds=1))
    tick(at=AT)

    assert periods() == ["2026-W46", "2026-W47"]


def test_a_second_tick_adds_nothing():
    SubscriptionFactory(confirmed_at=AT)

    assert (tick(at=AT).added, tick(at=AT).added) == (1, 0)


def test_who_confirms_later_in_the_week_gets_the_weeks_digest():
    tick(at=AT)
    SubscriptionFactory(confirmed_at=AT)

    assert tick(at=AT + timedelta(days=2)).added == 1


def test_the_53rd_week_is_followed_by_the_first():
    SubscriptionFactory(confirmed_at=datetime(2026, 12, 28, 9, tzinfo=UTC))
    for day in (28, 35):
        tick(at=datetime(2026, 12, 1, 9, tzinfo=UTC) + timedelta(days=day - 1))

    assert periods() == ["2026-W53", "2027-W01"]


def test_of_missed_weeks_only_the_newest_is_sent_and_the_others_say_why(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT - 2 * WEEK)

    tick(at=AT + timedelta(days=2))
    deliver(clock=lambda: AT + timedelta(days=2))

    assert periods() == ["2026-W45", "2026-W46", "2026-W47"]
    assert len(mailoutbox) == 1
    missed = DigestDelivery.objects.filter(status="suppressed")
    assert {each.outcome for each in missed} == {
        "No digest was sent in its week; 2026-W47 covers it."
    }


def test_what_was_not_sent_in_its_week_is_covered_by_the_next():
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)

    tick(at=AT + WEEK)

    old = DigestDelivery.objects.get(run__period="2026-W47")
    assert (old.status, "next digest covers it" in old.outcome) == ("suppressed", True)


def test_flags_are_raised_before_a_digest_is_written():
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)

    tick(at=AT)

    assert Flag.objects.exists()
    assert set(Heartbeat.objects.values_list("job", flat=True)) == {"flags", "digests"}


def test_the_next_digest_drops_what_was_answered_and_says_so(mailoutbox):
    overdue = CheckFactory(checked_on=AT.date()).addressee
    SubscriptionFactory(confirmed_at=AT)
    send_week(Week.containing(AT), clock=lambda: AT)
    ResponseFactory(addressee=overdue)

    send_week(Week.containing(AT + WEEK), clock=lambda: AT + WEEK)

    first, second = mailoutbox
    assert first.subject.startswith("1 overdue: all institutions, week of 16 Nov")
    assert second.subject.startswith("1 answered or changed")
    assert "Answered late, by 59 days." in second.body


def test_readers_of_the_same_share_an_edition():
    AddresseeFactory()
    SubscriptionFactory.create_batch(3, confirmed_at=AT)
    SubscriptionFactory(confirmed_at=AT, officer=OfficerFactory())

    tick(at=AT)

    assert DigestEdition.objects.count() == 2


def test_a_digest_is_about_the_readers_institutions_and_those_below(mailoutbox):
    parent = InstitutionFactory(name="National Crime Agency")
    AddresseeFactory(institution=InstitutionFactory(name="Ceop", parent=parent))
    AddresseeFactory(institution__name="Other Body")
    reader = SubscriptionFactory(confirmed_at=AT, has_all_institutions=False)
    reader.institutions.add(parent)

    send_week(Week.containing(AT), clock=lambda: AT)

    [mail] = mailoutbox
    assert "National Crime Agency, week of" in mail.subject
    assert "Ceop" in mail.body
    assert "Other Body" not in mail.body


def test_the_number_of_queries_does_not_grow_with_the_readers(
    django_assert_max_num_queries,
):
    AddresseeFactory.create_batch(3)
    for _ in range(30):
        reader = SubscriptionFactory(confirmed_at=AT, has_all_institutions=False)
        reader.institutions.add(InstitutionFactory())

    with django_assert_max_num_queries(45):
        tick(at=AT)
