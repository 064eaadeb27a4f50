"""A flag for each rung certainly passed unanswered; a wrong one is withdrawn."""

from datetime import UTC, date, datetime
from threading import Thread

import pytest
from django.db import connection, connections

from recommendations.models import Addressee, Recommendation, Report
from recommendations.partial_dates import PartialDate
from recommendations.reckoning import reckon
from responses.flags import Tally, raise_flags, review_flags
from responses.models import Flag, Heartbeat, Response
from responses.settling import settle
from tests.recommendations.factories import (
    AddresseeFactory,
    ExtensionFactory,
    InquiryFactory,
    RungFactory,
)
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DUE = date(2020, 9, 12)


def ladder():
    """IICSA's: letters at 3, 6 and 7 months, statements at 9 and 12."""
    for number, months in enumerate((3, 6, 7, 9, 12), start=1):
        RungFactory(inquiry=InquiryFactory(), number=number, months=months)


def flags():
    return set(Flag.objects.standing().values_list("rung", "due"))


def test_every_rung_passed_is_flagged_with_its_day():
    ladder()
    AddresseeFactory()

    tally = raise_flags(on=TODAY, at=AT)

    assert flags() == {
        (0, DUE),
        (1, date(2020, 6, 12)),
        (2, DUE),
        (3, date(2020, 10, 12)),
        (4, date(2020, 12, 12)),
        (5, date(2021, 3, 12)),
    }
    assert tally == Tally(raised=6, withdrawn=0)


def test_a_second_run_changes_nothing():
    ladder()
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)

    assert raise_flags(on=TODAY, at=AT) == Tally(raised=0, withdrawn=0)
    assert Flag.objects.count() == 6


@pytest.mark.parametrize(("on", "count"), [(DUE, 0), (date(2020, 9, 13), 1)])
def test_overdue_is_flagged_on_the_day_after_the_due_day(on, count):
    AddresseeFactory()

    assert raise_flags(on=on, at=AT).raised == count


def test_a_range_is_passed_after_its_last_day():
    AddresseeFactory(recommendation__report__published=PartialDate(2020, 11))

    assert not raise_flags(on=date(2021, 5, 30), at=AT).raised
    raise_flags(on=date(2021, 5, 31), at=AT)
    assert flags() == {(0, date(2021, 5, 30))}


def test_nothing_is_flagged_that_is_answered_not_due_or_not_required():
    ladder()
    ResponseFactory(document__published=PartialDate(2020, 5, 1))
    AddresseeFactory(deadline="none")
    AddresseeFactory(is_reply_required=False)

    assert raise_flags(on=TODAY, at=AT).raised == 0


def test_a_draft_counts_for_nothing():
    ResponseFactory(document__published=PartialDate(2020, 5, 1), status="draft")

    assert raise_flags(on=TODAY, at=AT).raised == 1


def test_an_extension_moves_the_rungs_from_the_due_date_on():
    ladder()
    ExtensionFactory(due=PartialDate(2020, 12, 12), granted=PartialDate(2020, 9, 1))

    raise_flags(on=TODAY, at=AT)

    assert flags() == {
        (0, date(2020, 12, 12)),
        (1, date(2020, 6, 12)),
        (2, date(2020, 12, 12)),
        (3, date(2021, 1, 11)),
        (4, date(2021, 3, 13)),
        (5, date(2021, 6, 11)),
    }


def test_as_at_a_past_day_flags_what_was_passed_by_then():
    ladder()
    ResponseFactory(document__published=PartialDate(2020, 11, 10))

    raise_flags(on=date(2020, 10, 1), at=AT)

    assert flags() == {(0, DUE), (1, date(2020, 6, 12)), (2, DUE)}
    assert {flag.raised_on for flag in Flag.objects.all()} == {date(2020, 10, 1)}


def test_a_later_answer_leaves_the_flag_standing_and_closes_it():
    response = ResponseFactory(status="draft")
    raise_flags(on=TODAY, at=AT)
    answered(response)

    assert raise_flags(on=TODAY, at=AT) == Tally(raised=0, withdrawn=0)
    assert Flag.objects.standing().exists()
    assert not Flag.objects.open(on=TODAY).exists()


def test_a_flag_is_open_while_nothing_is_published():
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)

    assert Flag.objects.open(on=TODAY).count() == 1
    assert not Flag.objects.open(on=DUE).exists()


@pytest.mark.parametrize(
    ("published", "reason"),
    [("2020-09-12", "had been published"), ("2020", "may have been published")],
)
def test_an_answer_by_the_day_withdraws_the_flag_with_a_reason(published, reason):
    addressee = AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    officer = OfficerFactory()
    ResponseFactory(
        addressee=addressee, document__published=PartialDate.from_iso(published)
    )

    assert review_flags(Addressee.objects.all(), at=AT, by=officer) == 1

    flag = Flag.objects.get()
    assert reason in flag.withdrawn_reason
    assert (flag.withdrawn_at, flag.withdrawn_by) == (AT, officer)
    assert raise_flags(on=TODAY, at=AT) == Tally(raised=0, withdrawn=0)


def test_review_touches_no_other_addressee():
    wrong = AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    ResponseFactory(addressee=wrong, document__published=PartialDate(2020, 9, 1))

    assert review_flags(Addressee.objects.exclude(pk=wrong.pk), at=AT) == 0


def test_an_extension_granted_by_then_withdraws_and_raises_anew():
    addressee = AddresseeFactory()
    raise_flags(on=date(2020, 10, 1), at=AT)
    ExtensionFactory(addressee=addressee, granted=PartialDate(2020, 9, 1))

    tally = raise_flags(on=TODAY, at=AT)

    assert tally == Tally(raised=1, withdrawn=1)
    assert flags() == {(0, date(2020, 12, 12))}


def test_an_extension_granted_later_leaves_the_flag_as_history():
    addressee = AddresseeFactory()
    raise_flags(on=date(2020, 10, 1), at=AT)
    ExtensionFactory(addressee=addressee, granted=PartialDate(2020, 10, 15))

    assert raise_flags(on=TODAY, at=AT) == Tally(raised=1, withdrawn=0)
    assert flags() == {(0, DUE), (0, date(2020, 12, 12))}


def test_a_corrected_date_of_publication_withdraws_what_followed_from_it():
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    report = Report.objects.get()
    report.published = PartialDate(2020, 4, 12)
    report.save()
    reckon(Addressee.objects.all())

    assert raise_flags(on=TODAY, at=AT) == Tally(raised=1, withdrawn=1)
    assert flags() == {(0, date(2020, 10, 12))}


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"deadline": "none"}, "no deadline"), ({"is_reply_required": False}, "required")],
)
def test_a_duty_that_never_was_withdraws_the_flag(change, reason):
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    Addressee.objects.update(**change)
    reckon(Addressee.objects.all())

    assert raise_flags(on=TODAY, at=AT).withdrawn == 1
    assert reason in Flag.objects.get().withdrawn_reason


def test_a_duty_that_ended_after_the_day_leaves_the_flag_standing():
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    Recommendation.objects.update(status="withdrawn", ended="2021-01-01")
    reckon(Addressee.objects.all())

    assert raise_flags(on=TODAY, at=AT) == Tally(raised=0, withdrawn=0)


def test_a_rung_taken_off_the_ladder_withdraws_its_flags():
    rung = RungFactory()
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)
    rung.delete()

    assert raise_flags(on=TODAY, at=AT).withdrawn == 1


def test_the_flag_comes_back_when_the_answer_turns_out_to_be_none():
    response = ResponseFactory(document__published=PartialDate(2020, 9, 1))
    assert raise_flags(on=TODAY, at=AT).raised == 0
    answered(response, status="draft")

    assert raise_flags(on=TODAY, at=AT).raised == 1


def test_the_heartbeat_speaks_of_today_only():
    raise_flags(on=DUE, at=AT)
    assert not Heartbeat.objects.exists()

    raise_flags(on=TODAY, at=AT)
    assert Heartbeat.objects.get(job="flags").succeeded_at == AT


def test_the_trail_says_that_the_job_did_it():
    AddresseeFactory()
    raise_flags(on=TODAY, at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_context FROM responses_flagevent")
        assert '"by": "raise_flags"' in str(cursor.fetchone()[0]).replace("'", '"')


def test_the_number_of_queries_does_not_grow_with_the_register(
    django_assert_max_num_queries,
):
    ladder()
    AddresseeFactory.create_batch(5)

    with django_assert_max_num_queries(14):
        raise_flags(on=TODAY, at=AT)


@pytest.mark.django_db(transaction=True)
def test_runs_at_the_same_time_flag_once():
    ladder()
    AddresseeFactory.create_batch(20)
    tallies = []

    def run():
        tallies.append(raise_flags(on=TODAY, at=AT))
        connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(tally.raised for tally in tallies) == [0, 0, 0, 120]


def answered(response, *, status="published"):
    """Give the response another status, as the record would."""
    Response.objects.filter(pk=response.pk).update(status=status)
    settle(Addressee.objects.filter(pk=response.addressee_id))
