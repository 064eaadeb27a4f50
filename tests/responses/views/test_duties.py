"""Duties are edited in the browser, each with its reason, shown before it is saved."""

import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Assignment, Response
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    SuccessionFactory,
)
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.views.pages import EXTENSION, address, answered, text, typed

pytestmark = pytest.mark.django_db

BECAUSE = {"reason": "The Chair's letter", "evidence": "https://example.org/letter"}
PAGES = [
    "set-deadline",
    "require-reply",
    "name-leads",
    "pass-on",
    "answer-for",
    "assign",
]


def now(addressee):
    return Addressee.objects.get(pk=addressee.pk)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_mine_is_forbidden(client, officer, name):
    assert client.get(address(AddresseeFactory(), name)).status_code == 403


@pytest.mark.parametrize("name", PAGES[:-1])
def test_a_reason_and_its_evidence_are_asked_for(client, addressee, name):
    page = client.post(address(addressee, name), typed(addressee, {}))

    assert "Enter why this is changed." in text(page)
    assert "Enter the web address at which that can be seen." in text(page)


def test_a_deadline_shows_what_it_changes_before_it_is_saved(client, addressee):
    url = address(addressee, "set-deadline")
    said = typed(addressee, BECAUSE, kind="date", day="1 May 2027", note="", months="")

    shown = client.post(url, said | {"step": "continue", "date_is_right": "on"})

    assert "Nothing has been saved yet" in text(shown)
    assert "Due: 12 September 2020 → 1 May 2027" in text(shown)
    assert "clears 1" in text(shown)
    assert "The Chair's letter" in text(shown)
    assert now(addressee).deadline == "default"

    carried = dict(shown.context["carried"])
    saved = client.post(url, carried | {"step": "save"}, follow=True)
    assert now(addressee).deadline == "date:2027-05-01"
    assert "Reason: The Chair's letter" in text(saved)
    assert BECAUSE["evidence"] in saved.content.decode()


def test_change_it_leads_back_to_what_was_typed(client, addressee):
    said = typed(addressee, EXTENSION, step="edit")

    page = client.post(address(addressee, "grant-extension"), said)

    assert "The election" in page.content.decode()
    assert "Continue" in text(page)
    assert not addressee.extensions.exists()


def test_a_response_is_shown_with_what_it_does_to_timeliness(client, addressee):
    url = address(addressee, "record-response")

    page = client.post(url, answered(addressee, step="continue"))

    assert "answers 1 late" in text(page)
    assert "Answered late, by 59 days" in text(page)
    assert not Response.objects.exists()


def test_a_plain_check_is_saved_at_once(client, addressee):
    url = address(addressee, "record-check")
    said = typed(addressee, {"looked_at": "Its pages"}, step="continue")

    assert client.post(url, said).status_code == 302
    assert addressee.checks.exists()


def test_somebody_elses_change_is_told_before_anything_is_shown(client, addressee):
    said = typed(addressee, EXTENSION, step="continue")
    Addressee.objects.update(version=5)

    assert client.post(address(addressee, "grant-extension"), said).status_code == 409


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ({"kind": "months", "months": "3"}, "months:3"),
        ({"kind": "date", "day": "Sept 2020"}, "date:2020-09"),
        ({"kind": "none", "months": "3", "day": "2021"}, "none"),
    ],
)
def test_a_deadline_is_stored_as_it_was_chosen(client, addressee, kind, stored):
    said = typed(addressee, BECAUSE | kind, note="For this part")

    client.post(address(addressee, "set-deadline"), said)

    assert (now(addressee).deadline, now(addressee).deadline_note) == (
        stored,
        "For this part",
    )


@pytest.mark.parametrize(
    ("odd", "field"),
    [
        ({"kind": "months", "months": ""}, "months"),
        ({"kind": "months", "months": "0"}, "months"),
        ({"kind": "months", "months": "100"}, "months"),
        ({"kind": "months", "months": "x\0"}, "months"),
        ({"kind": "date", "day": ""}, "day"),
        ({"kind": "date", "day": "12 September"}, "day"),
        ({"kind": "weeks"}, "kind"),
        ({}, "kind"),
    ],
)
def test_an_odd_deadline_is_asked_for_again(client, addressee, odd, field):
    page = client.post(
        address(addressee, "set-deadline"), typed(addressee, BECAUSE | odd)
    )

    assert page.context["form"].errors[field]
    assert now(addressee).deadline == "default"


def test_a_body_is_said_to_owe_no_reply(client, addressee):
    said = typed(addressee, BECAUSE, is_required="no")

    page = client.post(address(addressee, "require-reply"), said, follow=True)

    assert not now(addressee).is_reply_required
    assert "Reply Not required" in text(page)


def test_leads_are_named_in_order_by_name(client, addressee):
    one, two = InstitutionFactory.create_batch(2)
    said = typed(addressee, BECAUSE, lead_1=two.name, lead_2=one.name.upper())

    page = client.post(address(addressee, "name-leads"), said, follow=True)

    assert f"Led by {two} and {one}" in text(page)


@pytest.mark.parametrize(
    ("leads", "message"),
    [
        ({"lead_1": "Nobody at all"}, "no institution called “Nobody at all”"),
        ({"lead_1": "Archbishops' Council"}, "is the one it is addressed to"),
        ({"lead_1": "Body X", "lead_2": "body x"}, "Body X is named above"),
    ],
)
def test_an_odd_lead_is_named(client, addressee, leads, message):
    InstitutionFactory(name="Body X")

    page = client.post(
        address(addressee, "name-leads"), typed(addressee, BECAUSE | leads)
    )

    assert message in text(page)
    assert not addressee.ordered_leads.exists()


def test_a_duty_is_passed_to_a_successor_that_the_register_names(client, addressee):
    heir = SuccessionFactory(predecessor=addressee.institution).successor
    url = address(addressee, "pass-on")

    refused = client.post(
        url, typed(addressee, BECAUSE, successor=InstitutionFactory().pk)
    )
    assert "Choose a successor from the list." in text(refused)

    client.post(url, typed(addressee, BECAUSE, successor=heir.pk))
    assert now(addressee).passed_to == heir


def test_where_no_successor_is_named_the_page_says_who_names_one(client, addressee):
    page = client.get(address(addressee, "pass-on"))

    assert "An administrator records successions" in text(page)


def test_a_parents_response_is_recorded_as_answering_for_an_agency(client, addressee):
    given = ResponseFactory(addressee__recommendation=addressee.recommendation)
    parent = given.addressee.institution
    given.answerers.add(parent, through_defaults={"order": 1})
    elsewhere = ResponseFactory()
    url = address(addressee, "answer-for")

    page = client.get(url)
    assert f"answered by {parent} for {parent}" in text(page)
    odd = client.post(url, typed(addressee, BECAUSE, response=elsewhere.pk))
    assert "Choose a response from the list." in text(odd)

    client.post(url, typed(addressee, BECAUSE, response=given.pk))
    assert now(addressee).answered == PartialDate(2020, 11, 10)
    assert list(addressee.responses.get().answerers.all()) == [parent]


def test_an_addressee_is_assigned_and_its_page_says_to_whom(client, addressee, officer):
    stranger = OfficerFactory(has_all_institutions=False)
    url = address(addressee, "assign")

    odd = client.post(url, typed(addressee, {"officer": stranger.pk}))
    assert "Choose an officer from the list." in text(odd)

    page = client.post(url, typed(addressee, {"officer": officer.pk}), follow=True)
    assert Assignment.objects.get().officer == officer
    assert f"Assigned to {officer}" in text(page)


def test_from_a_section_one_goes_on_to_the_next(client, officer, addressee):
    later = AddresseeFactory(
        institution=addressee.institution, deadline="date:2021-01-01"
    )
    way = "?section=to_check&assigned=nobody"

    page = client.get(address(addressee) + way)
    assert f"Next: {later.recommendation.place}" in text(page)
    assert f"{address(later)}?section=to_check&amp;assigned=nobody" in (
        page.content.decode()
    )

    url = address(addressee, "record-check") + way
    assert "Save and next" in text(client.get(url))
    said = typed(addressee, {"looked_at": "Its pages"}, step="next")
    assert client.post(url, said).headers["Location"] == address(later) + way


def test_one_that_is_saved_and_stays_is_shown_with_the_way_on(client, addressee):
    url = address(addressee, "record-check") + "?section=to_check"

    page = client.post(url, typed(addressee, {"looked_at": "x"}), follow=True)

    assert page.redirect_chain == [(address(addressee) + "?section=to_check", 302)]
    assert "Nothing else under To check" in text(page)


def test_off_every_section_nothing_comes_next(client, addressee):
    page = text(client.get(address(addressee) + "?section=elsewhere"))

    assert "Next:" not in page
    assert "Save and next" not in text(client.get(address(addressee, "record-check")))
