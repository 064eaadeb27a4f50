from datetime import date

import pytest

from recommendations.models import Addressee
from responses.models import AdequacyCheck, Response
from responses.services import (
    Adequacy,
    AlreadyRecorded,
    ChangedMeanwhile,
    check_adequacy,
    withdraw_response,
)
from tests.responses.acts import act_on
from tests.responses.factories import AdequacyCheckFactory, ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
PARTS = (
    "names_the_body",
    "answers_this_recommendation",
    "gives_a_timetable",
    "gives_reasons",
)


def found(**changes):
    return Adequacy(**dict.fromkeys(PARTS, True) | changes)


def standing(addressee):
    return Addressee.objects.with_timeliness(on=TODAY).get(pk=addressee.pk).standing


def test_a_check_moves_no_date_and_no_state():
    response = ResponseFactory()
    before = standing(response.addressee)

    check_adequacy(
        act_on(response.addressee), response, found(answers_this_recommendation=False)
    )

    assert not response.adequacy_check.is_adequate
    assert standing(response.addressee) == before


def test_a_check_is_corrected_in_its_place():
    response = ResponseFactory()
    check_adequacy(act_on(response.addressee), response, found(gives_a_timetable=False))
    response.addressee.refresh_from_db()

    check_adequacy(act_on(response.addressee), response, found(gives_a_timetable=None))

    assert AdequacyCheck.objects.get().is_adequate


def test_the_same_found_again_is_refused():
    response = ResponseFactory()
    check_adequacy(act_on(response.addressee), response, found(gives_reasons=None))
    response.addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded):
        check_adequacy(act_on(response.addressee), response, found(gives_reasons=None))


def test_a_withdrawn_response_is_not_checked():
    response = ResponseFactory()
    withdraw_response(act_on(response.addressee), response, reason="Wrong")
    response.addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded, match="not published any more"):
        check_adequacy(act_on(response.addressee), response, found())


def test_the_second_of_two_officers_is_told_what_the_first_found():
    response = ResponseFactory()
    first, second = act_on(response.addressee), act_on(response.addressee)
    check_adequacy(first, response, found(gives_reasons=False))

    with pytest.raises(ChangedMeanwhile) as conflict:
        check_adequacy(second, response, found())

    changed = conflict.value.changes[0].rows[0].fields
    assert ("Gives reasons", "No") in [(each.name, each.after) for each in changed]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("answer", [True, False, None])
def test_one_part_that_fails_fails_all_of_it_in_python_and_in_sql(part, answer):
    if answer is None and part in PARTS[:2]:
        answer = False
    check = AdequacyCheckFactory(**{part: answer})

    assert check.is_adequate == (answer is not False)
    assert Response.objects.found_inadequate(on=TODAY).exists() == (answer is False)


def test_the_ladder_goes_on_while_every_answer_was_found_wanting():
    wanting = AdequacyCheckFactory(gives_a_timetable=False).response
    answers = wanting.addressee.responses

    assert answers.ladder_goes_on(on=TODAY)
    assert not answers.ladder_goes_on(on=date(2026, 11, 19))

    ResponseFactory(addressee=wanting.addressee, kind="holding")
    assert answers.ladder_goes_on(on=TODAY)

    ResponseFactory(addressee=wanting.addressee, kind="update")
    assert not answers.ladder_goes_on(on=TODAY)


def test_where_nothing_is_answered_or_all_is_adequate_nothing_is_said_of_the_ladder():
    adequate = AdequacyCheckFactory().response
    unanswered = ResponseFactory(status="draft")

    assert not adequate.addressee.responses.ladder_goes_on(on=TODAY)
    assert not unanswered.addressee.responses.ladder_goes_on(on=TODAY)
