from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Batch, Response
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    BatchRefused,
    ChangedMeanwhile,
    NotAllowed,
    carry_out_together,
    foresee_each,
    record_response,
    set_expected,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on, answer, expect, together
from tests.responses.factories import DocumentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def addressees():
    return AddresseeFactory.create_batch(3)


def test_all_are_done_and_counted(addressees):
    batch = carry_out_together(together(addressees, expect))

    assert batch.title == "Expected in 2028"
    assert [item.version for item in batch.items.all()] == [1, 1, 1]
    assert {each.expected for each in Addressee.objects.all()} == {PartialDate(2028)}


def test_what_is_refused_for_one_is_done_for_none_and_says_for_which(addressees):
    first, second, third = addressees
    set_expected(act_on(second), expected=PartialDate(2030), source_url="https://a.org")
    document = DocumentFactory()
    record_response(act_on(third), answer(document))
    third.refresh_from_db()

    with pytest.raises(BatchRefused) as refused:
        carry_out_together(
            together(addressees, lambda act: record_response(act, answer(document)))
        )

    assert [
        (problem.addressee, type(problem.refusal)) for problem in refused.value.problems
    ] == [(second, ChangedMeanwhile), (third, AlreadyRecorded)]
    assert not first.responses.exists()
    assert not Batch.objects.exists()


def test_one_that_is_not_ones_own_stops_all(addressees):
    officer = OfficerFactory(has_all_institutions=False)
    officer.institutions.add(addressees[0].institution)

    with pytest.raises(BatchRefused) as refused:
        carry_out_together(together(addressees, expect, by=officer))

    assert [type(each.refusal) for each in refused.value.problems] == [NotAllowed] * 2
    assert not Addressee.objects.exclude(expected="").exists()


def test_the_same_form_sent_again_is_known(addressees):
    acts = together(addressees, expect)
    carry_out_together(acts)

    with pytest.raises(AlreadySubmitted):
        carry_out_together(acts)

    assert Batch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_batch(addressees):
    acts, start, outcomes = together(addressees, expect), Barrier(2), []

    def press():
        start.wait()
        try:
            carry_out_together(acts)
            outcomes.append("done")
        except AlreadySubmitted:
            outcomes.append("known")
        connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "known"]
    assert Batch.objects.count() == 1


def test_what_they_would_do_is_told_and_nothing_is_done(addressees):
    document = DocumentFactory(published=PartialDate(2020, 9, 12))

    foreseen = foresee_each(
        together(addressees, lambda act: record_response(act, answer(document)))
    )

    assert foreseen.lines == [
        "As at 21 November 2026, this makes 0 responses due overdue, clears 3; "
        "answers 3 on time."
    ]
    assert not Response.objects.exists()
    assert not Batch.objects.exists()
