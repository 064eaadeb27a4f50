"""The inquiry's own test, at the desk and in public."""

import pytest

from responses.models import AdequacyCheck
from tests.responses.factories import AdequacyCheckFactory, ResponseFactory
from tests.responses.views.pages import address, text, typed

pytestmark = pytest.mark.django_db
FOUND = {
    "names_the_body": "yes",
    "answers_this_recommendation": "yes",
    "gives_a_timetable": "no",
    "gives_reasons": "does_not_apply",
    "note": "Says no when.",
}


@pytest.fixture
def response(addressee):
    response = ResponseFactory(addressee=addressee, position="accepted")
    addressee.refresh_from_db()
    return response


def page_of(response):
    return address(response.addressee, "check-adequacy", response=response.pk)


def test_a_check_is_recorded_and_the_desk_says_that_the_ladder_may_go_on(
    client, addressee, response
):
    page = client.post(page_of(response), typed(addressee, FOUND), follow=True)

    check = AdequacyCheck.objects.get()
    assert (check.gives_a_timetable, check.gives_reasons) == (False, None)
    assert "Archbishops' Council now: Answered late, by 59 days" in text(page)
    assert "The chasing ladder may go on" in text(page)
    assert "does not meet the inquiry's test: it gives no timetable" in text(page)


def test_without_a_failed_check_nothing_is_said_of_the_ladder(
    client, addressee, response
):
    AdequacyCheckFactory(response=response)

    page = client.get(address(addressee))

    assert "The chasing ladder may go on" not in text(page)
    assert "Meets the inquiry's test" in text(page)


def test_what_was_found_is_there_to_be_corrected(client, addressee, response):
    AdequacyCheckFactory(response=response, gives_reasons=False, note="None given")

    form = client.get(page_of(response)).context["form"]

    assert form["gives_reasons"].value() == "no"
    assert form["note"].value() == "None given"


def test_of_a_rejection_it_is_said_whether_it_gives_reasons(client, addressee):
    rejection = ResponseFactory(addressee=addressee, position="rejected")
    addressee.refresh_from_db()

    page = client.post(page_of(rejection), typed(addressee, FOUND))
    assert "is recorded as a rejection" in text(page)
    assert not AdequacyCheck.objects.exists()

    client.post(page_of(rejection), typed(addressee, FOUND | {"gives_reasons": "no"}))
    assert AdequacyCheck.objects.get().gives_reasons is False


@pytest.mark.parametrize(
    "odd",
    [
        {"names_the_body": "does_not_apply"},
        {"names_the_body": ""},
        {"gives_reasons": "\0"},
        {"gives_a_timetable": "maybe"},
        {"note": "x" * 2001},
    ],
)
def test_odd_answers_are_named_and_nothing_is_saved(client, addressee, response, odd):
    page = client.post(page_of(response), typed(addressee, FOUND | odd))

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not AdequacyCheck.objects.exists()


def test_a_response_of_another_addressee_is_not_checked_through_mine(client, addressee):
    other = ResponseFactory()
    url = address(addressee, "check-adequacy", response=other.pk)

    assert client.post(url, typed(addressee, FOUND)).status_code == 404


def test_the_public_reads_what_was_found_and_not_by_whom(
    client, addressee, response, officer
):
    AdequacyCheckFactory(
        response=response, answers_this_recommendation=False, checked_by=officer
    )
    client.logout()

    page = client.get(addressee.recommendation.get_absolute_url())

    assert "Published, but does not meet the inquiry's test" in text(page)
    assert "Checked by the tracker's officers on 20 November 2026." in text(page)
    assert officer.email not in text(page)


def test_a_check_made_later_is_not_there_as_at_a_day_before(
    client, addressee, response
):
    AdequacyCheckFactory(response=response)
    url = addressee.recommendation.get_absolute_url()

    assert "Checked by" in text(client.get(url, {"as_at": "2026-11-20"}))
    assert "Checked by" not in text(client.get(url, {"as_at": "2026-11-19"}))
