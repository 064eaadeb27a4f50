"""Response papers at the desk: which there are, a new one, what one is, its text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from recommendations.models import Inquiry, Report
from responses import services
from responses.forms import DescriptionForm, NewPaperForm, PaperVersionForm
from responses.forms.text import visible
from responses.models import Officer, Paper
from responses.permissions import papers_of
from responses.views.acts import form_page
from responses.views.officers import OfficerRequest, for_officers

CHANGED = (
    "Somebody else has saved a change meanwhile, so nothing was done. Look at the "
    "paper as it is now, then press the button again."
)


@for_officers
@require_safe
def papers(request: OfficerRequest) -> HttpResponse:
    """List what the officer may go on writing, what waits, and what came of others."""
    own = papers_of(request.user).for_list()
    context = {
        "open": own.open(),
        "submitted": own.submitted(),
        "published": own.filter(status=Paper.Status.PUBLISHED)[:20],
    }
    return TemplateResponse(request, "responses/papers.html", context)


@form_page
def new_paper(request: OfficerRequest) -> HttpResponse:
    """Enter a paper: inquiry and report may be given in the address."""
    if request.method != "POST":
        form = NewPaperForm(initial=_asked(request))
        return TemplateResponse(request, "responses/paper_new.html", {"form": form})
    form = NewPaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return TemplateResponse(request, "responses/paper_new.html", {"form": form})
    paper = services.start_paper(form.paper, by=request.user, at=timezone.now())
    found = paper.answers.count()
    says = "1 answer was found in it." if found == 1 else f"{found} answers were found."
    messages.success(request, f"The paper is kept as a draft. {says}")
    return redirect("responses:paper", paper.pk)


@form_page
def describe_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    found = paper_for(request.user, paper)
    if not found.is_open:
        return redirect("responses:paper", found.pk)
    given = request.POST if request.method == "POST" else None
    form = DescriptionForm(given, initial=DescriptionForm.initial_of(found))
    made_from = PaperVersionForm(given, paper=found)
    if given is not None and form.is_valid() and made_from.is_valid():
        edit = made_from.edit(by=request.user, at=timezone.now())
        try:
            services.describe_paper(edit, form.about)
        except (services.PaperChanged, services.PaperClosed):
            form.add_error(None, CHANGED)
            made_from = PaperVersionForm(paper=paper_for(request.user, paper))
        else:
            return redirect("responses:paper", found.pk)
    context = {"paper": found, "form": form, "made_from": made_from}
    return TemplateResponse(request, "responses/paper_description.html", context)


@for_officers
@require_safe
def paper_text(request: OfficerRequest, paper: int) -> HttpResponse:
    """Show what was read out of the paper."""
    context = {"paper": paper_for(request.user, paper)}
    return TemplateResponse(request, "responses/paper_text.html", context)


@for_officers
@require_POST
def discard_paper(request: OfficerRequest, paper: int) -> HttpResponse:
    found = paper_for(request.user, paper)
    form = PaperVersionForm(request.POST, paper=found)
    if form.is_valid():
        try:
            services.discard_paper(form.edit(by=request.user, at=timezone.now()))
        except (services.PaperChanged, services.PaperClosed):
            messages.warning(request, CHANGED)
            return redirect("responses:paper", found.pk)
        messages.success(request, f"“{found.title}” was discarded.")
        return redirect("responses:papers")
    return redirect("responses:paper", found.pk)


def paper_for(officer: Officer, pk: int) -> Any:
    """Return a paper that the officer may see; Http404 for any other."""
    papers = papers_of(officer).select_related("inquiry", "author", "document")
    return get_object_or_404(papers, pk=pk)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address says of the paper: slugs of its inquiry and its report."""
    inquiries = Inquiry.objects.order_by("pk")
    named = inquiries.filter(slug=visible(request.GET.get("inquiry", ""))).first()
    inquiry = named or (inquiries.first() if inquiries.count() == 1 else None)
    slug = visible(request.GET.get("report", ""))
    reports = Report.objects.filter(inquiry=inquiry, slug=slug)
    return {"inquiry": inquiry, "reports": [report.pk for report in reports]}
