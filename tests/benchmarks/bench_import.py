"""How long a big sheet takes, and how much memory: run by naming this file.

ROWS=10000 ./run test tests/benchmarks/bench_import.py -s
"""

import os
import resource
import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from recommendations.models import Addressee
from responses.models import Response
from responses.register.loading import load_register
from responses.services import undo
from responses.sheets import writing
from responses.sheets.keeping import import_sheet, take_in
from responses.sheets.kinds import RESPONSES_SHEET
from responses.sheets.outcomes import Outcome
from tests.benchmarks.register_directory import write_register
from tests.responses.factories import OfficerFactory
from tests.responses.sheets.files import csv_bytes, xlsx_bytes
from tests.responses.sheets.sheets import ANSWER, cells_of, row

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROWS = int(os.environ.get("ROWS", "10000"))
MOST_SECONDS, MOST_MEMORY = 20, 300  # for a preview, in MB


@pytest.fixture
def rows(db, tmp_path):
    """A response to each of as many addressees, each with words of its own."""
    write_register(tmp_path, recommendations=ROWS // 2)
    load_register(tmp_path, on=ON, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = Addressee.objects.select_related(
        "recommendation__report", "institution"
    ).order_by("pk")
    answer = ANSWER | {"document_published": "2026-11-01", "kind": "update"}
    said = "Accepts it in words of its own, and names a date. " * 3
    return [
        row(each, answer, summary=f"{n}: {said}", answered_by=each.institution.slug)
        for n, each in enumerate(found[:ROWS])
    ]


@pytest.mark.parametrize("write", [csv_bytes, xlsx_bytes])
def test_a_big_sheet_is_shown_imported_and_undone(rows, write):
    officer = OfficerFactory()
    data = write(cells_of(rows))
    began = time.monotonic()

    def told(step):
        nonlocal began
        took, began = time.monotonic() - began, time.monotonic()
        here, there = (
            resource.getrusage(who).ru_maxrss // 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"{step}: {took:.1f} s, peak {here} MB, in the other process {there} MB")
        return took, here

    sheet = take_in(data, kind="responses", file_name="big", by=officer, at=AT)
    took, peak = told(f"preview of {len(rows):,} rows")
    assert took < MOST_SECONDS
    assert peak < MOST_MEMORY

    outcome = Outcome.from_json(sheet.outcome)
    assert outcome.created == len(rows)
    done = import_sheet(sheet, seen=outcome.fingerprint, reason="", by=officer, at=AT)
    told("import")
    again = take_in(data, kind="responses", file_name="big", by=officer, at=AT)
    told("the same again")
    assert Outcome.from_json(again.outcome).unchanged == len(rows)
    writing.written(
        writing.export(RESPONSES_SHEET, Addressee.objects.all(), on=ON), "xlsx"
    )
    told("export as a workbook")
    undo(done.batch, by=officer, at=AT, reason="Only measured")
    told("undoing")
    assert Response.objects.filter(status="withdrawn").count() == len(rows)
