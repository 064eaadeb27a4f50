"""Reference data in the admin site: who gets in, and what follows from a change."""

from datetime import date
from operator import attrgetter

import pytest

from recommendations.models import Addressee, Institution, Report
from recommendations.partial_dates import PartialDate
from responses.services.acts import ChangedMeanwhile, carry_out
from tests.recommendations.admin_pages import change, form_of
from tests.recommendations.factories import (
    AddresseeFactory,
    InquiryFactory,
    InstitutionFactory,
    RecommendationFactory,
)
from tests.responses.acts import act_on
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db
TABLES = [
    "recommendations/addressee",
    "recommendations/check",
    "recommendations/extension",
    "recommendations/inquiry",
    "recommendations/institution",
    "recommendations/investigation",
    "recommendations/recommendation",
    "recommendations/report",
    "responses/digestdelivery",
    "responses/digestrun",
    "responses/document",
    "responses/flag",
    "responses/letter",
    "responses/officer",
    "responses/response",
    "responses/subscription",
]


@pytest.mark.parametrize("table", TABLES)
def test_an_administrator_sees_every_table(client, admin, table):
    assert client.get(f"/admin/{table}/?q=x").status_code == 200


@pytest.mark.parametrize("role", ["officer", "reviewer"])
def test_nobody_else_gets_in(client, role):
    client.force_login(OfficerFactory(role=role))

    for table in TABLES:
        assert client.get(f"/admin/{table}/", follow=True).status_code == 403


def test_the_way_in_is_the_sites_own_sign_in(client):
    page = client.get("/admin/recommendations/report/", follow=True)

    assert page.request["PATH_INFO"] == "/accounts/login/"
    assert page.status_code == 200


def test_a_superuser_by_flag_alone_does_not_get_in(client):
    client.force_login(OfficerFactory(role="officer", is_superuser=True))

    assert client.get("/admin/", follow=True).status_code == 403


def test_a_corrected_date_of_publication_moves_the_due_date(client, admin):
    addressee = AddresseeFactory()

    change(client, addressee.recommendation.report, published="2020-04-30")

    addressee.refresh_from_db()
    assert addressee.due.latest == date(2020, 10, 30)
    assert Report.objects.get().published == PartialDate(2020, 4, 30)


def test_another_period_of_the_inquiry_moves_the_due_date(client, admin):
    addressee = AddresseeFactory()

    change(client, addressee.recommendation.report.inquiry, response_months="3")

    addressee.refresh_from_db()
    assert addressee.due.latest == date(2020, 6, 12)


def test_an_inquiry_is_made_to_ask_for_review(client, admin):
    inquiry = AddresseeFactory().recommendation.report.inquiry

    change(client, inquiry, asks_for_review="on")

    inquiry.refresh_from_db()
    assert inquiry.asks_for_review


def test_a_withdrawn_recommendation_is_owed_no_response(client, admin):
    addressee = AddresseeFactory()

    change(client, addressee.recommendation, status="withdrawn", ended="2020-05-01")

    addressee.refresh_from_db()
    assert addressee.lapsed_on == date(2020, 5, 1)


def test_a_body_that_ended_without_successor_owes_nothing(client, admin):
    addressee = AddresseeFactory()

    change(client, addressee.institution, ended="2020-06-01")

    addressee.refresh_from_db()
    assert addressee.lapsed_on == date(2020, 6, 1)


def test_a_deadline_of_its_own_moves_the_due_date_and_the_version(client, admin):
    addressee = AddresseeFactory()

    change(client, addressee, deadline="months:3")

    addressee.refresh_from_db()
    assert addressee.due.latest == date(2020, 6, 12)
    assert addressee.version == 1


def test_a_new_addressee_has_its_due_date_at_once(client, admin):
    recommendation = RecommendationFactory()
    body = InstitutionFactory()

    change(
        client,
        recommendation,
        **{
            "addressees-TOTAL_FORMS": "1",
            "addressees-0-institution": body.pk,
            "addressees-0-deadline": "default",
            "addressees-0-is_reply_required": "on",
        },
    )

    assert Addressee.objects.get().due.latest == date(2020, 9, 12)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("recommendation", {"addressees-0-deadline": "months:3"}),
        ("recommendation", {"status": "withdrawn", "ended": "2020-05-01"}),
        ("recommendation.report", {"published": "2020-04-30"}),
        ("recommendation.report.inquiry", {"response_months": "3"}),
        ("institution", {"ended": "2020-06-01"}),
    ],
)
def test_an_officers_open_form_is_told_of_other_days(client, admin, path, changes):
    addressee = AddresseeFactory()

    change(client, attrgetter(path)(addressee), **changes)

    with pytest.raises(ChangedMeanwhile), carry_out(act_on(addressee)):
        pass


def test_a_succession_that_lets_a_duty_go_on_counts_as_a_change(client, admin):
    addressee = AddresseeFactory(institution__ended="2020-06-01")
    body = InstitutionFactory()

    change(
        client,
        addressee.institution,
        **{
            "successions-TOTAL_FORMS": "1",
            "successions-0-successor": body.pk,
            "successions-0-effective": "2020-06-01",
        },
    )

    addressee.refresh_from_db()
    assert (addressee.lapsed_on, addressee.version) == (None, 1)


@pytest.mark.parametrize("path", ["recommendation", "institution"])
def test_a_change_of_words_disturbs_no_open_form(client, admin, path):
    addressee = AddresseeFactory()
    named = {"recommendation": {"title": "Checks"}, "institution": {"name": "Ofcom"}}

    change(client, getattr(addressee, path), **named[path])

    addressee.refresh_from_db()
    assert addressee.version == 0


def test_what_history_hangs_on_is_not_deleted(client, admin):
    body = AddresseeFactory().institution

    url = f"/admin/recommendations/institution/{body.pk}/delete/"
    page = client.post(url, {"post": "yes"})

    assert "protected" in page.content.decode()
    assert Institution.objects.filter(pk=body.pk).exists()


@pytest.mark.parametrize("table", ["recommendation", "addressee", "report"])
def test_a_list_takes_the_same_queries_however_long(
    client, admin, table, django_assert_max_num_queries
):
    for _ in range(12):
        AddresseeFactory()
    InquiryFactory(slug="other")

    with django_assert_max_num_queries(16):
        client.get(f"/admin/recommendations/{table}/")


@pytest.mark.parametrize("name", ["Home\x01Office", "Home \u202eOffice"])
def test_a_name_with_what_no_reader_can_see_is_refused(client, admin, name):
    body = InstitutionFactory(name="Home Office")
    url = f"/admin/recommendations/institution/{body.pk}/change/"

    page = client.post(url, form_of(client.get(url)) | {"name": name})

    assert "which no reader can see" in page.content.decode()
    body.refresh_from_db()
    assert body.name == "Home Office"
