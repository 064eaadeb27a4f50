"""What would be published of a paper, publishing it, and taking that back."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from responses import services
from responses.effects import Effect
from responses.finding import silent_in
from responses.forms import PaperVersionForm, PublishForm, ReturnForm, UndoForm
from responses.models import Paper
from responses.permissions import may_review_paper
from responses.services import included, needs_review
from responses.views.acts import form_page
from responses.views.officers import OfficerRequest, for_officers
from responses.views.paper_tables import outcome
from responses.views.papers import CHANGED, paper_for

# What publishing a paper may be refused for, and its page then tells.
_REFUSALS = (
    services.AlreadyRecorded,
    services.BatchRefused,
    services.NotReady,
    services.PaperChanged,
    services.PaperClosed,
)


@form_page
def review_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    """Show what would be published, and publish it or hand it over for review."""
    found = paper_for(request.user, paper)
    refusal = None
    if request.method == "POST":
        try:
            return _publish(request, found)
        except services.AlreadySubmitted:
            return redirect("responses:paper", found.pk)
        except services.NotAllowed:
            raise PermissionDenied from None
        except _REFUSALS as said:
            refusal = said
            found = paper_for(request.user, paper)
    if found.is_published:
        return redirect("responses:paper", found.pk)
    return _page(request, found, refusal)


def _publish(request: OfficerRequest, paper: Paper) -> HttpResponse:
    """Do what the button says. Raises what the services do."""
    answers = included(paper)
    form = PublishForm(request.POST, paper=paper, answers=answers)
    if not form.is_valid():
        # The page was made from other answers than there are now.
        raise services.PaperChanged(paper.version)
    publication = form.publication(by=request.user, at=timezone.now())
    if needs_review(paper) and not paper.is_submitted:
        services.submit_paper(publication)
        messages.success(request, "Sent for review. Nothing of it is published yet.")
        return redirect("responses:papers")
    services.publish_paper(publication)
    count = "1 response" if len(answers) == 1 else f"{len(answers)} responses"
    messages.success(request, f"{count} published.")
    return redirect("responses:paper", paper.pk)


def _page(
    request: OfficerRequest, paper: Paper, refusal: Exception | None
) -> HttpResponse:
    answers = included(paper)
    form = PublishForm(paper=paper, answers=answers)
    form.initial["date_is_right"] = "date_is_right" in request.POST
    effect = None
    if refusal is None:
        effect, refusal = _foreseen(request, paper, form)
    context = {
        "paper": paper,
        "answers": answers,
        "form": form,
        "effect": effect.lines(is_done=False) if effect else [],
        "silent": silent_in(paper, on=timezone.localdate()),
        "needs_review": needs_review(paper),
        "may_review": may_review_paper(request.user, paper),
        "return_form": ReturnForm(paper=paper),
        **_said(refusal),
    }
    status = HTTPStatus.OK
    if request.method == "POST" and context["is_stale"]:
        status = HTTPStatus.CONFLICT
    return TemplateResponse(
        request, "responses/paper_review.html", context, status=status
    )


def _foreseen(
    request: OfficerRequest, paper: Paper, form: PublishForm
) -> tuple[Effect | None, Exception | None]:
    """Return what publishing would do, or why it would be refused; both in doubt."""
    publication = form.trial(by=request.user, at=timezone.now())
    try:
        return services.foresee_paper(publication), None
    except services.BatchRefused as refusal:
        if not all(
            isinstance(each.refusal, services.OddDate) for each in refusal.problems
        ):
            return None, refusal
        sure = replace(publication, is_date_confirmed=True)
        return services.foresee_paper(sure), refusal
    except _REFUSALS as refusal:
        return None, refusal


def _said(refusal: Exception | None) -> dict[str, Any]:
    """Say why nothing was published, as the page has it."""
    problems = getattr(refusal, "problems", [])
    kinds = {type(each.refusal) for each in problems}
    is_stale = isinstance(refusal, services.PaperChanged)
    whole = isinstance(refusal, services.AlreadyRecorded | services.PaperClosed)
    return {
        "problems": [(each.addressee, _why(each.refusal)) for each in problems],
        "is_doubted": services.OddDate in kinds,
        "is_stale": is_stale or services.ChangedMeanwhile in kinds,
        "refusal": CHANGED if is_stale else str(refusal) if whole else "",
        "is_lacking": isinstance(refusal, services.NotReady),
    }


def _why(refusal: Exception) -> str:
    if isinstance(refusal, services.AsksForReview):
        return str(refusal)
    if isinstance(refusal, services.NotAllowed):
        return "It is not among the institutions of your account."
    if isinstance(refusal, services.ChangedMeanwhile):
        return (
            "Somebody else has saved a change of its record since this page was "
            "opened. Look at it, then publish all the same, or change the paper."
        )
    return str(refusal)


@for_officers
@require_POST
def take_back_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    found = paper_for(request.user, paper)
    form = PaperVersionForm(request.POST, paper=found)
    if form.is_valid():
        try:
            services.take_back_paper(form.edit(by=request.user, at=timezone.now()))
        except services.PaperClosed as refusal:
            messages.warning(request, str(refusal))
    return redirect("responses:paper", found.pk)


@for_officers
@require_POST
def return_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    """Give a paper back to whoever wrote it, with a note."""
    found = paper_for(request.user, paper)
    form = ReturnForm(request.POST, paper=found)
    if not form.is_valid():
        messages.warning(request, "Enter what the officer is to change.")
        return redirect("responses:review-paper", found.pk)
    edit = form.edit(by=request.user, at=timezone.now())
    try:
        services.return_paper(edit, note=form.cleaned_data["note"])
    except services.NotAllowed:
        raise PermissionDenied from None
    except services.PaperClosed as refusal:
        messages.warning(request, str(refusal))
    return redirect("responses:papers")


@for_officers
@require_POST
def undo_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    """Withdraw all that a paper recorded, and open it again."""
    found = paper_for(request.user, paper)
    if not found.is_published:
        return redirect("responses:paper", found.pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return outcome(request, found, form=form)
    reason = form.cleaned_data["reason"]
    try:
        services.undo(found.batch, by=request.user, at=timezone.now(), reason=reason)
    except (services.AlreadyRecorded, services.AsksForReview) as refusal:
        messages.warning(request, str(refusal))
    except services.NotAllowed:
        raise PermissionDenied from None
    except services.ChangedSince as refusal:
        return outcome(
            request,
            found,
            HTTPStatus.CONFLICT,
            form=form,
            changed_since=refusal.addressees,
        )
    else:
        messages.success(request, "Undone. The paper is open again.")
    return redirect("responses:paper", found.pk)
