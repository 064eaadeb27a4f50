from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee, Check
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.services import (
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    OddDate,
    grant_extension,
    record_check,
    record_response,
    set_expected,
    withdraw_response,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import NOW, act_on, answer, extension, paper
from tests.responses.factories import (
    DocumentFactory,
    OfficerFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def standing(addressee, on=TODAY):
    return Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk).standing


ACTS = {
    "response": lambda act: record_response(act, answer()),
    "check": lambda act: record_check(act, looked_at="Everywhere"),
    "extension": lambda act: grant_extension(act, extension()),
    "expected": lambda act: set_expected(
        act, expected=PartialDate(2027, 5), source_url="https://example.org/"
    ),
}
every_act = pytest.mark.parametrize("carry_out", ACTS.values(), ids=ACTS)


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


def test_a_check_confirms_that_it_is_overdue():
    addressee = AddresseeFactory()

    record_check(act_on(addressee), looked_at="The department's pages")

    check = Check.objects.get()
    assert check.checked_on == TODAY
    assert standing(addressee).is_confirmed


def test_a_check_is_made_on_the_day_in_london():
    at = NOW.replace(month=4, day=20, hour=23, minute=30)

    record_check(act_on(AddresseeFactory(), at=at), looked_at="Everywhere")

    assert Check.objects.get().checked_on == date(2026, 4, 21)


def test_nothing_published_is_not_said_where_a_response_is_recorded():
    with pytest.raises(AlreadyRecorded, match="10 November 2020"):
        record_check(act_on(ResponseFactory().addressee), looked_at="Everywhere")

    assert not Check.objects.exists()


def test_an_extension_moves_the_due_date_and_keeps_the_original():
    addressee = AddresseeFactory()

    grant_extension(act_on(addressee), extension())

    addressee.refresh_from_db()
    assert addressee.due.latest == date(2020, 12, 12)
    assert addressee.original_due.latest == date(2020, 9, 12)


@pytest.mark.parametrize(
    "odd",
    [{"due": PartialDate(2020, 9, 11)}, {"granted": PartialDate(2026, 11, 22)}],
)
def test_an_extension_before_the_due_date_or_not_granted_yet_is_to_be_confirmed(odd):
    addressee = AddresseeFactory()

    with pytest.raises(OddDate):
        grant_extension(act_on(addressee), extension(**odd))

    grant_extension(act_on(addressee, is_date_confirmed=True), extension(**odd))
    assert addressee.extensions.exists()


def test_the_same_extension_is_refused():
    addressee = AddresseeFactory()
    grant_extension(act_on(addressee), extension())
    addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded):
        grant_extension(act_on(addressee), extension())


def test_an_expected_date_moves_nothing_and_can_be_cleared():
    addressee = AddresseeFactory()
    source = "https://example.org/news"

    set_expected(act_on(addressee), expected=PartialDate(2027, 5), source_url=source)
    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2027, 5)
    assert addressee.due.latest == date(2020, 9, 12)

    set_expected(act_on(addressee), expected=None, source_url=source)
    addressee.refresh_from_db()
    assert (addressee.expected, addressee.expected_source_url) == (None, "")


def test_an_expected_date_that_is_there_already_is_refused():
    with pytest.raises(AlreadyRecorded):
        set_expected(act_on(AddresseeFactory()), expected=None, source_url="")


@every_act
def test_an_act_about_what_is_not_ones_own_is_refused(carry_out):
    addressee = AddresseeFactory()
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        carry_out(act_on(addressee, by=stranger))

    assert Addressee.objects.get() == addressee
    assert Addressee.objects.get().version == 0


@every_act
def test_an_act_based_on_an_older_version_is_refused_and_told_what_changed(carry_out):
    addressee = AddresseeFactory()
    first = act_on(addressee)
    set_expected(first, expected=PartialDate(2028), source_url="https://example.org/")

    with pytest.raises(ChangedMeanwhile) as conflict:
        carry_out(act_on(addressee))

    assert conflict.value.version == 1
    told = conflict.value.changes[0]
    assert told.by == first.by.email
    assert ("Expected", "", "2028") in [
        (field.name, field.before, field.after)
        for row in told.rows
        for field in row.fields
    ]


@every_act
def test_the_same_form_sent_again_is_known(carry_out):
    act = act_on(AddresseeFactory(), submission="0b8d7b8e-7b0c-4d0c-9a43-1f0d3f6a2b11")
    carry_out(act)

    with pytest.raises(AlreadySubmitted):
        carry_out(act)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_save_at_once_the_second_is_told():
    addressee = AddresseeFactory()
    acts = [act_on(addressee), act_on(addressee)]
    outcomes, together = [], Barrier(2)

    def save(act, number):
        new = paper(url=f"https://example.org/{number}")
        together.wait()
        try:
            record_response(act, answer(new))
            outcomes.append("saved")
        except ChangedMeanwhile as conflict:
            outcomes.append(conflict.changes[0].by)
        connection.close()

    threads = [Thread(target=save, args=(act, n)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    saved = Response.objects.get()
    assert sorted(outcomes) == sorted(["saved", saved.recorded_by.email])
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_leaves_one_row():
    act = act_on(AddresseeFactory(), submission="0b8d7b8e-7b0c-4d0c-9a43-1f0d3f6a2b11")
    outcomes, together = [], Barrier(2)

    def save():
        together.wait()
        try:
            record_response(act, answer())
            outcomes.append("saved")
        except AlreadySubmitted:
            outcomes.append("already")
        connection.close()

    threads = [Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already", "saved"]
    assert Response.objects.count() == 1


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
