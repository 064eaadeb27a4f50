"""The queue of what readers say is wrong, at the desk."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from responses.correction_requests import (
    AnsweredAlready,
    NotYours,
    answer,
    set_aside,
)
from responses.forms.requests import AnswerForm, SetAsideForm
from responses.models import CorrectionRequest
from responses.permissions import answerable_by
from responses.views.officers import OfficerRequest, for_officers

PAGE_LENGTH = 100
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@for_officers
@form_methods
def requests(request: OfficerRequest) -> HttpResponse:
    """List what waits for an answer, the officer's own unless all=1, oldest first.

    A POST sets aside those ticked, once it is confirmed.
    """
    mine = answerable_by(request.user).open()
    form = SetAsideForm(request.POST if request.method == "POST" else None, among=mine)
    if form.is_bound and form.is_valid():
        return _set_aside(request, form)
    is_everyones = request.GET.get("all") == "1"
    rows = CorrectionRequest.objects.open() if is_everyones else mine
    pages = Paginator(rows.for_list().order_by("asked_at", "pk"), PAGE_LENGTH)
    context = {
        "form": form,
        "page": pages.get_page(request.GET.get("page", "")),
        "is_everyones": is_everyones,
        "mine": set(mine.values_list("pk", flat=True)),
    }
    return TemplateResponse(request, "responses/requests.html", context)


@for_officers
@form_methods
def answer_request(request: OfficerRequest, asked: int) -> HttpResponse:
    found = get_object_or_404(
        answerable_by(request.user).for_list().select_related("answered_by"), pk=asked
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"asked": found, "form": form}
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            answer(
                found,
                by=request.user,
                at=timezone.now(),
                outcome=CorrectionRequest.Outcome(said["outcome"]),
                words=said["answer"],
            )
        except AnsweredAlready:
            found.refresh_from_db()
            status = HTTPStatus.CONFLICT
        except NotYours:
            raise Http404 from None
        else:
            messages.success(request, "Answered. The answer stands in the changes.")
            return redirect("responses:requests")
    return TemplateResponse(
        request, "responses/answer_request.html", context, status=status
    )


def _set_aside(request: OfficerRequest, form: SetAsideForm) -> HttpResponse:
    if request.POST.get("is_sure") != "yes":
        context = {"chosen": form.ids}
        return TemplateResponse(request, "responses/set_aside.html", context)
    try:
        count = set_aside(form.ids, by=request.user, at=timezone.now())
    except (AnsweredAlready, NotYours):
        messages.error(request, "Somebody has answered one of them: tick them again.")
    else:
        counted = f"{count} request{'s' if count != 1 else ''}"
        messages.success(request, f"{counted} set aside as not about this register.")
    return redirect("responses:requests")
