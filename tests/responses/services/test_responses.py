from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.services import (
    AlreadyRecorded,
    OddDate,
    record_response,
    withdraw_response,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import NOW, act_on, answer, paper
from tests.responses.factories import (
    DocumentFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def standing(addressee, on=TODAY):
    return Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk).standing


def test_a_response_ends_the_wait():
    addressee = AddresseeFactory()
    home_office, dcms = InstitutionFactory(), InstitutionFactory()
    act = act_on(addressee)

    record_response(act, answer(answerers=[dcms, home_office]))

    recorded = Response.objects.get()
    assert standing(addressee).in_words == "Answered late, by 59 days"
    assert (recorded.recorded_by, recorded.recorded_at) == (act.by, NOW)
    assert [each.institution for each in recorded.ordered_answerers.all()] == [
        dcms,
        home_office,
    ]


def test_the_earliest_response_is_the_first_whatever_the_order():
    addressee = AddresseeFactory()

    for day in (PartialDate(2021, 5, 12), PartialDate(2020, 11, 10)):
        addressee.refresh_from_db()
        new = paper(published=day, url=f"https://example.org/{day}")
        record_response(act_on(addressee), answer(new))

    addressee.refresh_from_db()
    assert addressee.answered == PartialDate(2020, 11, 10)


def test_a_new_document_is_named_by_title_and_date_and_logged_today():
    body = InstitutionFactory()

    for number in range(2):
        new = paper(url=f"https://example.org/{number}", publishers=[body])
        record_response(act_on(AddresseeFactory()), answer(new))

    documents = Document.objects.order_by("pk")
    assert [document.slug for document in documents] == [
        "government-response-2020-11-10",
        "government-response-2020-11-10-2",
    ]
    assert documents[0].logged_on == TODAY
    assert documents[0].publishers.get() == body


def test_a_title_without_a_latin_letter_and_a_long_one_still_make_an_address():
    for title in ("回應", "x" * 300):
        record_response(
            act_on(AddresseeFactory()), answer(paper(title=title, url=title))
        )

    assert Document.objects.filter(slug="document-2020-11-10").exists()
    assert Document.objects.filter(slug=f"{'x' * 80}-2020-11-10").exists()


def test_a_document_the_register_holds_is_not_entered_again():
    held = DocumentFactory(url=paper().url, published=paper().published)

    with pytest.raises(AlreadyRecorded, match=held.title):
        record_response(act_on(AddresseeFactory()), answer())


def test_a_document_answers_an_addressee_once():
    earlier = ResponseFactory()

    with pytest.raises(AlreadyRecorded):
        record_response(act_on(earlier.addressee), answer(earlier.document))

    assert Response.objects.count() == 1


def test_a_holding_reply_leaves_it_overdue():
    addressee = AddresseeFactory()

    record_response(act_on(addressee), answer(kind=Response.Kind.HOLDING))

    assert standing(addressee).state == "overdue"


@pytest.mark.parametrize(
    "published", [PartialDate(2020, 3, 11), PartialDate(2019), PartialDate(2026, 12)]
)
def test_a_response_dated_before_its_report_or_in_the_future_is_to_be_confirmed(
    published,
):
    addressee = AddresseeFactory()
    said = answer(paper(published=published))

    with pytest.raises(OddDate):
        record_response(act_on(addressee), said)
    assert not Document.objects.exists()

    record_response(act_on(addressee, is_date_confirmed=True), said)
    assert Response.objects.get().document.published == published


@pytest.mark.parametrize(
    "published", [PartialDate(2020, 3, 12), PartialDate(2020), PartialDate(2026, 11)]
)
def test_a_date_that_may_be_right_needs_no_confirming(published):
    record_response(act_on(AddresseeFactory()), answer(paper(published=published)))

    assert Response.objects.exists()


def test_the_date_of_a_document_that_is_held_is_looked_at_as_well():
    held = DocumentFactory(published=PartialDate(2019))

    with pytest.raises(OddDate):
        record_response(act_on(AddresseeFactory()), answer(held))


def test_withdrawing_the_only_response_makes_it_overdue_again_and_keeps_the_row():
    response = ResponseFactory()
    act = act_on(response.addressee)

    withdraw_response(act, response, reason="It answers another report.")

    response.refresh_from_db()
    assert response.status == "withdrawn"
    assert (response.withdrawn_by, response.withdrawn_at) == (act.by, NOW)
    assert standing(response.addressee).state == "overdue"


def test_a_response_is_withdrawn_once():
    response = ResponseFactory()
    withdraw_response(act_on(response.addressee), response, reason="Wrong report")
    response.addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded):
        withdraw_response(act_on(response.addressee), response, reason="Again")


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_the_same_new_document_at_once_store_it_once():
    acts = [act_on(AddresseeFactory()), act_on(AddresseeFactory())]
    outcomes, together = [], Barrier(2)

    def save(act):
        together.wait()
        try:
            record_response(act, answer())
            outcomes.append("saved")
        except AlreadyRecorded:
            outcomes.append("held")
        connection.close()

    threads = [Thread(target=save, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["held", "saved"]
    assert Document.objects.count() == 1
