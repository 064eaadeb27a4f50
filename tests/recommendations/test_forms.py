"""The forms of the admin site: they write what was changed, on what was seen."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.services.acts import carry_out
from tests.recommendations.admin_pages import change, form_of
from tests.recommendations.factories import (
    AddresseeFactory,
)
from tests.responses.acts import act_on
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@contextmanager
def response_being_recorded(addressee) -> Iterator[None]:
    """Hold the addressee in another session until somebody waits for it."""
    act, is_held = act_on(addressee), Event()

    def record():
        with carry_out(act) as held:
            ResponseFactory(addressee=held)
            is_held.set()
            wait_for_a_lock()
        connection.close()

    recording = Thread(target=record)
    recording.start()
    assert is_held.wait(10)
    yield
    recording.join(10)
    assert not recording.is_alive()


def wait_for_a_lock():
    """Return once another session on this database waits, or after five seconds."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until = time.monotonic() + 5
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            if cursor.execute(waiting).fetchone()[0]:
                return
            time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("page", "field"),
    [("addressee", "deadline"), ("recommendation", "addressees-0-deadline")],
)
def test_a_response_recorded_meanwhile_stays(client, admin, page, field):
    addressee = AddresseeFactory()
    row = addressee if page == "addressee" else addressee.recommendation
    url = f"/admin/recommendations/{page}/{row.pk}/change/"
    said = form_of(client.get(url)) | {field: "months:3"}

    with response_being_recorded(addressee):
        answer = client.post(url, said)

    assert "Load the page again" in answer.content.decode()

    addressee.refresh_from_db()
    assert addressee.answered == PartialDate(2020, 11, 10)
    assert addressee.answered_latest == date(2020, 11, 10)
    assert (addressee.deadline, addressee.version) == ("default", 1)


def test_a_page_opened_before_another_change_is_refused_by_name(client, admin):
    addressee = AddresseeFactory()
    url = f"/admin/recommendations/addressee/{addressee.pk}/change/"
    said = form_of(client.get(url)) | {"deadline": "months:3"}
    act = act_on(addressee)
    with carry_out(act):
        ResponseFactory(addressee=addressee)

    page = client.post(url, said)

    assert f"{act.by.email} has saved a change since" in page.content.decode()
    assert Addressee.objects.get().deadline == "default"


def test_a_page_that_names_no_version_is_refused(client, admin):
    addressee = AddresseeFactory()
    url = f"/admin/recommendations/addressee/{addressee.pk}/change/"
    said = form_of(client.get(url)) | {"deadline": "months:3", "based_on": ""}

    assert "Load the page again" in client.post(url, said).content.decode()


def test_an_untouched_addressee_hinders_no_change_of_its_recommendation(client, admin):
    addressee = AddresseeFactory()
    recommendation = addressee.recommendation
    url = f"/admin/recommendations/recommendation/{recommendation.pk}/change/"
    said = form_of(client.get(url)) | {"title": "Age checks"}
    with carry_out(act_on(addressee)):
        ResponseFactory(addressee=addressee)

    assert client.post(url, said).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.title == "Age checks"


def test_an_expected_date_is_recorded_at_the_desk_alone(client, admin):
    addressee = AddresseeFactory(expected=PartialDate(2021, 1))

    change(client, addressee, expected="2022", expected_source_url="")

    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2021, 1)
