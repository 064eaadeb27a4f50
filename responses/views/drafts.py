"""Drafts: what is typed into a form of the desk is kept while it is written."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from responses import services
from responses.forms.acts import ActForm, TooLong
from responses.forms.submitted import LOST
from responses.permissions import drafts_left_to, drafts_of
from responses.views.form_pages import FormPage
from responses.views.officers import OfficerRequest, for_officers
from responses.views.reviews import show_review

NEWER = (
    "Not saved: another page has changed this draft meanwhile. What you typed is kept "
    "on this page. Open the form again to see the other text."
)

NOT_DISCARDED = (
    "Not discarded: another page has changed this draft meanwhile. This is how it "
    "stands now."
)


@for_officers
@require_safe
def drafts(request: OfficerRequest) -> HttpResponse:
    """List what the officer is writing, and what closed accounts left to them."""
    context = {
        "drafts": drafts_of(request.user).for_list(),
        "left": drafts_left_to(request.user).for_list(),
    }
    return TemplateResponse(request, "responses/drafts.html", context)


def reopened(page: FormPage) -> HttpResponse:
    """Show a form as its draft has it; one that waits for review is only shown."""
    draft = page.desk.draft
    if draft is None:
        return page.show(page.form())
    if draft.is_submitted:
        return show_review(page, draft)
    form = page.form(draft.typed)
    form.leave_unjudged()
    return page.show(form)


def draft_button(page: FormPage, name: str) -> HttpResponse:
    """Do what a button says that saves nothing in the record."""
    buttons: dict[str, Callable[[FormPage, ActForm], HttpResponse]] = {
        "keep": _keep,
        "discard": _discard,
        "take-back": _take_back,
    }
    if name not in buttons:
        raise BadRequest("This page has no such button.")
    return buttons[name](page, page.form(page.request.POST))


def _keep(page: FormPage, form: ActForm) -> HttpResponse:
    """Save what was typed as a draft: asked for by the page's script, or by hand."""
    if form.is_lost:
        return _refused(page, form, LOST)
    try:
        draft = services.save_draft(page.desk, form.writing, at=page.now)
    except services.AlreadySubmitted:
        return _refused(page, form, "Not saved as a draft: it is recorded already.")
    except services.NewerDraft as newer:
        return _told_of(page, form, newer)
    except TooLong as refusal:
        return _refused(page, form, str(refusal))
    said = f"Draft saved at {timezone.localtime(draft.saved_at):%H:%M}"
    if _is_script(page):
        return JsonResponse({"said": said, "draft": str(draft.token)})
    messages.success(page.request, f"{said}. Nothing is recorded yet.")
    return redirect(page.request.path)


def _discard(page: FormPage, form: ActForm) -> HttpResponse:
    form.full_clean()
    try:
        services.discard_draft(page.desk, seen=form.cleaned_data.get("draft"))
    except services.NewerDraft:
        messages.warning(page.request, NOT_DISCARDED)
    else:
        messages.success(page.request, "Draft discarded.")
    return redirect(page.request.path)


def _take_back(page: FormPage, form: ActForm) -> HttpResponse:
    try:
        services.take_back(page.desk)
    except services.NewerDraft:
        messages.warning(page.request, "It waits for review no more.")
    else:
        messages.success(page.request, "Taken back: you can write in it again.")
    return redirect(page.request.path)


def _told_of(page: FormPage, form: ActForm, newer: services.NewerDraft) -> HttpResponse:
    """Say that another page has written since; what this one typed stays on it."""
    if _is_script(page):
        return JsonResponse({"said": NEWER}, status=HTTPStatus.CONFLICT)
    form.leave_unjudged()
    form.see(newer.draft)
    return page.show(form, status=HTTPStatus.CONFLICT, newer=newer)


def _refused(page: FormPage, form: ActForm, why: str) -> HttpResponse:
    if _is_script(page):
        return JsonResponse({"said": why}, status=HTTPStatus.BAD_REQUEST)
    form.leave_unjudged()
    form.add_error(None, why)
    return page.show(form)


def _is_script(page: FormPage) -> bool:
    """Whether the page's script asks, and so reads JSON."""
    types = ["text/html", "application/json"]
    return page.request.get_preferred_type(types) == "application/json"
