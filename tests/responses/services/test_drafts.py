"""What is kept of a form while it is written."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from recommendations.models import Addressee
from responses.models import Draft
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    Desk,
    NewerDraft,
    NotAllowed,
    Writing,
    discard_draft,
    record_and_end,
    record_check,
    save_draft,
    take_back,
    take_over,
)
from tests.locks import somebody_waits
from tests.processes import await_true
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import NOW, act_on
from tests.responses.factories import DraftFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def desk_of(draft):
    return Desk(draft.author, draft.form, draft.addressee, draft.target, draft.title)


def desk(**changes):
    details = {
        "author": OfficerFactory(),
        "form": "record-check",
        "addressee": AddresseeFactory(),
        "target": {},
        "title": "Checked today",
    }
    return Desk(**details | changes)


def writing(text="Its pages", *, seen=None, submission=""):
    return Writing({"looked_at": [text]}, 0, seen, submission)


def test_each_save_replaces_the_one_before_and_gets_another_token():
    place = desk()
    first = save_draft(place, writing("Its"), at=NOW)

    later = NOW + timedelta(minutes=1)
    second = save_draft(place, writing("Its pages", seen=first.token), at=later)

    kept = Draft.objects.get()
    assert kept.data == {"looked_at": ["Its pages"]}
    assert (kept.saved_at, kept.token) == (later, second.token)
    assert first.token != second.token


def test_the_trail_keeps_every_save_and_who_made_it():
    place = desk()
    first = save_draft(place, writing("Its"), at=NOW)
    save_draft(place, writing("Its pages", seen=first.token), at=NOW)

    versions = Draft.pgh_event_model.objects.order_by("pgh_id")

    assert [each.data["looked_at"] for each in versions] == [["Its"], ["Its pages"]]
    assert {each.pgh_context["by"] for each in versions} == {place.author.email}


@pytest.mark.parametrize("seen", [None, uuid4()])
def test_what_another_page_has_saved_is_not_written_over(seen):
    draft = DraftFactory()

    with pytest.raises(NewerDraft) as newer:
        save_draft(desk_of(draft), writing("Something else", seen=seen), at=NOW)

    assert newer.value.draft == draft
    assert Draft.objects.get().data == draft.data


def test_a_page_whose_draft_is_gone_is_told():
    with pytest.raises(NewerDraft) as newer:
        save_draft(desk(), writing(seen=uuid4()), at=NOW)

    assert newer.value.draft is None


def test_the_same_text_saved_twice_is_one_save():
    draft = DraftFactory()

    kept = save_draft(desk_of(draft), writing(), at=NOW + timedelta(hours=1))

    assert (kept.token, kept.saved_at) == (draft.token, draft.saved_at)


def test_each_form_addressee_and_target_has_a_draft_of_its_own():
    author, addressee = OfficerFactory(), AddresseeFactory()
    same = {"author": author, "addressee": addressee}

    for place in (
        desk(**same),
        desk(**same, form="record-response"),
        desk(**same, target={"response": 1}),
        desk(author=author),
        desk(addressee=addressee),
    ):
        save_draft(place, writing(), at=NOW)

    assert Draft.objects.count() == 5


def test_a_draft_about_what_is_not_ones_own_is_refused():
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        save_draft(desk(author=stranger), writing(), at=NOW)


def test_a_draft_that_arrives_after_its_form_was_saved_is_not_kept():
    place = desk()
    act = act_on(place.addressee, by=place.author, submission="this form")
    record_check(act, looked_at="Its pages")

    with pytest.raises(AlreadySubmitted):
        save_draft(place, writing(submission="this form"), at=NOW)

    assert not Draft.objects.exists()


def look(act):
    record_check(act, looked_at="Here")


def end(draft, typed):
    act = act_on(draft.addressee, by=draft.author)
    record_and_end(desk_of(draft), typed, act, look, among=Addressee.objects.none())
    draft.refresh_from_db()


def test_saving_the_form_ends_the_draft_that_it_was_written_in():
    draft = DraftFactory()

    end(draft, writing("One word more", seen=draft.token))

    assert draft.status == "published"


@pytest.mark.django_db(transaction=True)
def test_a_form_that_concerns_several_waits_for_the_first_and_holds_no_other():
    first, second = AddresseeFactory(), AddresseeFactory()
    place = desk(addressee=second)
    act = act_on(second, by=place.author)

    def save():
        with closing(connection):
            record_and_end(place, writing(), act, look, among=Addressee.objects.all())

    in_turn = Addressee.objects.select_for_update(of=("self",), nowait=True)
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            in_turn.get(pk=first.pk)
            saved = threads.submit(save)
            await_true(somebody_waits)
            assert in_turn.get(pk=second.pk) == second
        saved.result()

    assert second.checks.exists()


def test_saving_the_form_leaves_a_newer_draft_of_another_page():
    draft = DraftFactory()

    end(draft, writing("An older text"))

    assert draft.status == "editing"


def test_a_discarded_draft_is_gone_and_the_next_one_is_new():
    draft = DraftFactory()
    place = desk_of(draft)

    discard_draft(place, seen=draft.token)

    assert place.draft is None
    assert save_draft(place, writing(), at=NOW).pk != draft.pk


def test_a_draft_that_was_changed_since_is_not_discarded():
    draft = DraftFactory()

    with pytest.raises(NewerDraft):
        discard_draft(desk_of(draft), seen=uuid4())

    assert desk_of(draft).draft == draft


def test_what_waits_for_review_is_not_written_in_until_it_is_taken_back():
    draft = DraftFactory(submitted=True)
    place = desk_of(draft)

    with pytest.raises(NewerDraft):
        save_draft(place, writing("More", seen=draft.token), at=NOW)
    take_back(place)

    assert place.draft.status == "editing"
    save_draft(place, writing("More", seen=place.draft.token), at=NOW)


def test_what_does_not_wait_is_not_taken_back():
    with pytest.raises(NewerDraft):
        take_back(desk_of(DraftFactory()))


def test_a_draft_of_a_closed_account_is_gone_on_with_by_another():
    draft = DraftFactory(author__is_active=False, submitted=True)
    heir = OfficerFactory()

    take_over(draft, by=heir)

    draft.refresh_from_db()
    assert (draft.author, draft.status) == (heir, "editing")


def test_a_draft_of_an_open_account_is_not_taken():
    draft = DraftFactory()

    with pytest.raises(NotAllowed):
        take_over(draft, by=OfficerFactory())


def test_whoever_writes_the_same_form_finishes_that_first():
    left = DraftFactory(author__is_active=False)
    own = DraftFactory(addressee=left.addressee)

    with pytest.raises(AlreadyRecorded, match="Finish or discard it first"):
        take_over(left, by=own.author)
