import pytest

from recommendations.partial_dates import PartialDate
from responses.history import trail_of
from responses.models import Assessment, Promise, PromiseAssessment
from responses.promise_states import Outcome
from responses.services import (
    AlreadyRecorded,
    NewAssessment,
    NewPromise,
    OddDate,
    assess_promise,
    correct_promise,
    record_promise,
    withdraw_assessment,
    withdraw_promise,
    withdraw_response,
)
from tests.responses.acts import act_on
from tests.responses.factories import (
    PromiseAssessmentFactory,
    PromiseFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
PLAN = NewPromise(text="Publishes a plan.", due=PartialDate(2021))


def act(of, **changes):
    """An act on the addressee of a response, as it stands now."""
    of.addressee.refresh_from_db()
    return act_on(of.addressee, **changes)


def word(**changes):
    details = {
        "outcome": Outcome.KEPT,
        "by": Assessment.By.INQUIRY,
        "assessor": "The Inquiry",
        "assessed": PartialDate(2021, 12),
        "source_url": "https://example.org/plan",
    }
    return NewAssessment(**details | changes)


def test_promises_are_recorded_one_after_another_with_a_date_or_without():
    response = ResponseFactory()

    record_promise(act(response), response, PLAN)
    record_promise(act(response), response, NewPromise("Acts in due course.", None))

    assert [each.is_vague for each in response.promises.order_by("pk")] == [False, True]


def test_the_same_promise_is_recorded_once():
    response = ResponseFactory()
    record_promise(act(response), response, PLAN)

    with pytest.raises(AlreadyRecorded):
        record_promise(act(response), response, PLAN)


@pytest.mark.parametrize("due", [PartialDate(2019), PartialDate(2031, 1)])
def test_a_date_before_the_response_or_far_off_is_to_be_confirmed(due):
    response = ResponseFactory()
    odd = NewPromise("Publishes a plan.", due)

    with pytest.raises(OddDate):
        record_promise(act(response), response, odd)

    record_promise(act(response, is_date_confirmed=True), response, odd)
    assert response.promises.get().due == due


def test_a_promise_is_withdrawn_with_a_reason_and_stands_again_when_recorded_anew():
    response = ResponseFactory()
    promise = record_promise(act(response), response, PLAN)

    withdraw_promise(act(response), promise, reason="It promises no plan.")
    assert Promise.objects.get().withdrawn_reason == "It promises no plan."
    with pytest.raises(AlreadyRecorded, match="withdrawn"):
        correct_promise(act(response), promise, PLAN)

    record_promise(act(response), response, PLAN)
    assert not Promise.objects.get().is_withdrawn


def test_the_trail_keeps_what_a_promise_said_before():
    response = ResponseFactory()
    promise = record_promise(act(response), response, PLAN)

    correct_promise(act(response), promise, NewPromise(PLAN.text, None))

    changes = [
        (field.name, field.before, field.after)
        for entry in trail_of(response.addressee)
        for row in entry.rows
        for field in row.fields
    ]
    assert ("Due", "2021", "No date given") in changes


def test_a_promise_does_not_take_the_words_of_another():
    other = PromiseFactory()
    promise = PromiseFactory(response=other.response)

    with pytest.raises(AlreadyRecorded):
        correct_promise(act(other.response), promise, NewPromise(other.text, None))


def test_what_a_withdrawn_response_promised_is_not_followed():
    response = ResponseFactory()
    withdraw_response(act(response), response, reason="Wrong")

    with pytest.raises(AlreadyRecorded, match="not published"):
        record_promise(act(response), response, PLAN)


def test_what_the_same_assessor_says_on_the_same_date_corrects_what_was_recorded():
    promise = PromiseFactory()
    assess_promise(act(promise.response), promise, word(outcome=Outcome.NOT_KEPT))

    assess_promise(act(promise.response), promise, word())
    assess_promise(act(promise.response), promise, word(assessor="Home Office"))

    outcomes = promise.assessments.order_by("assessor").values_list(
        "assessor", "outcome"
    )
    assert list(outcomes) == [("Home Office", "kept"), ("The Inquiry", "kept")]


def test_the_same_assessment_is_recorded_once():
    promise = PromiseFactory()
    assess_promise(act(promise.response), promise, word())

    with pytest.raises(AlreadyRecorded):
        assess_promise(act(promise.response), promise, word())


@pytest.mark.parametrize("assessed", [PartialDate(2026, 11, 22), PartialDate(2019)])
def test_an_assessment_in_the_future_or_before_the_promise_is_confirmed(assessed):
    promise = PromiseFactory()

    with pytest.raises(OddDate):
        assess_promise(act(promise.response), promise, word(assessed=assessed))


def test_an_assessment_is_withdrawn_once_with_a_reason():
    assessment = PromiseAssessmentFactory()
    response = assessment.promise.response

    withdraw_assessment(act(response), assessment, reason="It said no such thing.")

    assert PromiseAssessment.objects.get().is_withdrawn
    with pytest.raises(AlreadyRecorded):
        withdraw_assessment(act(response), assessment, reason="Again")
