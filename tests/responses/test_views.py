"""The pages of the desk, as an officer, a stranger and a mischief-maker meet them."""

import re
from datetime import UTC, datetime
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from recommendations.models import Addressee, Check, Extension
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.services import set_expected
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
)
from tests.responses.acts import act_on
from tests.responses.factories import (
    DocumentFactory,
    FlagFactory,
    OfficerFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
FORMS = ["record-response", "record-check", "grant-extension", "set-expected"]
ANSWER = {
    "kind": "substantive",
    "position": "accepted",
    "title": "Government response",
    "published": "10 November 2020",
    "url": "https://example.org/response",
    "summary": "Accepts the recommendation.",
}
EXTENSION = {
    "due": "12 December 2020",
    "granted": "1 September 2020",
    "granted_by": "The Chair",
    "reason": "The election",
    "source_url": "https://example.org/letter",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer(client):
    officer = OfficerFactory(has_all_institutions=False)
    client.force_login(officer)
    return officer


@pytest.fixture
def addressee(officer):
    addressee = AddresseeFactory(institution__name="Archbishops' Council")
    officer.institutions.add(addressee.institution)
    return addressee


def address(addressee, name="addressee", **more):
    recommendation = addressee.recommendation
    where = {
        "inquiry": recommendation.report.inquiry.slug,
        "report": recommendation.report.slug,
        "reference": recommendation.reference,
        "institution": addressee.institution.slug,
    }
    return reverse(f"responses:{name}", kwargs=where | more)


def typed(addressee, fields, **changes):
    """Return what a browser sends: the fields as typed, and those nobody sees."""
    hidden = {"version": addressee.version, "submission": str(uuid4())}
    return hidden | fields | changes


def answered(addressee, **changes):
    return typed(
        addressee, ANSWER | {"answerers": [addressee.institution_id]}, **changes
    )


def text(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_the_desk_shows_what_is_mine_by_what_is_to_be_done(client, officer, addressee):
    AddresseeFactory(recommendation__title="Somebody else's")

    page = client.get("/desk/")

    assert "To check (1)" in text(page)
    assert address(addressee) in page.content.decode()
    assert "Somebody else's" not in text(page)


def test_everybodys_work_leads_to_the_public_page_where_it_is_not_mine(
    client, officer, addressee
):
    other = AddresseeFactory()

    page = client.get("/desk/?all=1").content.decode()

    assert address(addressee) in page
    assert other.recommendation.get_absolute_url() in page
    assert address(other) not in page


def test_each_section_keeps_its_own(client, officer):
    officer.has_all_institutions = True
    officer.save()
    AddresseeFactory()
    CheckFactory()
    AddresseeFactory(deadline="date:2026-12-01")
    AddresseeFactory(deadline="none")
    ResponseFactory()

    counts = {
        section.kind.name: section.count
        for section in client.get("/desk/").context["sections"]
    }

    assert counts == {"to_check": 1, "overdue": 1, "due_soon": 1, "no_deadline": 1}


def test_a_long_section_goes_on_by_itself(client, officer):
    officer.has_all_institutions = True
    officer.save()
    body = InstitutionFactory()
    for _ in range(27):
        AddresseeFactory(institution=body)

    assert "And 2 more" in text(client.get("/desk/"))
    assert len(client.get("/desk/?section=to_check").context["page"].object_list) == 27
    assert client.get("/desk/?section=to_check&page=%00").status_code == 200
    assert client.get("/desk/?section=elsewhere").status_code == 404


def test_an_account_without_institutions_is_told_so(client, officer):
    assert "An administrator can add institutions" in text(client.get("/desk/"))


def test_the_desk_takes_a_bounded_number_of_queries(
    client, officer, django_assert_max_num_queries
):
    officer.has_all_institutions = True
    officer.save()
    for _ in range(8):
        AddresseeFactory()
        CheckFactory()

    with django_assert_max_num_queries(20):
        client.get("/desk/")


def test_an_addressees_page_shows_standing_working_and_trail(client, addressee):
    CheckFactory(addressee=addressee)
    ExtensionFactory(addressee=addressee)
    FlagFactory(addressee=addressee)
    ResponseFactory(addressee=addressee, kind="holding", summary="A holding letter")

    page = text(client.get(address(addressee)))

    assert "12 March 2020 plus 6 months is 12 September 2020" in page
    assert "The Chair" in page
    assert "A holding letter" in page
    assert "Overdue: passed after 12 September 2020" in page
    assert "Due: 12 September 2020 → 12 December 2020" in page


def test_an_addressees_page_takes_a_bounded_number_of_queries(
    client, addressee, django_assert_max_num_queries
):
    for _ in range(4):
        CheckFactory(addressee=addressee)
        ResponseFactory(addressee=addressee)

    with django_assert_max_num_queries(30):
        client.get(address(addressee))


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


def test_recording_a_response_says_what_the_timeliness_is_now(client, addressee):
    page = client.post(
        address(addressee, "record-response"), answered(addressee), follow=True
    )

    assert page.redirect_chain == [(address(addressee), 302)]
    assert "Recorded. Archbishops' Council now: Answered late, by 59 days" in text(page)
    assert Response.objects.get().ordered_answerers.get().institution == (
        addressee.institution
    )


def test_a_check_is_recorded_as_of_today(client, addressee):
    url = address(addressee, "record-check")

    page = client.post(url, typed(addressee, {"looked_at": "Its pages"}), follow=True)

    assert "last checked 21 November 2026" in text(page)
    assert str(Check.objects.get().checked_on) == "2026-11-21"


def test_an_extension_is_recorded(client, addressee):
    url = address(addressee, "grant-extension")

    client.post(url, typed(addressee, EXTENSION))

    assert Extension.objects.get().due == PartialDate(2020, 12, 12)


def test_an_expected_date_is_set_and_cleared(client, addressee):
    url = address(addressee, "set-expected")
    said = {"expected": "May 2027", "source_url": "https://example.org/news"}

    client.post(url, typed(addressee, said))
    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2027, 5)
    assert "May 2027" in client.get(url).content.decode()

    client.post(url, typed(addressee, {"expected": "", "source_url": ""}))
    addressee.refresh_from_db()
    assert addressee.expected is None


def test_a_response_is_withdrawn_with_a_reason(client, addressee):
    response = ResponseFactory(addressee=addressee)
    url = address(addressee, "withdraw-response", response=response.pk)
    said = typed(addressee, {"reason": "It answers another report."})

    first = client.post(url, said, follow=True)
    second = client.post(url, said, follow=True)

    assert "No response recorded" in text(first)
    assert first.redirect_chain == second.redirect_chain
    response.refresh_from_db()
    assert response.withdrawn_reason == "It answers another report."


def test_a_response_of_another_addressee_is_not_withdrawn_through_mine(
    client, addressee
):
    other = ResponseFactory()
    url = address(addressee, "withdraw-response", response=other.pk)

    assert client.post(url, typed(addressee, {"reason": "x"})).status_code == 404


def test_a_double_click_gives_one_row_and_the_same_page(client, addressee):
    url, said = address(addressee, "record-response"), answered(addressee)

    first, second = (client.post(url, said, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert "Recorded." in text(second)
    assert Response.objects.count() == 1


def test_the_second_of_two_officers_sees_both_texts_and_decides(client, addressee):
    url = address(addressee, "record-response")
    said = answered(addressee, summary="What I typed")
    first = act_on(addressee)
    source = "https://example.org/news"
    set_expected(first, expected=PartialDate(2027, 5), source_url=source)

    page = client.post(url, said)

    assert page.status_code == 409
    assert first.by.email in text(page)
    assert "Expected: May 2027" in text(page)
    assert "What I typed" in page.content.decode()
    assert not Response.objects.exists()

    version = page.context["form"]["version"].value()
    again = client.post(url, said | {"version": version})
    assert again.status_code == 302
    assert Response.objects.get().summary == "What I typed"


@pytest.mark.parametrize("published", ["11 March 2020", "2099"])
def test_an_unlikely_date_is_confirmed_before_it_is_saved(client, addressee, published):
    url = address(addressee, "record-response")
    said = answered(addressee, published=published)

    page = client.post(url, said)
    assert "The date is right" in text(page)
    assert page.context["form"].errors["published"]
    assert not Response.objects.exists()

    client.post(url, said | {"date_is_right": "on"})
    assert Response.objects.exists()


def test_an_extension_that_shortens_is_confirmed_before_it_is_saved(client, addressee):
    url = address(addressee, "grant-extension")
    said = typed(addressee, EXTENSION, due="1 September 2020")

    assert "The date is right" in text(client.post(url, said))
    client.post(url, said | {"date_is_right": "on"})
    assert Extension.objects.exists()


def test_what_is_missing_is_named_and_what_was_typed_is_kept(client, addressee):
    said = answered(addressee, published="10 November", summary="", title="A <b>title")

    page = client.post(address(addressee, "record-response"), said)

    assert page.status_code == 200
    assert "<title>Error:" in page.content.decode()
    assert "There is a problem" in text(page)
    assert "The date must include a year" in text(page)
    assert "A &lt;b&gt;title" in page.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "draft"},
        {"position": "';drop table"},
        {"document": "999999"},
        {"document": "x"},
        {"answerers": ["999999"]},
        {"answerers": ["x\0"]},
        {"answerers": []},
        {"other_answerer": "\0"},
        {"publisher": "x"},
        {"published": "\0"},
        {"published": "30 February 2020"},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/"},
        {"url": "https://example.org/" + "x" * 500},
        {"source_url": "data:text/html,x"},
        {"title": "x" * 301},
        {"paragraphs": "x" * 61},
        {"summary": "x" * 1_000_000},
        {"summary": "\0"},
        {"version": ""},
        {"version": "-1"},
        {"version": "9" * 30},
        {"version": "\0"},
        {"submission": "x"},
        {"submission": ""},
    ],
    ids=lambda odd: str(odd)[:40],
)
def test_odd_input_is_answered_with_the_page_and_saves_nothing(client, addressee, odd):
    page = client.post(address(addressee, "record-response"), answered(addressee) | odd)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Response.objects.exists()
    for word in ("invalid", "please", "sorry", "required"):
        assert word not in str(page.context["form"].errors).lower()


def test_what_cannot_be_seen_is_left_out_of_what_is_saved(client, addressee):
    said = answered(addressee, summary="Ac\0cepts\u202e it.\r\nAll of it.")

    client.post(address(addressee, "record-response"), said)

    assert Response.objects.get().summary == "Accepts it.\nAll of it."


def test_nothing_is_taken_from_a_form_that_it_does_not_ask_for(client, addressee):
    other = AddresseeFactory()
    smuggled = {
        "addressee": other.pk,
        "addressee_id": other.pk,
        "institution": other.institution_id,
        "status": "draft",
        "recorded_by": OfficerFactory().pk,
        "confidence": "secondary",
        "answered_earliest": "2020-01-01",
    }

    client.post(address(addressee, "record-response"), answered(addressee) | smuggled)

    recorded = Response.objects.get()
    assert recorded.addressee == addressee
    assert (recorded.status, recorded.confidence) == ("published", "primary")
    assert recorded.recorded_by.email != OfficerFactory().email


def test_a_document_the_register_holds_is_chosen_from_the_list(client, addressee):
    held = DocumentFactory()
    held.publishers.add(addressee.institution, through_defaults={"order": 1})
    far = DocumentFactory()
    blank = {"title": "", "published": "", "url": ""}
    url = address(addressee, "record-response")

    refused = client.post(url, answered(addressee, document=far.pk, **blank))
    assert refused.context["form"].errors["document"]

    client.post(url, answered(addressee, document=held.pk, **blank))
    assert Response.objects.get().document == held


def test_a_document_is_chosen_or_described_not_both(client, addressee):
    held = DocumentFactory()
    held.publishers.add(addressee.institution, through_defaults={"order": 1})

    page = client.post(
        address(addressee, "record-response"), answered(addressee, document=held.pk)
    )

    assert "not both" in text(page)


def test_a_new_document_that_is_held_already_is_offered_in_the_list(client, addressee):
    held = DocumentFactory(title="Held", url=ANSWER["url"])

    page = client.post(address(addressee, "record-response"), answered(addressee))

    assert "The register holds this document as “Held”" in text(page)
    assert f'value="{held.pk}"' in page.content.decode()


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
