from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee, Check
from responses.history import trail_of
from responses.models import Batch, Document, Response, SheetImport
from responses.register.checking import differences
from responses.services import ChangedSince, record_check, undo
from responses.sheets.grids import NotASheet
from responses.sheets.keeping import Refused, import_sheet, take_in
from responses.sheets.outcomes import Outcome
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import NOW, act_on
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.sheets.files import csv_bytes
from tests.responses.sheets.sheets import (
    ANSWER,
    CHECK,
    EXPECTED,
    EXTENSION,
    cells_of,
    row,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory(email="ann@example.org")


@pytest.fixture
def addressee():
    return AddresseeFactory()


def taken_in(rows, *, by, kind="responses", at=NOW):
    data = csv_bytes(cells_of(rows))
    return take_in(data, kind=kind, file_name="answers.csv", by=by, at=at)


def imported(sheet, *, at=NOW, reason=""):
    seen = Outcome.from_json(sheet.outcome).fingerprint
    return import_sheet(sheet, seen=seen, reason=reason, by=sheet.uploaded_by, at=at)


def test_an_upload_is_kept_and_nothing_else(officer, addressee):
    sheet = taken_in([row(addressee, ANSWER)], by=officer)

    sheet.refresh_from_db()
    assert Outcome.from_json(sheet.outcome).created == 1
    assert not Response.objects.exists()
    assert not Document.objects.exists()
    assert not Batch.objects.exists()


def test_what_cannot_be_read_is_not_kept(officer):
    with pytest.raises(NotASheet):
        take_in(b"a,b\r\n1,2", kind="checks", file_name="x.csv", by=officer, at=NOW)

    assert not SheetImport.objects.exists()


def test_an_import_is_one_batch_and_the_trail_names_officer_and_file(
    officer, addressee
):
    done = imported(taken_in([row(addressee, ANSWER)], by=officer))

    assert done.batch.title == "Import of responses from answers.csv"
    assert [item.version for item in done.batch.items.all()] == [1]
    [entry] = [each for each in trail_of(addressee) if each.by]
    assert entry.by == "ann@example.org"
    assert entry.reason == ""
    assert addressee.events.latest("pgh_id").pgh_context["file"] == "answers.csv"


def test_the_reason_for_a_change_stands_in_the_trail(officer):
    response = ResponseFactory()
    cells = row(response.addressee, ANSWER, document_slug=response.document.slug)
    cells |= {"document_title": "", "document_url": "", "summary": "Says no."}

    imported(taken_in([cells], by=officer), reason="Misread before")

    reasons = [each.reason for each in trail_of(response.addressee)]
    assert "Misread before" in reasons


def test_readers_are_not_told_how_the_file_is_called(client, officer, addressee):
    imported(taken_in([row(addressee, ANSWER)], by=officer))

    for public in (addressee.recommendation.get_absolute_url(), "/changes/"):
        assert "answers.csv" not in client.get(public).text


def test_a_second_press_imports_nothing_again(officer, addressee):
    sheet = taken_in([row(addressee, ANSWER)], by=officer)

    assert imported(sheet).batch == imported(sheet).batch
    assert Response.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_imports_once(officer, addressee):
    sheet = taken_in([row(addressee, CHECK)], kind="checks", by=officer)
    start, batches = Barrier(2), []

    def press():
        start.wait()
        batches.append(imported(sheet).batch)
        connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert batches[0] == batches[1]
    assert Check.objects.count() == 1


def test_what_others_saved_meanwhile_is_told_before_anything_is_stored(
    officer, addressee
):
    sheet = taken_in([row(addressee, ANSWER)], by=officer)
    record_check(act_on(addressee), looked_at="The inquiry's page")

    with pytest.raises(Refused):
        imported(sheet)

    assert not Response.objects.exists()
    assert not Batch.objects.exists()
    sheet.refresh_from_db()
    assert imported(sheet).batch


def test_faults_that_came_up_meanwhile_are_told(officer, addressee):
    sheet = taken_in([row(addressee, CHECK)], kind="checks", by=officer)
    ResponseFactory(addressee=addressee)

    with pytest.raises(Refused):
        imported(sheet)

    sheet.refresh_from_db()
    [fault] = Outcome.from_json(sheet.outcome).faults
    assert "nothing to look for" in fault.message


def test_a_sheet_that_changes_nothing_makes_no_batch(officer, addressee):
    rows = [row(addressee, ANSWER)]
    imported(taken_in(rows, by=officer))

    again = taken_in(rows, by=officer)

    with pytest.raises(Refused):
        imported(again)
    assert Batch.objects.count() == 1


def test_what_was_never_imported_is_dropped_after_a_day(officer, addressee):
    rows = [row(addressee, CHECK)]
    done = imported(taken_in(rows, kind="checks", by=officer))
    old = taken_in(rows, kind="checks", by=officer)
    later = NOW + timedelta(hours=24)

    new = taken_in(rows, kind="checks", by=officer, at=later - timedelta(seconds=1))
    assert SheetImport.objects.filter(pk=old.pk).exists()
    newest = taken_in(rows, kind="checks", by=officer, at=later)

    assert set(SheetImport.objects.all()) == {done, new, newest}


def undone(sheet):
    undo(sheet.batch, by=sheet.uploaded_by, at=NOW, reason="Wrong file")


@pytest.mark.parametrize(
    ("kind", "cells", "related"),
    [
        ("responses", ANSWER, "responses"),
        ("checks", CHECK, "checks"),
        ("extensions", EXTENSION, "extensions"),
    ],
)
def test_undone_what_was_recorded_is_withdrawn(
    officer, addressee, kind, cells, related
):
    before = (addressee.due, addressee.answered)
    sheet = imported(taken_in([row(addressee, cells)], kind=kind, by=officer))

    undone(sheet)

    [recorded] = getattr(addressee, related).all()
    assert recorded.withdrawn_by == officer
    assert recorded.withdrawn_reason == "Wrong file"
    addressee.refresh_from_db()
    assert (addressee.due, addressee.answered) == before
    assert list(differences()) == []


def test_undone_what_was_changed_is_as_it_was(officer):
    old, new = InstitutionFactory.create_batch(2)
    response = ResponseFactory(position="noted", summary="Notes it.")
    response.answerers.add(old, through_defaults={"order": 1})
    cells = row(response.addressee, ANSWER, document_slug=response.document.slug)
    cells |= {"document_title": "", "document_url": "", "answered_by": new.slug}
    sheet = imported(taken_in([cells], by=officer))
    assert list(response.answerers.all()) == [new]

    undone(sheet)

    response.refresh_from_db()
    assert (response.position, response.summary) == ("noted", "Notes it.")
    assert response.is_published
    assert list(response.answerers.all()) == [old]


def test_undone_an_expected_date_is_blank_again(officer, addressee):
    sheet = imported(taken_in([row(addressee, EXPECTED)], kind="expected", by=officer))

    undone(sheet)

    addressee.refresh_from_db()
    assert addressee.expected is None


def test_what_others_wrote_since_is_not_undone(officer, addressee):
    sheet = imported(taken_in([row(addressee, CHECK)], kind="checks", by=officer))
    addressee.refresh_from_db()
    record_check(act_on(addressee), looked_at="The inquiry's page")

    with pytest.raises(ChangedSince):
        undone(sheet)


def test_undoing_many_takes_no_more_queries_than_undoing_few(
    officer, django_assert_max_num_queries
):
    sheets = []
    for size in (3, 40):
        rows = [row(each, EXPECTED) for each in AddresseeFactory.create_batch(size)]
        sheets.append(imported(taken_in(rows, kind="expected", by=officer)))

    with django_assert_max_num_queries(100) as few:
        undone(sheets[0])
    with django_assert_max_num_queries(len(few)):
        undone(sheets[1])

    assert not Addressee.objects.exclude(expected="").exists()
