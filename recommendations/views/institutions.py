"""The bodies: where they come from, what they owe, what they answered."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.as_at import AsAt
from recommendations.models import Addressee, Institution
from recommendations.statistics import standings


@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """List every body, by kind, with how many responses it was asked for."""
    asked = AsAt(request.GET, today=timezone.localdate())
    in_register = Q(addressed__published_latest__lte=asked.on)
    rows = (
        Institution.objects.defer("search")
        .select_related("parent")
        .annotate(asked_for=Count("addressed", filter=in_register))
        .order_by("name")
    )
    context = {"asked": asked, "institutions": rows}
    return TemplateResponse(request, "recommendations/institutions.html", context)


@require_safe
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one body: its lineage, and the responses that concern it."""
    asked = AsAt(request.GET, today=timezone.localdate())
    found = get_object_or_404(Institution.objects.select_related("parent"), slug=slug)
    rows: Any = (
        Addressee.objects.in_register(on=asked.on)
        .with_timeliness(on=asked.on, today=asked.today)
        .for_list()
    )
    own = rows.concerning([found.pk])
    related = rows.concerning(Institution.objects.with_lineage([slug])).exclude(
        pk__in=own.order_by().values("pk")
    )
    context = {
        "asked": asked,
        "institution": found,
        "children": found.children.order_by("name"),
        "successions": found.successions.select_related("successor"),
        "inheritances": found.inheritances.select_related("predecessor"),
        "own": own.order_by("due_latest_as_at", "pk"),
        "standings": standings(own, {"institution": slug, "exact": "1"} | asked.params),
        "related": related.order_by("due_latest_as_at", "pk"),
    }
    return TemplateResponse(request, "recommendations/institution.html", context)
