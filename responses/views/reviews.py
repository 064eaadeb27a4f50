"""Review: one officer reads what another wrote, and publishes or returns it."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from responses import services
from responses.forms.acts import ActForm
from responses.forms.reviews import ReturnForm, ReviewForm
from responses.history import changes_since
from responses.models import Draft
from responses.permissions import (
    drafts_open_to,
    may_review,
    paper_reviews_for,
    reviews_for,
)
from responses.services import Act
from responses.views.form_pages import FormPage
from responses.views.officers import OfficerRequest, for_officers

DIGITS = 18  # of an id, at most
# What the author's act may be refused for once it is to be published.
_REFUSALS = (
    services.NotAllowed,
    services.AlreadySubmitted,
    services.AlreadyRecorded,
    services.OddDate,
    services.ChangedMeanwhile,
)
REWRITTEN = (
    "The officer has written in it since you opened this page. Read it again as it is "
    "now."
)
CHANGED = (
    "The record has changed since you opened this page. Read below what was saved, "
    "then publish it all the same or return it."
)


@for_officers
@require_safe
def reviews(request: OfficerRequest) -> HttpResponse:
    """List what waits for this reviewer."""
    context = {
        "reviews": reviews_for(request.user).for_list(),
        "papers": paper_reviews_for(request.user).for_list(),
    }
    return TemplateResponse(request, "responses/reviews.html", context)


def review_page(page: FormPage, number: str) -> HttpResponse:
    """Show a draft of somebody else's, and do what its reader decides.

    number: its id, as the address has it. Raises Http404 where there is none, or none
    that this officer may know of.
    """
    draft = _draft(page, number)
    if draft.author == page.request.user and draft.is_open:
        return redirect(page.request.path)
    if not (draft.is_submitted or draft.is_left):
        return _leave(page, draft)
    if page.request.method != "POST":
        return show_review(page, draft)
    match page.request.POST.get("do"):
        case "publish":
            return _decide(page, draft, ReviewForm(page.request.POST))
        case "return":
            return _decide(page, draft, ReturnForm(page.request.POST))
        case "take-over":
            return _take_over(page, draft)
    raise BadRequest("This page has no such button.")


def show_review(
    page: FormPage,
    draft: Draft,
    form: ReviewForm | None = None,
    *,
    status: int = HTTPStatus.OK,
    alert: str = "",
) -> HttpResponse:
    """Show what a draft would write in the record, beside what it says now."""
    user = page.request.user
    context = {
        "addressee": page.addressee,
        "address": page.address,
        "draft": draft,
        "form": form or _fresh(page, draft),
        "alert": alert,
        "is_own": draft.author == user,
        "is_reviewable": may_review(user, draft),
        **page.shown,
    }
    if draft.is_submitted:
        context |= _read(page, draft)
    template = "responses/review.html"
    return TemplateResponse(page.request, template, context, status=status)


def _read(page: FormPage, draft: Draft) -> dict[str, Any]:
    """Return what a page tells of a draft: what it would do, or why it cannot."""
    since = changes_since(page.addressee, draft.based_on)
    form = page.form(draft.typed)
    if not form.is_valid():
        return {"since": since, "problems": form}
    read = {"since": since, "said": form.said, "evidence": form.rests_on}
    try:
        act = _act(page, draft, form)
        rehearsal = services.rehearse(act, page.doing(form), among=form.concerned)
    except _REFUSALS as refusal:
        return read | {"refusal": _in_words(refusal, draft)}
    return read | {"rehearsal": rehearsal}


def _act(
    page: FormPage, draft: Draft, form: ActForm, version: int | None = None
) -> Act:
    """Return the author's act, on the version of the record that its reader saw."""
    act = form.act(by=draft.author, at=page.now)
    review = services.Review(page.request.user, draft.submitted_at or page.now)
    seen = page.addressee.version if version is None else version
    return replace(act, based_on=seen, review=review)


def _decide(page: FormPage, draft: Draft, decision: ReviewForm) -> HttpResponse:
    """Publish or return what was read; where that is refused, say so on the page."""
    if not decision.is_valid():
        return show_review(page, draft, decision)
    try:
        if isinstance(decision, ReturnForm):
            return _return(page, draft, decision)
        return _publish(page, draft, decision)
    except services.AlreadySubmitted:
        draft.refresh_from_db()
        return _leave(page, draft)
    except services.ChangedMeanwhile:
        return _again(page, draft, decision, CHANGED)
    except services.NewerDraft as newer:
        return _again(page, newer.draft or draft, decision, REWRITTEN)
    except _REFUSALS:
        # The page tries it anew, and tells what stands in the way.
        return show_review(page, draft, decision)


def _publish(page: FormPage, draft: Draft, decision: ReviewForm) -> HttpResponse:
    form = page.form(draft.typed)
    if not form.is_valid():
        return show_review(page, draft, decision)
    said = decision.cleaned_data
    act = _act(page, draft, form, said["version"])
    services.publish_draft(
        draft, act, page.doing(form), seen=said["seen"], among=form.concerned
    )
    return page.leave("Published")


def _return(page: FormPage, draft: Draft, decision: ReviewForm) -> HttpResponse:
    said = decision.cleaned_data
    services.return_draft(
        draft,
        by=page.request.user,
        at=page.now,
        note=said["note"],
        seen=said["seen"],
    )
    messages.success(page.request, f"Returned to {draft.author.email}.")
    return redirect("responses:reviews")


def _again(
    page: FormPage, draft: Draft, decision: ReviewForm, why: str
) -> HttpResponse:
    """Show what the reviewer had not seen yet, with the note they were writing."""
    form = _fresh(page, draft, note=decision.cleaned_data["note"])
    status = HTTPStatus.CONFLICT
    return show_review(page, draft, form, status=status, alert=why)


def _fresh(page: FormPage, draft: Draft, *, note: str = "") -> ReviewForm:
    seen = {"version": page.addressee.version, "seen": draft.token, "note": note}
    return ReviewForm(initial=seen)


def _take_over(page: FormPage, draft: Draft) -> HttpResponse:
    try:
        services.take_over(draft, by=page.request.user)
    except services.NotAllowed:
        raise Http404 from None
    except services.AlreadyRecorded as refusal:
        return show_review(page, draft, alert=str(refusal))
    messages.success(page.request, "Taken over: the draft is yours to finish.")
    return redirect(page.request.path)


def _leave(page: FormPage, draft: Draft) -> HttpResponse:
    """Go where a second press of the same button would have led."""
    if draft.status == Draft.Status.PUBLISHED:
        return page.leave("Published")
    return redirect("responses:reviews")


def _draft(page: FormPage, number: str) -> Draft:
    """Return the draft of this form that has an id, if this officer may know of it."""
    if not number.isascii() or not number.isdecimal() or len(number) > DIGITS:
        raise Http404
    desk = page.desk
    known = drafts_open_to(page.request.user).select_related("author", "addressee")
    of_this_form = {"form": desk.form, "target": desk.target}
    return get_object_or_404(
        known, pk=int(number), addressee=page.addressee, **of_this_form
    )


def _in_words(refusal: Exception, draft: Draft) -> str:
    match refusal:
        case services.NotAllowed():
            return str(refusal) or (
                f"{draft.author.email} may not write about {draft.addressee} any more. "
                "Return it, and let another officer write it."
            )
        case services.AlreadySubmitted():
            return "This very form is recorded already. Return it."
    return str(refusal)
