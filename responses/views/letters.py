"""Letters: the log, one letter, and how it is drafted, read and downloaded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.models import Institution, Rung
from responses import services
from responses.chasing import (
    bodies_of,
    chaseable,
    covered_by,
    in_list_order,
)
from responses.forms.ladder import LettersForm
from responses.forms.letter_drafts import ChooseLetterForm, NewLetterForm
from responses.history import trail_of_letter
from responses.ladder import with_rungs
from responses.letters.paper import LIST_TITLE, Paper, as_docx, paper_of
from responses.models import Letter
from responses.permissions import addressees_of, letters_of, may_write_to
from responses.services import NewLetter
from responses.views.officers import OfficerRequest, for_officers

PAGE_LENGTH = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_officers
@require_safe
def letters(request: OfficerRequest) -> HttpResponse:
    """Show the letters that the officer may read, the newest first."""
    form = LettersForm(request.GET)
    found = letters_of(request.user).filter(**form.condition)
    newest = found.for_list().order_by("-pk")
    page = Paginator(newest, PAGE_LENGTH).get_page(request.GET.get("page", ""))
    context = {"form": form, "page": page}
    return TemplateResponse(request, "responses/letters.html", context)


@for_officers
@require_safe
def letter(request: OfficerRequest, letter: int) -> HttpResponse:
    found = letter_for(request, letter)
    on = timezone.localdate()
    covered = covered_by(found, on=on)
    owing = chaseable(found.institution, on=on).filter(letters=found)
    still = set(owing.values_list("pk", flat=True))
    context = {
        "letter": found,
        "paper": paper_of(found, covered, on=on),
        "covered": covered,
        "settled": [each for each in covered if each.pk not in still],
        "mails": found.mails.select_related("asked_by"),
        "may_write": may_write_to(request.user, found.addressees.all()),
        "trail": trail_of_letter(found),
        "list_title": LIST_TITLE,
    }
    return TemplateResponse(request, "responses/letter.html", context)


@for_officers
@require_safe
def print_letter(request: OfficerRequest, letter: int) -> HttpResponse:
    found = letter_for(request, letter)
    context = {
        "letter": found,
        "paper": _paper(found),
        "list_title": LIST_TITLE,
    }
    return TemplateResponse(request, "responses/print_letter.html", context)


@for_officers
@require_safe
def letter_docx(request: OfficerRequest, letter: int) -> HttpResponse:
    found = letter_for(request, letter)
    named = f'attachment; filename="letter-{found.pk}.docx"'
    return HttpResponse(
        as_docx(_paper(found)),
        content_type=WORD,
        headers={"Content-Disposition": named},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new_letter(request: OfficerRequest) -> HttpResponse:
    """Ask whom to write to and of which rung; then about what; then draft it."""
    on = timezone.localdate()
    bodies = bodies_of(request.user, on=on)
    asked = request.GET if {"institution", "rung"} & set(request.GET) else None
    chosen = ChooseLetterForm(asked, bodies=bodies)
    if not chosen.is_valid():
        context = {"form": chosen, "has_bodies": bodies.exists()}
        return TemplateResponse(request, "responses/choose_letter.html", context)
    institution, rung = chosen.cleaned_data["institution"], chosen.cleaned_data["rung"]
    owing = owing_to(request, institution, rung)
    given = request.POST if request.method == "POST" else None
    ticked = {each.pk for each in owing if each.letter_rung == rung.number}
    form = NewLetterForm(given, owing=owing, ticked=ticked)
    context = {"form": form, "institution": institution, "rung": rung}
    if form.is_bound and form.is_valid():
        new = NewLetter(rung, institution, form.cleaned_data["addressees"])
        try:
            drafted = services.draft_letter(
                new, by=request.user, at=timezone.now(), submission=form.token
            )
        except services.NotAllowed:
            raise PermissionDenied from None
        except services.AlreadyRecorded as refusal:
            form.add_error(None, str(refusal))
            context["drafted"] = getattr(refusal, "letter", None)
        else:
            return redirect("responses:edit-letter", drafted.pk)
    return TemplateResponse(request, "responses/new_letter.html", context)


def letter_for(request: OfficerRequest, pk: int) -> Letter:
    """Return a letter that the officer may read; raises Http404 where there is none."""
    readable = letters_of(request.user).select_related(
        "institution", "rung__inquiry", "drafted_by", "cancelled_by"
    )
    return get_object_or_404(readable, pk=pk)


def owing_to(request: OfficerRequest, institution: Institution, rung: Rung) -> Any:
    """Return what a letter of the rung to a body may be about, with_rungs."""
    on = timezone.localdate()
    owing = chaseable(institution, on=on).filter(
        report__inquiry=rung.inquiry_id,
        pk__in=addressees_of(request.user).values("pk"),
    )
    return in_list_order(with_rungs(owing, on=on))


def _paper(found: Letter) -> Paper:
    on = timezone.localdate()
    return paper_of(found, covered_by(found, on=on), on=on)
