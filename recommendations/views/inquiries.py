"""An inquiry, its investigations and its reports, and how complete each is."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.as_at import AsAt
from recommendations.models import Addressee, Inquiry, Investigation, Report
from recommendations.statistics import standings


@require_safe
def inquiry(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an inquiry: its investigations, reports and chasing ladder."""
    asked = AsAt(request.GET, today=timezone.localdate())
    found = get_object_or_404(Inquiry, slug=slug)
    context = {
        "asked": asked,
        "inquiry": found,
        "investigations": found.investigations.annotate(
            report_count=Count("reports", filter=_out_by(asked, "reports__"))
        ),
        "reports": _reports(asked).filter(inquiry=found),
        "rungs": found.rungs.all(),
    }
    return TemplateResponse(request, "recommendations/inquiry.html", context)


@require_safe
def investigation(request: HttpRequest, inquiry: str, slug: str) -> HttpResponse:
    """Show an investigation: its scope, hearings and reports."""
    asked = AsAt(request.GET, today=timezone.localdate())
    found = get_object_or_404(
        Investigation.objects.select_related("inquiry"),
        inquiry__slug=inquiry,
        slug=slug,
    )
    context = {
        "asked": asked,
        "investigation": found,
        "scope": found.scope.all(),
        "hearings": found.hearings.all(),
        "reports": _reports(asked).filter(investigation=found),
    }
    return TemplateResponse(request, "recommendations/investigation.html", context)


@require_safe
def report(request: HttpRequest, inquiry: str, slug: str) -> HttpResponse:
    """Show a report: how much of it is held, and each recommendation's standing."""
    asked = AsAt(request.GET, today=timezone.localdate())
    found = get_object_or_404(
        _reports(asked).select_related("inquiry", "investigation"),
        inquiry__slug=inquiry,
        slug=slug,
    )
    addressees = Addressee.objects.filter(report=found).with_timeliness(
        on=asked.on, today=asked.today
    )
    query = {"inquiry": inquiry, "report": slug} | asked.params
    context = {
        "asked": asked,
        "report": found,
        "addressees": addressees.for_list().order_by(
            "recommendation__number", "recommendation__reference", "institution__name"
        ),
        "completeness": Report.completeness_in_words(
            found.held, found.recommendations_expected
        ),
        "standings": standings(addressees, query),
    }
    return TemplateResponse(request, "recommendations/report.html", context)


def _reports(asked: AsAt) -> Any:
    """Return the reports that had certainly come out, with what is held of each."""
    return Report.objects.filter(_out_by(asked)).annotate(
        held=Count("recommendations", distinct=True),
        responses_due=Count("addressees", distinct=True),
    )


def _out_by(asked: AsAt, prefix: str = "") -> Q:
    return Q(**{f"{prefix}published_latest__lte": asked.on})
