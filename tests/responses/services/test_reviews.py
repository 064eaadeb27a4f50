"""One officer writes, another publishes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from recommendations.models import Addressee, Check
from recommendations.partial_dates import PartialDate
from responses.history import trail_of
from responses.models import Draft, Response
from responses.services import (
    AlreadySubmitted,
    AsksForReview,
    ChangedMeanwhile,
    NewerDraft,
    NotAllowed,
    Review,
    publish_draft,
    record_check,
    record_response,
    rehearse,
    return_draft,
    send_for_review,
    set_expected,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import NOW, act_on, answer, expect
from tests.responses.factories import DraftFactory, OfficerFactory
from tests.responses.services.test_drafts import desk, writing

pytestmark = pytest.mark.django_db


def reviewed(**details):
    return AddresseeFactory(
        recommendation__report__inquiry__asks_for_review=True, **details
    )


def look(act):
    return record_check(act, looked_at="Its pages")


def act_of(draft, **changes):
    return act_on(draft.addressee, by=draft.author, **changes)


def among(act):
    return Addressee.objects.filter(pk=act.addressee.pk)


def rehearse_alone(act, do):
    return rehearse(act, do, among=among(act))


def send(place, act):
    return send_for_review(place, writing(), act, look, among=among(act))


def publish(draft, by=None, do=look, **changes):
    by = by or OfficerFactory(role="reviewer")
    seen = changes.pop("seen", draft.token)
    act = act_of(draft, review=Review(by, NOW), **changes)
    publish_draft(draft, act, do, seen=seen, among=among(act))
    draft.refresh_from_db()


def test_an_inquiry_that_asks_for_review_takes_nothing_from_one_person_alone():
    with pytest.raises(AsksForReview):
        look(act_on(reviewed()))

    assert not Check.objects.exists()


def test_a_rehearsal_says_what_would_be_and_leaves_the_record_as_it_was():
    act = act_on(reviewed())

    said = rehearse_alone(act, lambda act: record_response(act, answer()))

    assert said.lines == [
        "As at 21 November 2026, this makes 0 responses due overdue, clears 1; "
        "answers 1 late."
    ]
    assert ("Position", "", "Accepted") in [
        (change.name, change.before, change.after)
        for entry in said.changes
        for row in entry.rows
        for change in row.fields
    ]
    assert not Response.objects.exists()
    assert len(trail_of(act.addressee)) == 1


def test_a_rehearsal_is_refused_what_the_act_is_refused():
    addressee = AddresseeFactory()
    expect(act_on(addressee))

    with pytest.raises(ChangedMeanwhile):
        rehearse_alone(act_on(addressee), look)


def test_what_is_sent_waits_and_records_nothing():
    place = desk(addressee=reviewed())
    act = act_on(place.addressee, by=place.author)

    send(place, act)

    draft = Draft.objects.get()
    assert (draft.status, draft.submitted_at) == ("submitted", NOW)
    assert not Check.objects.exists()
    with pytest.raises(AlreadySubmitted):
        send(place, act)


def test_what_cannot_be_recorded_is_not_sent():
    place = desk(addressee=reviewed())
    act = act_on(place.addressee, by=place.author, based_on=7)

    with pytest.raises(ChangedMeanwhile):
        send(place, act)

    assert not Draft.objects.exists()


def test_the_record_names_the_author_and_the_trail_both():
    draft = DraftFactory(submitted=True, addressee=reviewed())
    reviewer = OfficerFactory(role="reviewer")

    publish(draft, reviewer)

    assert Check.objects.get().recorded_by == draft.author
    assert f"{reviewer.email}, written by {draft.author.email}" in [
        entry.by for entry in trail_of(draft.addressee)
    ]
    assert (draft.status, draft.reviewed_by) == ("published", reviewer)


def test_a_check_is_of_the_day_on_which_the_officer_looked():
    draft = DraftFactory(submitted=True)

    publish(draft, at=NOW + timedelta(days=3))

    assert Check.objects.get().checked_on == date(2026, 11, 21)


@pytest.mark.parametrize("role", ["officer", "admin"])
def test_nobody_but_a_reviewer_publishes(role):
    with pytest.raises(NotAllowed):
        publish(DraftFactory(submitted=True), OfficerFactory(role=role))

    assert not Check.objects.exists()


def test_nobody_publishes_their_own_text():
    author = OfficerFactory(role="reviewer")

    with pytest.raises(NotAllowed):
        publish(DraftFactory(submitted=True, author=author), author)

    with pytest.raises(IntegrityError, match="draft_reviewed_by_a_second_person"):
        DraftFactory(author=author, reviewed_by=author, reviewed_at=NOW)


def test_what_was_written_since_it_was_read_is_not_published():
    draft = DraftFactory(submitted=True)

    with pytest.raises(NewerDraft):
        publish(draft, seen=uuid4())

    assert not Check.objects.exists()


def test_what_the_record_refuses_leaves_the_draft_waiting():
    draft = DraftFactory(submitted=True)
    source = "https://example.org/"
    set_expected(act_on(draft.addressee), expected=PartialDate(2028), source_url=source)

    with pytest.raises(ChangedMeanwhile):
        publish(draft)

    draft.refresh_from_db()
    assert draft.is_submitted
    assert not Check.objects.exists()


def test_a_second_press_publishes_once():
    draft, reviewer = DraftFactory(submitted=True), OfficerFactory(role="reviewer")
    publish(draft, reviewer)

    with pytest.raises(AlreadySubmitted):
        publish(draft, reviewer)

    assert Check.objects.count() == 1


def test_an_author_whose_account_is_closed_publishes_nothing_through_another():
    draft = DraftFactory(submitted=True, author__is_active=False)

    with pytest.raises(NotAllowed):
        publish(draft)


def test_what_is_returned_says_why_and_by_whom():
    draft, reviewer = DraftFactory(submitted=True), OfficerFactory(role="reviewer")

    return_draft(draft, by=reviewer, at=NOW, note="Which pages?", seen=draft.token)

    draft.refresh_from_db()
    assert (draft.status, draft.review_note) == ("returned", "Which pages?")
    assert draft.reviewed_by == reviewer
    assert not Check.objects.exists()
