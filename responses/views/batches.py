"""What was done together, and how it is undone as one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.models import Addressee
from responses import services
from responses.forms.batches import UndoForm
from responses.models import Batch
from responses.permissions import batches_of, is_left_to_a_reviewer, may_undo
from responses.views.acts import form_page
from responses.views.officers import OfficerRequest, for_officers
from responses.worklist import lines_of

PAGE_LENGTH = 50


@for_officers
@require_safe
def batches(request: OfficerRequest) -> HttpResponse:
    """List what was done together, newest first."""
    found = _batches(request).annotate(about=Count("items")).order_by("-done_at", "-pk")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page", ""))
    return TemplateResponse(request, "responses/batches.html", {"page": page})


@for_officers
@require_safe
def batch(request: OfficerRequest, batch: int) -> HttpResponse:
    found = get_object_or_404(_batches(request), pk=batch)
    context = {
        "batch": found,
        "lines": lines_of(request.user, _addressees(found)),
        "is_undoable": not found.is_undone and may_undo(request.user, found),
        "is_left_to_a_reviewer": is_left_to_a_reviewer(request.user, found),
    }
    return TemplateResponse(request, "responses/batch.html", context)


@form_page
def undo(request: OfficerRequest, batch: int) -> HttpResponse:
    """Show what undoing would change, ask why, and undo it."""
    found = get_object_or_404(_batches(request), pk=batch)
    now = timezone.now()
    form = UndoForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"batch": found, "form": form}
    try:
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            services.undo(found, by=request.user, at=now, reason=reason)
            messages.success(request, f"Undone: {found.title}.")
            return redirect("responses:batch", batch=found.pk)
        on = timezone.localdate(now)
        context["foreseen"] = services.foresee_undoing(
            found, by=request.user, at=now, on=on
        )
    except (services.AlreadyRecorded, services.AsksForReview) as refusal:
        messages.error(request, str(refusal))
        return redirect("responses:batch", batch=found.pk)
    except services.NotAllowed:
        raise PermissionDenied("Not all that this is about is yours.") from None
    except services.ChangedSince as refusal:
        context["changed"] = refusal.addressees
    return TemplateResponse(request, "responses/undo.html", context)


def _batches(request: OfficerRequest) -> Any:
    return batches_of(request.user).select_related("done_by", "undone_by")


def _addressees(batch: Batch) -> list[Any]:
    rows: Any = Addressee.objects.with_timeliness(on=timezone.localdate())
    about = rows.filter(batch_items__batch=batch).for_list()
    return list(about.order_by("report", "pk"))
