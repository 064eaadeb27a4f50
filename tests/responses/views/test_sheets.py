import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from recommendations.models import Check, Inquiry
from responses.models import Response, SheetImport
from responses.sheets.uploads import LARGEST_FILE
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.sheets.files import csv_bytes, xlsx_bytes
from tests.responses.sheets.sheets import ANSWER, CHECK, cells_of, row
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db

UPLOAD = "/desk/import/"


def uploaded(client, rows, *, kind="checks", write=csv_bytes, name="looked.csv"):
    sheet = SimpleUploadedFile(name, write(cells_of(rows)))
    return client.post(UPLOAD, {"kind": kind, "sheet": sheet}, follow=True)


def pressed(client, page, **typed):
    fingerprint = page.context["form"].initial["fingerprint"]
    address = page.request["PATH_INFO"]
    return client.post(address, {"fingerprint": fingerprint} | typed, follow=True)


@pytest.mark.parametrize(
    ("write", "name"), [(csv_bytes, "looked.csv"), (xlsx_bytes, "looked.xlsx")]
)
def test_a_sheet_is_shown_first_and_then_imported(client, addressee, write, name):
    page = uploaded(client, [row(addressee, CHECK)], write=write, name=name)

    assert "As at 21 November 2026, this makes 0 responses due overdue" in text(page)
    assert "Import 1 row" in text(page)
    assert not Check.objects.exists()

    done = pressed(client, page)

    assert "Imported 1 row: 1 new, 0 changed." in text(done)
    assert Check.objects.get().addressee == addressee
    assert "Import 1 row" not in text(done)


def test_the_same_sheet_again_says_that_there_is_nothing_to_import(client, addressee):
    rows = [row(addressee, CHECK)]
    pressed(client, uploaded(client, rows))

    page = uploaded(client, rows)

    assert "There is nothing to import" in text(page)
    assert "<button class=" not in page.content.decode()


def test_faults_are_shown_by_row_and_column_and_nothing_can_be_imported(
    client, addressee
):
    rows = [row(addressee, CHECK), row(addressee, CHECK, checked_on="soon")]

    page = uploaded(client, rows)

    assert "<title>Error:" in page.content.decode()
    assert "There is a problem 1 to correct" in text(page)
    assert "3 D (checked_on) The date must include a year" in text(page)
    assert "Import 2 rows" not in text(page)
    refused = pressed(client, page)
    assert "Nothing was imported" in text(refused)
    assert not Check.objects.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_checked_sheet_can_be_corrected_and_uploaded_again(
    client, addressee, ending
):
    page = uploaded(client, [row(addressee, CHECK, looked_at="")])
    address = f"{page.request['PATH_INFO']}checked.{ending}"

    checked = client.get(address)

    assert checked["Content-Disposition"] == (
        f'attachment; filename="looked-checked.{ending}"'
    )
    again = SimpleUploadedFile(f"looked-checked.{ending}", checked.content)
    page = client.post(UPLOAD, {"kind": "checks", "sheet": again}, follow=True)
    assert "2 E (looked_at) is blank" in text(page)
    if ending == "csv":
        said = list(csv.reader(io.StringIO(checked.content.decode("utf-8-sig"))))
        assert said[1][5] == "looked_at: is blank, and may not be."


def test_differences_are_shown_and_a_reason_is_asked_for(client, addressee):
    response = ResponseFactory(addressee=addressee, position="noted")
    cells = row(addressee, ANSWER, document_slug=response.document.slug)
    cells |= {"document_title": "", "document_url": ""}
    page = uploaded(client, [cells], kind="responses")
    assert "position: noted → accepted" in text(page)

    refused = pressed(client, page)
    assert "Enter why the record is changed." in text(refused)

    done = pressed(client, page, reason="Misread before")
    assert "Imported 1 row: 0 new, 1 changed." in text(done)


def test_what_is_unlikely_is_to_be_confirmed(client, addressee):
    cells = row(addressee, ANSWER, document_published="1 March 2020")
    page = uploaded(client, [cells], kind="responses")
    assert "dated before the report it answers" in text(page)

    refused = pressed(client, page)
    assert "Confirm that you have looked at everything" in text(refused)
    assert not Response.objects.exists()

    pressed(client, page, is_right="on")
    assert Response.objects.exists()


def test_a_change_by_somebody_else_is_told_and_shown_anew(client, addressee):
    page = uploaded(client, [row(addressee, CHECK)])
    addressee.version = 7
    addressee.save(update_fields=["version"])

    shown = pressed(client, page)

    assert "the record has changed since you looked" in text(shown)
    assert not Check.objects.exists()
    pressed(client, shown)
    assert Check.objects.exists()


def test_an_import_is_undone_with_a_reason(client, addressee):
    page = pressed(client, uploaded(client, [row(addressee, CHECK)]))
    address = f"{page.request['PATH_INFO']}undo/"
    assert address in page.content.decode()

    assert "Enter why it is undone." in text(client.post(address, {"reason": " "}))
    done = client.post(address, {"reason": "Wrong file"}, follow=True)

    assert "Undone: Import of checks" in text(done)
    assert "Wrong file" in text(done)
    assert Check.objects.get().withdrawn_reason == "Wrong file"
    again = client.post(address, {"reason": "Wrong file"})
    assert "This has been undone already." in text(again)


def test_where_review_is_asked_for_who_imported_is_told_who_undoes(client, addressee):
    page = pressed(client, uploaded(client, [row(addressee, CHECK)]))
    Inquiry.objects.update(asks_for_review=True)

    url = f"{page.request['PATH_INFO']}undo/"
    told = client.post(url, {"reason": "Wrong file"})

    assert "ask a reviewer who did not do or write this" in text(told)
    assert Check.objects.standing().exists()


def test_what_is_not_imported_cannot_be_undone(client, addressee):
    page = uploaded(client, [row(addressee, CHECK)])

    assert client.get(f"{page.request['PATH_INFO']}undo/").status_code == 404


def test_a_sheet_is_nobody_elses(client, addressee):
    page = uploaded(client, [row(addressee, CHECK)])
    address = page.request["PATH_INFO"]
    client.force_login(OfficerFactory())

    for path in ("", "checked.csv", "undo/"):
        assert client.get(address + path).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what the sheet holds. Choose a file."),
        ({"kind": "people"}, "Choose what the sheet holds."),
        ({"kind": "checks", "sheet": "text"}, "Choose a file."),
        (
            {"kind": "checks", "sheet": SimpleUploadedFile("x.csv", b"")},
            "The file is empty",
        ),
        (
            {"kind": "checks", "sheet": SimpleUploadedFile("x.pdf", b"%PDF-1.7")},
            "The file is a PDF document",
        ),
        (
            {"kind": "checks", "sheet": SimpleUploadedFile("x.csv", b"a,b\r\n1,2")},
            "Headings are not known in columns A ('a'), B ('b')",
        ),
    ],
)
def test_odd_uploads_are_answered_with_the_page_and_nothing_is_kept(
    client, officer, sent, said
):
    page = client.post(UPLOAD, sent)

    assert page.status_code == 200
    assert said in text(page)
    assert "<title>Error:" in page.content.decode()
    assert not SheetImport.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, officer):
    sheet = SimpleUploadedFile("x.csv", b"a" * (LARGEST_FILE + 1))

    page = client.post(UPLOAD, {"kind": "checks", "sheet": sheet})

    assert "The file is larger than 10 MB" in text(page)


def test_a_body_that_is_somewhat_too_large_is_let_through_and_refused(client, officer):
    sheet = SimpleUploadedFile("x.csv", b"a" * (2 * LARGEST_FILE))

    page = client.post(UPLOAD, {"kind": "checks", "sheet": sheet})

    assert page.status_code == 413
    assert "The file is larger than 10 MB" in text(page)


def test_a_body_of_two_gigabytes_is_refused_without_reading_it(client, officer):
    page = client.post(UPLOAD, {"kind": "checks"}, CONTENT_LENGTH=str(2 * 1024**3))

    assert page.status_code == 413
    assert "The file is larger than 10 MB" in text(page)


def test_a_form_from_elsewhere_is_refused(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert client.post(UPLOAD, {"kind": "checks"}).status_code == 403


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", SheetImport.Kind.values)
def test_every_kind_can_be_filled_in_and_exported(client, addressee, kind, ending):
    names = {"empty-sheet": f"{kind}-to-fill-in", "export-sheet": f"{kind}-2026-11-21"}

    for name, file_name in names.items():
        address = reverse(f"responses:{name}", args=[kind, ending])
        file = client.get(address)
        assert file.status_code == 200
        assert f'filename="{file_name}.{ending}"' in file["Content-Disposition"]


def test_an_export_is_of_ones_own_unless_all_is_asked_for(client, addressee):
    other = ResponseFactory(summary="Somebody else's")
    ResponseFactory(addressee=addressee, summary="One's own")
    address = reverse("responses:export-sheet", args=["responses", "csv"])

    own, everyones = (client.get(address + asked) for asked in ("", "?all=1"))

    assert "One's own" in own.content.decode()
    assert other.summary not in own.content.decode()
    assert other.summary in everyones.content.decode()


def test_the_pages_lead_to_one_another(client, addressee):
    AddresseeFactory()
    assert UPLOAD in client.get("/desk/").content.decode()
    page = client.get(f"{UPLOAD}?kind=checks").content.decode()
    assert "/desk/import/checks.csv" in page
    assert "/desk/export/" in page
    assert (
        "/desk/export/checks.xlsx?all=1" in client.get("/desk/export/").content.decode()
    )


def test_a_long_preview_shows_the_first_hundred(client, officer):
    officer.has_all_institutions = True
    officer.save()
    addressees = AddresseeFactory.create_batch(101)

    page = uploaded(client, [row(each, CHECK) for each in addressees])

    assert page.content.decode().count('<th scope="row">') == 100
    assert "The first 100 of 101 are shown" in text(page)
