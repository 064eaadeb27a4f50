"""Putting right what is published."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Response
from responses.services import (
    AlreadyRecorded,
    AsksForReview,
    DocumentCorrection,
    NotAllowed,
    OddDate,
    Review,
    correct_document,
    correct_response,
    effect_of,
    withdraw_response,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    InquiryFactory,
    InstitutionFactory,
)
from tests.responses.acts import NOW, act_on, correction
from tests.responses.factories import (
    DocumentFactory,
    FlagFactory,
    OfficerFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
REASON = "The paper says otherwise."


def document_as(document, **changes):
    held = {name: getattr(document, name) for name in ("title", "published", "url")}
    return DocumentCorrection(**held | changes)


def state(addressee):
    on = act_on(addressee).on
    return Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk).state


def test_a_correction_changes_what_it_names_and_nothing_else():
    response = ResponseFactory(paragraphs="7-8", note="Kept.")
    said = correction(response, position="rejected")

    correct_response(act_on(response.addressee), response, said, reason=REASON)

    response.refresh_from_db()
    assert (response.position, response.paragraphs, response.note) == (
        "rejected",
        "7-8",
        "Kept.",
    )


def test_calling_it_a_holding_reply_makes_it_overdue():
    response = ResponseFactory()
    said = correction(response, kind=Response.Kind.HOLDING)

    correct_response(act_on(response.addressee), response, said, reason=REASON)

    assert state(response.addressee) == "overdue"


def test_a_body_that_stays_keeps_its_place_before_one_that_is_added():
    response, first, gone, new = ResponseFactory(), *InstitutionFactory.create_batch(3)
    for order, body in enumerate([gone, first], start=1):
        response.ordered_answerers.create(institution=body, order=order)

    said = correction(response, answerers=[new, first])
    correct_response(act_on(response.addressee), response, said, reason=REASON)

    names = response.ordered_answerers.order_by("order")
    assert [each.institution for each in names] == [first, new]


def test_a_correction_that_changes_nothing_is_none():
    response = ResponseFactory()
    before = response.addressee.version

    with pytest.raises(AlreadyRecorded, match="Nothing here differs"):
        correct_response(
            act_on(response.addressee), response, correction(response), reason=REASON
        )

    response.addressee.refresh_from_db()
    assert response.addressee.version == before


def test_what_was_withdrawn_stays_as_it_was():
    response = ResponseFactory()
    withdraw_response(act_on(response.addressee), response, reason="Another's.")
    response.addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded, match="has been withdrawn"):
        correct_response(
            act_on(response.addressee),
            response,
            correction(response, summary="Else"),
            reason=REASON,
        )


def test_a_corrected_date_is_that_of_every_response_in_the_document():
    first = ResponseFactory()
    second = ResponseFactory(document=first.document)
    flag = FlagFactory(addressee=second.addressee)
    new = document_as(first.document, published=PartialDate(2020, 9, 1))

    correct_document(act_on(first.addressee), first.document, new, reason=REASON)

    assert state(first.addressee) == state(second.addressee) == "answered_on_time"
    flag.refresh_from_db()
    assert flag.is_withdrawn


def test_whoever_has_a_form_open_about_another_response_of_it_is_told():
    first = ResponseFactory()
    second = ResponseFactory(document=first.document)
    new = document_as(first.document, title="Another title")

    correct_document(act_on(first.addressee), first.document, new, reason=REASON)

    for response in (first, second):
        held = Addressee.objects.get(pk=response.addressee_id)
        assert held.version == response.addressee.version + 1


def test_a_document_that_answers_for_other_bodies_is_not_corrected_alone():
    first = ResponseFactory()
    ResponseFactory(document=first.document, addressee__institution__name="Ofcom")
    officer = OfficerFactory(has_all_institutions=False)
    officer.institutions.add(first.addressee.institution)
    new = document_as(first.document, title="Mine")

    with pytest.raises(NotAllowed, match="Ofcom"):
        correct_document(
            act_on(first.addressee, by=officer), first.document, new, reason=REASON
        )

    first.document.refresh_from_db()
    assert first.document.title != "Mine"


def test_a_document_that_answers_where_review_is_asked_for_is_read_first():
    first = ResponseFactory()
    covid = InquiryFactory(slug="covid", asks_for_review=True)
    second = ResponseFactory(
        document=first.document,
        addressee=AddresseeFactory(recommendation__report__inquiry=covid),
    )
    new = document_as(first.document, title="Another title")
    act = act_on(first.addressee)

    with pytest.raises(AsksForReview):
        correct_document(act, first.document, new, reason=REASON)

    read = replace(act, review=Review(OfficerFactory(), NOW))
    correct_document(read, first.document, new, reason=REASON)
    second.document.refresh_from_db()
    assert second.document.title == "Another title"


def test_whoever_publishes_a_correction_records_for_all_that_it_answers():
    first = ResponseFactory()
    ResponseFactory(document=first.document, addressee__institution__name="Ofcom")
    reader = OfficerFactory(has_all_institutions=False)
    reader.institutions.add(first.addressee.institution)
    act = act_on(first.addressee, review=Review(reader, NOW))
    new = document_as(first.document, title="Another title")

    with pytest.raises(NotAllowed, match="Ofcom"):
        correct_document(act, first.document, new, reason=REASON)


def test_an_unlikely_date_is_to_be_confirmed():
    response = ResponseFactory()
    new = document_as(response.document, published=PartialDate(2019))

    with pytest.raises(OddDate):
        correct_document(
            act_on(response.addressee), response.document, new, reason=REASON
        )


def test_two_documents_do_not_become_one_of_the_same_date_and_address():
    response, other = ResponseFactory(), DocumentFactory(url="https://example.org/2")
    new = document_as(response.document, url=other.url)

    with pytest.raises(AlreadyRecorded, match=other.title):
        correct_document(
            act_on(response.addressee), response.document, new, reason=REASON
        )


def test_the_effect_is_told_and_nothing_is_kept():
    response = ResponseFactory()
    act = act_on(response.addressee)
    new = document_as(response.document, published=PartialDate(2020, 9, 1))

    effect = effect_of(
        act,
        lambda: correct_document(act, response.document, new, reason=REASON),
        addressees=Addressee.objects.filter(pk=response.addressee_id),
    )

    assert "answers 1 on time" in effect.would_be[0]
    assert state(response.addressee) == "answered_late"


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_one_document_at_once_do_not_lock_one_another_out():
    first = ResponseFactory()
    second = ResponseFactory(document=first.document)
    acts = [act_on(second.addressee), act_on(first.addressee)]
    outcomes, together = [], Barrier(2)

    def correct(act):
        together.wait()
        new = document_as(first.document, title=f"Title by {act.by.pk}")
        try:
            correct_document(act, first.document, new, reason=REASON)
            outcomes.append("saved")
        except Exception as refusal:
            outcomes.append(type(refusal).__name__)
        connection.close()

    threads = [Thread(target=correct, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["ChangedMeanwhile", "saved"]
