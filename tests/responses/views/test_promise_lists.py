"""Promises in lists: an officer's, and those that concern one institution."""

import pytest
from django.urls import reverse

from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import PromiseAssessmentFactory, PromiseFactory
from tests.responses.views.pages import address, text

pytestmark = pytest.mark.django_db
DESK = "/desk/promises/"


def public(institution):
    return reverse("responses:institution-promises", args=[institution.slug])


def test_the_desk_lists_what_is_mine_and_everybodys_on_request(client, addressee):
    own = PromiseFactory(response__addressee=addressee)
    other = PromiseFactory()

    mine, all_of_them = text(client.get(DESK)), client.get(DESK, {"all": "1"})

    assert own.text in mine
    assert other.text not in mine
    assert other.text in text(all_of_them)
    assert address(own.response.addressee) in all_of_them.content.decode()
    assert address(other.response.addressee) not in all_of_them.content.decode()


def test_promises_are_filtered_by_how_they_stand(client, addressee):
    vague = PromiseFactory(response__addressee=addressee, due=None)
    dated = PromiseFactory(response=vague.response)

    page = text(client.get(DESK, {"state": "no_date"}))

    assert vague.text in page
    assert dated.text not in page
    assert "1 date passed, not yet checked" in page


@pytest.mark.parametrize("state", ["broken", "\0", "';drop"])
def test_a_state_that_is_not_known_is_named_and_not_applied(client, addressee, state):
    promise = PromiseFactory(response__addressee=addressee)

    page = client.get(DESK, {"state": state, "page": "-1"})

    assert page.status_code == 200
    assert "choose one of to_come, date_passed, no_date, assessed" in text(page)
    assert promise.text in text(page)


def test_strangers_do_not_come_to_the_desk(client):
    assert client.get(DESK).status_code == 302


def test_the_public_reads_the_promises_of_an_institution_as_at_a_day(client):
    promise = PromiseFactory(due=PartialDate(2022))
    url = public(promise.response.addressee.institution)

    assert "Date passed, not yet checked" in text(client.get(url))
    assert "1 date still to come" in text(client.get(url, {"as_at": "2022-12-31"}))
    assert promise.text not in text(client.get(url, {"as_at": "2020-11-09"}))


def test_an_institution_without_promises_says_none(client):
    assert "None." in text(client.get(public(InstitutionFactory())))
    missing = reverse("responses:institution-promises", args=["x"])
    assert client.get(missing).status_code == 404


def test_a_list_takes_a_bounded_number_of_queries(
    client, addressee, django_assert_max_num_queries
):
    for _ in range(8):
        PromiseAssessmentFactory(promise__response__addressee=addressee)

    with django_assert_max_num_queries(15):
        client.get(DESK)
