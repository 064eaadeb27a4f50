"""Promises in lists: an officer's, and those that concern one institution."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.as_at import AsAt
from recommendations.models import Institution
from responses.models import Promise
from responses.permissions import addressees_of
from responses.promise_states import PromiseState
from responses.promises import promise_list, promises_at_work
from responses.views.officers import OfficerRequest, for_officers


@for_officers
@require_safe
def desk(request: OfficerRequest) -> HttpResponse:
    """List the promises of the officer's institutions, everybody's with all=1."""
    is_everyones = request.GET.get("all") == "1"
    on = timezone.localdate()
    rows = promises_at_work(request.user, on=on, is_everyones=is_everyones)
    context = _listed(request, rows, on=on) | {
        "is_everyones": is_everyones,
        "theirs": set(addressees_of(request.user).values_list("pk", flat=True)),
        "kept": "&all=1" if is_everyones else "",
    }
    return TemplateResponse(request, "responses/desk_promises.html", context)


@require_safe
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """List the promises in the responses that concern an institution."""
    found = get_object_or_404(Institution, slug=slug)
    asked = AsAt(request.GET, today=timezone.localdate())
    rows: Any = Promise.objects.standing(on=asked.on).concerning(found.pk)
    context = _listed(request, rows, on=asked.on) | {
        "asked": asked,
        "institution": found,
        "kept": f"&as_at={asked.on}" if asked.is_past else "",
    }
    return TemplateResponse(request, "responses/promises.html", context)


def _listed(request: HttpRequest, rows: Any, *, on: date) -> dict[str, Any]:
    """Return what both pages show; state, page: of the address."""
    named = request.GET.get("state", "")
    is_known = named in PromiseState.values
    state = PromiseState(named) if is_known else None
    page = request.GET.get("page", "")
    return {
        "on": on,
        "promises": promise_list(rows, on=on, state=state, page=page),
        "problem": _unknown_state() if named and not is_known else "",
    }


def _unknown_state() -> str:
    known = ", ".join(PromiseState.values)
    return f"There are no promises of that state: choose one of {known}."
