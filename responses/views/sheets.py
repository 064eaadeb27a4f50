"""Sheets at the desk: uploaded, looked at, imported, undone; and exported."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.models import Addressee
from responses.forms.sheets import TOO_LARGE, ImportForm, UndoForm, UploadForm
from responses.models import SheetImport
from responses.permissions import addressees_of
from responses.services import (
    AlreadyRecorded,
    AsksForReview,
    ChangedSince,
    NotAllowed,
    undo,
)
from responses.sheets import keeping, writing
from responses.sheets.grids import NotASheet
from responses.sheets.kinds import KINDS, Kind
from responses.sheets.outcomes import Outcome
from responses.sheets.uploads import LARGEST_FILE
from responses.views.officers import OfficerRequest, for_officers

SHOWN = 100  # rows of a preview; the others stand in the sheet to be downloaded
RECENT = 10
_ROOM = 64 * 1024  # bytes that a form needs around its file
_DRAINED = 64 * 1024**2  # bytes

View = Callable[..., HttpResponse]


def sized(view: View) -> View:
    """Refuse a body that is too large before any of it is read.

    The token against forgery stands in the body: it is looked for only afterwards.
    """
    guarded = csrf_protect(view)

    def look_at_size(
        request: OfficerRequest, *args: Any, **options: Any
    ) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= LARGEST_FILE + _ROOM:
            return guarded(request, *args, **options)
        # A browser shows the page only once it has sent all: a little is let through.
        if int(length) <= _DRAINED:
            while request.read(LARGEST_FILE):
                pass
        return _upload_page(request, _refused(), HTTPStatus.CONTENT_TOO_LARGE)

    return csrf_exempt(look_at_size)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
@sized
def upload_sheet(request: OfficerRequest) -> HttpResponse:
    """Take a sheet, and go on to what it would do."""
    if request.method != "POST":
        initial = {"kind": request.GET.get("kind", "")}
        return _upload_page(request, UploadForm(initial=initial))
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = keeping.take_in(
                said["sheet"].read(),
                kind=said["kind"],
                file_name=said["sheet"].name,
                by=request.user,
                at=timezone.now(),
            )
        except NotASheet as problem:
            form.add_error("sheet", str(problem))
        else:
            return redirect("responses:import-sheet", pk=kept.pk)
    return _upload_page(request, form)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show what a sheet would do or has done; import it."""
    sheet = _own_sheet(request, pk)
    outcome = Outcome.from_json(sheet.outcome)
    form = ImportForm(request.POST or None, outcome=outcome)
    if request.method != "POST" or sheet.batch or not form.is_valid():
        return _preview(request, sheet, outcome, form)
    try:
        done = keeping.import_sheet(
            sheet,
            seen=form.cleaned_data["fingerprint"],
            reason=form.reason_given,
            by=request.user,
            at=timezone.now(),
        )
    except NotASheet as problem:
        messages.error(request, f"Nothing was imported. {problem}")
        return redirect("responses:upload-sheet")
    except keeping.Refused:
        messages.error(
            request,
            "Nothing was imported: the record has changed since you looked. This is "
            "what the sheet would do now.",
        )
    else:
        messages.success(
            request, f"Imported {_counted(Outcome.from_json(done.outcome))}"
        )
    return redirect("responses:import-sheet", pk=pk)


@for_officers
@require_safe
def checked_sheet(request: OfficerRequest, pk: int, ending: str) -> HttpResponse:
    """Download an uploaded sheet, with what was found in columns of its own."""
    sheet = _own_sheet(request, pk)
    name = sheet.file_name.rpartition(".")[0] or sheet.file_name
    return _download(writing.checked(sheet), f"{name}-checked", ending)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def undo_import(request: OfficerRequest, pk: int) -> HttpResponse:
    """Ask why, and take back all that an import did."""
    sheet = _own_sheet(request, pk)
    if sheet.batch is None:
        raise Http404
    form = UndoForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"sheet": sheet, "form": form}
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            undo(sheet.batch, by=request.user, at=timezone.now(), reason=reason)
        except (AlreadyRecorded, AsksForReview) as refusal:
            form.add_error(None, str(refusal))
        except NotAllowed:
            form.add_error(
                None,
                "Some of what it was about is no longer among the institutions of "
                "your account: ask somebody whose it is.",
            )
        except ChangedSince as refusal:
            context["changed"] = refusal.addressees
            form.add_error(
                None,
                "Others have written about some of this since, and undoing would lose "
                "it. Take single records back on their own pages.",
            )
        else:
            messages.success(request, f"Undone: {sheet.batch}.")
            return redirect("responses:import-sheet", pk=pk)
    return TemplateResponse(request, "responses/undo_import.html", context)


@for_officers
@require_safe
def empty_sheet(request: OfficerRequest, kind: str, ending: str) -> HttpResponse:
    """Download headings with one example below them."""
    chosen = _kind(kind)
    return _download(writing.empty_sheet(chosen), f"{kind}-to-fill-in", ending)


@for_officers
@require_safe
def export_sheets(request: OfficerRequest) -> HttpResponse:
    context = {"kinds": KINDS.values()}
    return TemplateResponse(request, "responses/export_sheets.html", context)


@for_officers
@require_safe
def export_sheet(request: OfficerRequest, kind: str, ending: str) -> HttpResponse:
    """Download what the record holds, the officer's own unless all=1."""
    chosen, on = _kind(kind), timezone.localdate()
    is_everyones = request.GET.get("all") == "1"
    whose = Addressee.objects.all() if is_everyones else addressees_of(request.user)
    rows = writing.export(chosen, whose.in_register(on=on), on=on)
    return _download(rows, f"{kind}-{on}", ending)


def _own_sheet(request: OfficerRequest, pk: int) -> SheetImport:
    own = request.user.sheet_imports.select_related("batch__undone_by")
    return get_object_or_404(own, pk=pk)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[SheetImport.Kind(name)]


def _upload_page(
    request: OfficerRequest, form: UploadForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "kinds": KINDS.values()}
    imported = request.user.sheet_imports.filter(batch__isnull=False)
    context["recent"] = imported.select_related("batch").defer("grid")[:RECENT]
    return TemplateResponse(
        request, "responses/upload_sheet.html", context, status=status
    )


def _refused() -> UploadForm:
    form = UploadForm({})
    form.full_clean()
    form.errors.clear()
    form.add_error("sheet", TOO_LARGE)
    return form


def _preview(
    request: OfficerRequest, sheet: SheetImport, outcome: Outcome, form: ImportForm
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "kind": KINDS[SheetImport.Kind(sheet.kind)],
        "outcome": outcome,
        "form": form,
        "shown": f":{SHOWN}",
        "shown_count": SHOWN,
        "counted": _counted(outcome),
    }
    return TemplateResponse(request, "responses/import_sheet.html", context)


def _counted(outcome: Outcome) -> str:
    """Return 214 rows: 200 new, 14 changed. What is unchanged is not imported."""
    rows = "1 row" if outcome.to_store == 1 else f"{outcome.to_store:,} rows"
    return f"{rows}: {outcome.created:,} new, {outcome.changed:,} changed."


def _download(rows: writing.Rows, name: str, ending: str) -> HttpResponse:
    disposition = content_disposition_header(True, f"{name}.{ending}")
    return HttpResponse(
        writing.written(rows, ending),
        content_type=writing.CONTENT_TYPES[ending],
        headers={"Content-Disposition": disposition},
    )
