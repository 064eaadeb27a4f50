"""Bulk acts: ticked, typed once, shown, saved as one."""

import re
from uuid import uuid4

import pytest

from recommendations.models import Check, Extension
from recommendations.partial_dates import PartialDate
from responses.models import Assignment, Batch
from responses.services import set_expected
from tests.recommendations.factories import AddresseeFactory, InquiryFactory
from tests.responses.acts import act_on
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.views.pages import EXTENSION, text

pytestmark = pytest.mark.django_db

URL = "/desk/together/"
CHECKED = {"looked_at": "Its pages"}
BECAUSE = {"reason": "Said so", "evidence": "https://example.org/letter"}


@pytest.fixture
def addressees(officer):
    """Two of the officer's own, due 12 September 2020."""
    made = AddresseeFactory.create_batch(2)
    officer.institutions.set([each.institution for each in made])
    return made


def ticks(addressees):
    return [f"{each.pk}:{each.version}" for each in addressees]


def sent(addressees, act="check", typed=CHECKED, **changes):
    """What a browser sends from the form's page."""
    hidden = {"submission": str(uuid4()), "version": 0, "step": "save"}
    return hidden | {"act": act, "ticked": ticks(addressees)} | typed | changes


def test_what_is_ticked_gets_the_form_of_the_act_with_nothing_filled_in(
    client, addressees
):
    first = addressees[0]
    set_expected(act_on(first), expected=PartialDate(2028), source_url="https://a.org")
    first.refresh_from_db()

    page = client.post(URL, {"act": "expected", "ticked": ticks(addressees)})

    assert "The same for 2 responses due" in text(page)
    assert page.context["form"]["expected"].value() is None
    assert not page.context["form"].is_bound


def test_the_count_and_each_change_are_shown_before_anything_is_saved(
    client, addressees
):
    typed = EXTENSION | {"due": "12 March 2021"}
    ResponseFactory(addressee=addressees[0], document__published=PartialDate(2021, 3))
    addressees[0].refresh_from_db()

    page = client.post(URL, sent(addressees, "extension", typed, step="continue"))

    said = text(page)
    assert "2 responses due" in said
    assert "Due date: 12 September 2020 Answered" in said
    assert "Due date: 12 March 2021" in said
    assert "Answered late" in said
    assert "clears 0; answers 1 at an uncertain date" in said
    assert "Save 2" in said
    assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("act", "typed", "title"),
    [
        ("check", CHECKED, "Checked 21 November 2026: nothing published"),
        (
            "expected",
            {"expected": "May 2027", "source_url": "https://example.org/news"},
            "Expected May 2027",
        ),
        ("extension", EXTENSION, "Extended to 12 December 2020"),
        ("reply", {"is_required": "no"} | BECAUSE, "Reply not required"),
    ],
)
def test_all_that_is_ticked_is_saved_as_one(client, addressees, act, typed, title):
    page = client.post(URL, sent(addressees, act, typed), follow=True)

    batch = Batch.objects.get()
    assert (batch.title, batch.items.count()) == (title, 2)
    assert page.redirect_chain == [(f"/desk/batches/{batch.pk}/", 302)]
    assert f"Saved as one: {title}" in text(page)


def test_several_are_assigned_to_one_who_may_record_them_all(
    client, addressees, officer
):
    said = sent(addressees, "assign", {"officer": officer.pk})

    client.post(URL, said)

    assert {each.officer for each in Assignment.objects.all()} == {officer}
    assert Batch.objects.get().title == f"Assigned to {officer}"


def test_one_who_may_record_only_some_is_refused_for_the_others_by_name(
    client, addressees
):
    first, second = addressees
    helper = OfficerFactory(has_all_institutions=False)
    helper.institutions.add(first.institution)

    page = client.post(URL, sent(addressees, "assign", {"officer": helper.pk}))

    assert "1 of 2 cannot be saved as ticked" in text(page)
    assert f"{second.institution} is not among the institutions of" in text(page)
    assert not Assignment.objects.exists()


def test_a_newer_version_is_refused_by_name_and_can_be_left_out(client, addressees):
    first, second = addressees
    said = sent(addressees, step="continue")
    other = act_on(second)
    set_expected(other, expected=PartialDate(2028), source_url="https://a.org/")

    refused = client.post(URL, said)

    assert "1 of 2 cannot be saved as ticked" in text(refused)
    assert other.by.email in text(refused)
    assert refused.context["kept"] == ticks([first])
    assert not Check.objects.exists()

    client.post(URL, said | {"ticked": refused.context["kept"], "step": "save"})
    assert [each.addressee for each in Check.objects.all()] == [first]


def test_what_changes_between_showing_and_saving_is_refused_as_well(client, addressees):
    said = sent(addressees)
    client.post(URL, said | {"step": "continue"})
    set_expected(
        act_on(addressees[0]), expected=PartialDate(2028), source_url="https://a.org/"
    )

    assert "cannot be saved" in text(client.post(URL, said))
    assert not Check.objects.exists()


def test_what_a_second_person_is_to_publish_is_said_and_can_be_left_out(
    client, addressees, officer
):
    covid = InquiryFactory(slug="covid", asks_for_review=True)
    asking = AddresseeFactory(recommendation__report__inquiry=covid)
    officer.institutions.add(asking.institution)

    refused = client.post(URL, sent([*addressees, asking], step="continue"))

    assert "1 of 3 cannot be saved as ticked" in text(refused)
    assert "asks that a second person publish" in text(refused)
    assert refused.context["kept"] == ticks(addressees)
    assert not Check.objects.exists()


def test_where_all_are_refused_the_way_back_is_offered(client, addressees):
    for each in addressees:
        ResponseFactory(addressee=each)

    page = client.post(URL, sent(addressees, work="section=overdue"))

    assert "2 of 2 cannot be saved" in text(page)
    assert "there is nothing to look for" in text(page)
    assert "/desk/?section=overdue" in page.content.decode()


def test_an_unlikely_date_is_confirmed_for_all_at_once(client, addressees):
    said = sent(addressees, "extension", EXTENSION | {"due": "2099"})

    assert "The date is right" in text(client.post(URL, said))
    assert not Extension.objects.exists()

    client.post(URL, said | {"date_is_right": "on"})
    assert Extension.objects.count() == 2


def test_one_id_of_another_institution_refuses_the_whole_request(client, addressees):
    other = AddresseeFactory()

    for said in (
        sent([*addressees, other]),
        {"act": "check", "ticked": ticks([other])},
    ):
        assert client.post(URL, said).status_code == 403
    assert not Check.objects.exists()


def test_an_id_that_is_nobodys_is_refused_the_same(client, addressees):
    said = sent(addressees, ticked=[*ticks(addressees), "999999:0"])

    assert client.post(URL, said).status_code == 403


def test_a_double_click_is_one_batch_and_the_same_page(client, addressees):
    said = sent(addressees)

    first, second = (client.post(URL, said, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert Batch.objects.count() == 1
    assert Check.objects.count() == 2


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        ({"ticked": []}, "Tick at least one line"),
        ({"ticked": ["x"]}, "Tick it anew"),
        ({"ticked": ["1:0\0"]}, "Tick it anew"),
        ({"ticked": [f"{'9' * 30}:0"]}, "Tick it anew"),
        ({"ticked": [f"{pk}:0" for pk in range(201)]}, "201 are ticked"),
        ({"act": "drop"}, "then choose what to do"),
        ({"act": "\0"}, "then choose what to do"),
    ],
    ids=lambda odd: str(odd)[:30],
)
def test_odd_ticks_lead_back_to_the_list_with_a_message(
    client, addressees, odd, message
):
    said = sent(addressees, work="section=to_check") | odd

    page = client.post(URL, said, follow=True)

    assert page.redirect_chain == [("/desk/?section=to_check", 302)]
    assert message in text(page)
    assert not Batch.objects.exists()


def test_where_to_go_back_to_is_a_list_of_the_desk_whatever_is_sent(client, officer):
    page = client.post(URL, {"work": "//evil.example/\r\nX: y"})

    assert re.fullmatch(r"/desk/\?[\w%=&+.-]*", page.headers["Location"])


def test_what_is_missing_is_asked_for_with_the_ticks_kept(client, addressees):
    page = client.post(URL, sent(addressees, typed={"looked_at": ""}, step="continue"))

    assert "Enter where you looked." in text(page)
    assert page.content.decode().count('name="ticked"') == 2


def test_change_it_leads_back_to_what_was_typed(client, addressees):
    page = client.post(URL, sent(addressees, step="edit"))

    assert "Its pages" in page.content.decode()
    assert not Check.objects.exists()


def test_reading_the_address_leads_to_the_list(client, officer):
    assert client.get(URL).headers["Location"].startswith("/desk/")


def test_queries_for_the_form_do_not_grow_with_the_ticks(
    client, officer, django_assert_max_num_queries
):
    officer.has_all_institutions = True
    officer.save()
    many = AddresseeFactory.create_batch(12)

    with django_assert_max_num_queries(14):
        client.post(URL, {"act": "check", "ticked": ticks(many)})
