"""One recommendation: what is asked, of whom, how each stands and why."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.as_at import AsAt
from recommendations.models import Addressee, Recommendation
from recommendations.partial_dates import PartialDate, day_in_words


@dataclass(frozen=True)
class Entry:
    """Something that happened, on a day as exact as its source."""

    day: PartialDate
    kind: str
    row: Any


@require_safe
def recommendation(
    request: HttpRequest, inquiry: str, report: str, reference: str
) -> HttpResponse:
    """Show one recommendation as at a day; 404 while its report was not out."""
    asked = AsAt(request.GET, today=timezone.localdate())
    found = get_object_or_404(
        Recommendation.objects.in_register(on=asked.on).select_related(
            "report__inquiry",
            "report__investigation",
            "restates__report__inquiry",
            "replaced_by__report__inquiry",
        ),
        report__inquiry__slug=inquiry,
        report__slug=report,
        reference=reference,
    )
    addressees = list(
        Addressee.objects.filter(recommendation=found)
        .with_timeliness(on=asked.on, today=asked.today)
        .with_answers(on=asked.on)
        .for_page()
        .order_by("institution__name")
    )
    for addressee in addressees:
        addressee.recommendation = found
    context = {
        "asked": asked,
        "recommendation": found,
        "addressees": [
            {"addressee": each, "entries": _timeline(each, on=asked.on)}
            for each in addressees
        ],
        "citation": _citation(found, asked),
        "restated_by": found.restated_by.in_register(on=asked.on).for_page(),
    }
    return TemplateResponse(request, "recommendations/recommendation.html", context)


def _timeline(addressee: Any, *, on: date) -> list[Entry]:
    """Return what had happened by the day, oldest first; no draft is among it."""
    responses = (
        Entry(each.document.published, each.status, each)
        for each in addressee.responses.all()
        if each.status != "draft" and each.document.published_latest <= on
    )
    extensions = (
        Entry(each.granted, "extension", each)
        for each in addressee.extensions.all()
        if each.granted_latest <= on
    )
    checks = (
        Entry(PartialDate.from_date(each.checked_on), "check", each)
        for each in addressee.checks.all()
        if each.checked_on <= on and not each.is_withdrawn
    )
    assessments = (
        Entry(each.assessed, "assessment", each)
        for each in addressee.assessments.all()
        if each.assessed_latest <= on
    )
    letters = (
        Entry(each.sent, "letter", each)
        for each in addressee.letters.all()
        if each.is_public_by(on)
    )
    replies = (
        Entry(each.replied, "reply", each)
        for each in addressee.letters.all()
        if each.is_reply_public_by(on)
    )
    entries = chain(responses, extensions, checks, assessments, letters, replies)
    return sorted(entries, key=lambda entry: entry.day)


def _citation(recommendation: Recommendation, asked: AsAt) -> str:
    """Return the reference that a reader may copy, with the day it was read as at."""
    report = recommendation.report
    number = f", {recommendation.numbered.lower()}" if recommendation.number else ""
    read = f" (read {day_in_words(asked.today)})" if asked.is_past else ""
    return (
        f"{report.inquiry.name}, {report.title} ({report.published.in_words}){number}: "
        f"“{recommendation.title}”. Inquiry recommendation tracker, "
        f"{recommendation.identifier}, as at {day_in_words(asked.on)}{read}. "
        f"{settings.SITE_URL}{recommendation.get_absolute_url()}{asked.query}"
    )
