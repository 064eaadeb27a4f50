"""Uploaded sheets: kept for their preview, imported once, told what became of them."""

from datetime import datetime

import pghistory
from django.db import transaction

from responses.models import Officer, SheetImport
from responses.services.batches import Sender, as_batch, note_versions
from responses.sheets.importing import Import
from responses.sheets.kinds import KINDS
from responses.sheets.outcomes import Outcome
from responses.sheets.uploads import grid_of, read_upload


class Refused(Exception):
    """The sheet was not imported: look at its outcome, which is told anew."""


def take_in(
    data: bytes, *, kind: str, file_name: str, by: Officer, at: datetime
) -> SheetImport:
    """Read an uploaded file, and keep its cells with what they would do.

    Raises NotASheet, keeping nothing, when it cannot be read or its headings are odd.
    What was kept and never imported is dropped in passing.
    """
    grid = read_upload(data)
    outcome = Import(KINDS[SheetImport.Kind(kind)], grid, by, at).foresee()
    SheetImport.objects.expired(at=at).delete()
    with pghistory.context(user=by.pk, by=by.email):
        return SheetImport.objects.create(
            kind=kind,
            file_name=file_name,
            uploaded_by=by,
            uploaded_at=at,
            grid=grid.as_json(),
            outcome=outcome.as_json(),
        )


def import_sheet(
    sheet: SheetImport, *, seen: str, reason: str, by: Officer, at: datetime
) -> SheetImport:
    """Store all rows of a sheet as one batch; once, however often it is asked.

    seen: the fingerprint of the outcome that the officer was shown. Raises Refused,
    having stored nothing but the outcome told anew, when it has become another since.
    """
    with transaction.atomic():
        held = SheetImport.objects.select_for_update().get(pk=sheet.pk)
        if held.batch is not None:
            return held
        outcome = _carry_out(held, seen, Sender(by, at, f"sheet:{held.pk}"), reason)
        held.outcome = outcome.as_json()
        held.save(update_fields=["outcome", "batch"])
    if held.batch is None:
        raise Refused
    return held


def _carry_out(sheet: SheetImport, seen: str, sender: Sender, reason: str) -> Outcome:
    """Import the sheet into a batch, or leave it without one."""
    title = f"Import of {sheet.get_kind_display().lower()} from {sheet.file_name}"
    kind = KINDS[SheetImport.Kind(sheet.kind)]
    with transaction.atomic():
        # Readers are shown the reason; how the officer's file is called, nobody.
        said = {"reason": reason, "file": sheet.file_name}
        with as_batch(title, sender) as batch, pghistory.context(**said):
            importing = Import(kind, grid_of(sheet.grid), sender.done_by, sender.at)
            outcome = importing.carry_out()
            note_versions(batch, [int(pk) for pk in outcome.versions])
        if outcome.fingerprint == seen and outcome.to_store:
            sheet.batch = batch
        else:
            transaction.set_rollback(True)
    return outcome
