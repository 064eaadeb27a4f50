"""Accounts in the admin site, and the record, which is only read there."""

from datetime import UTC, datetime

import pytest

from responses.models import Document, Officer
from tests.recommendations.admin_pages import change, form_of
from tests.recommendations.factories import (
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
)
from tests.responses.factories import (
    DocumentFactory,
    FlagFactory,
    OfficerFactory,
    ResponseFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin(client):
    admin = OfficerFactory(role="admin")
    client.force_login(admin)
    return admin


@pytest.mark.parametrize(
    "factory", [ResponseFactory, FlagFactory, CheckFactory, ExtensionFactory]
)
def test_the_record_is_read_and_not_changed(client, factory):
    row = factory()
    url = f"/admin/{row._meta.label_lower.replace('.', '/')}/"

    assert client.get(f"{url}{row.pk}/change/").status_code == 200
    assert client.post(f"{url}{row.pk}/change/", {}).status_code == 403
    assert client.post(f"{url}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{url}add/").status_code == 403


def test_a_document_with_a_response_is_not_changed_and_another_is(client):
    answered, free = ResponseFactory().document, DocumentFactory()
    url = "/admin/responses/document/{}/change/"

    assert client.post(url.format(answered.pk), {}).status_code == 403
    assert client.post(url.format(free.pk), {}).status_code == 200
    assert Document.objects.count() == 2


def test_no_page_of_accounts_shows_a_password_or_its_hash(client, admin):
    for page in ("", f"{admin.pk}/change/"):
        shown = client.get(f"/admin/responses/officer/{page}").content.decode()
        assert admin.password not in shown
        assert "md5$" not in shown


def test_an_account_is_made_with_its_role(client):
    said = {
        "email": "ann@example.org",
        "usable_password": "true",
        "password1": "correct horse battery staple",
        "password2": "correct horse battery staple",
        "role": "reviewer",
    }

    page = client.post("/admin/responses/officer/add/", said)

    assert page.status_code == 302
    made = Officer.objects.get(email="ann@example.org")
    assert made.role == "reviewer"
    assert made.check_password("correct horse battery staple")
    assert made.subscription.email == "ann@example.org"
    assert made.subscription.confirmed_at is not None


def test_the_digest_follows_an_officers_address_and_institutions(client):
    subscription = SubscriptionFactory(
        email="ann@example.org",
        officer=OfficerFactory(email="ann@example.org"),
        unsubscribed_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
    )
    body = InstitutionFactory()
    said = {
        "email": "ann@example.com",
        "role": "officer",
        "institutions": [body.pk],
        "is_active": "on",
    }

    url = f"/admin/responses/officer/{subscription.officer_id}/change/"
    assert client.post(url, said).status_code == 302

    subscription.refresh_from_db()
    assert subscription.email == "ann@example.com"
    assert not subscription.has_all_institutions
    assert subscription.institutions.get() == body
    assert subscription.unsubscribed_at is not None


def test_an_account_is_closed_not_deleted(client):
    other = OfficerFactory()

    url = f"/admin/responses/officer/{other.pk}/delete/"

    assert client.post(url, {"post": "yes"}).status_code == 403


def test_nobody_is_made_a_superuser_through_a_form(client):
    other = OfficerFactory()
    said = {"email": other.email, "role": "officer", "is_superuser": "on"}

    client.post(f"/admin/responses/officer/{other.pk}/change/", said)

    other.refresh_from_db()
    assert not other.is_superuser


@pytest.mark.parametrize("changes", [{"role": "officer"}, {"is_active": ""}])
def test_the_last_administrator_stays_one(client, admin, changes):
    url = f"/admin/responses/officer/{admin.pk}/change/"

    page = client.post(url, form_of(client.get(url)) | changes)

    assert "the only administrator who can sign in" in page.content.decode()
    assert Officer.objects.get(pk=admin.pk, role="admin").is_active


def test_one_of_two_administrators_may_leave(client, admin):
    second = OfficerFactory(role="admin")

    change(client, second, role="officer")

    assert Officer.objects.filter(role="admin").get() == admin
