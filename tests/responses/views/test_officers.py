"""Who gets into the pages of the desk, and what they find there."""

import pytest
from django.test import Client

from recommendations.models import Addressee
from responses.models import Response
from tests.recommendations.factories import (
    AddresseeFactory,
)
from tests.responses.views.pages import (
    ANSWER,
    EXTENSION,
    FORMS,
    address,
    answered,
)

pytestmark = pytest.mark.django_db


def test_everybodys_work_leads_to_the_public_page_where_it_is_not_mine(
    client, officer, addressee
):
    other = AddresseeFactory()

    page = client.get("/desk/?all=1").content.decode()

    assert address(addressee) in page
    assert other.recommendation.get_absolute_url() in page
    assert address(other) not in page


@pytest.mark.parametrize("name", ["addressee", *FORMS])
def test_nobody_gets_in_without_signing_in(client, name):
    page = client.get(address(AddresseeFactory(), name))

    assert page.status_code == 302
    assert page.headers["Location"].startswith("/accounts/login/?next=/desk/")


@pytest.mark.parametrize("name", ["addressee", *FORMS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_mine_is_forbidden_and_what_is_unknown_is_unknown(
    client, officer, name, method
):
    other = AddresseeFactory()
    if name == "addressee" and method == "post":
        method = "get"

    assert getattr(client, method)(address(other, name)).status_code == 403
    unknown = address(other, name).replace(other.institution.slug, "nobody")
    assert getattr(client, method)(unknown).status_code == 404


@pytest.mark.parametrize("name", ["addressee", *FORMS])
def test_a_disabled_account_is_out_at_once(client, officer, addressee, name):
    assert client.get(address(addressee, name)).status_code == 200

    type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert client.get(address(addressee, name)).status_code == 302


@pytest.mark.parametrize("name", ["addressee", *FORMS])
def test_no_cache_keeps_a_page_of_the_desk(client, addressee, name):
    kept = client.get(address(addressee, name)).headers["Cache-Control"]

    assert {"private", "no-store"} <= {each.strip() for each in kept.split(",")}


@pytest.mark.parametrize("name", FORMS)
def test_reading_a_form_writes_nothing(client, addressee, name):
    before = Addressee.objects.values().get()

    page = client.get(address(addressee, name), ANSWER | EXTENSION)

    assert page.status_code == 200
    assert Addressee.objects.values().get() == before


def test_a_forged_request_is_refused(addressee, officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    page = client.post(address(addressee, "record-response"), answered(addressee))

    assert page.status_code == 403
    assert not Response.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, addressee, method):
    for name in FORMS:
        page = getattr(client, method)(address(addressee, name))
        assert page.status_code == 405
