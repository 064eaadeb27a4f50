"""Where anybody says that something is wrong; no account, no cookie before the form."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recommendations.models import Addressee, Institution, Report
from responses.correction_requests import TooMany, take_in
from responses.forms.requests import TellForm
from responses.models import Response

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@form_methods
@never_cache
def about_addressee(request: HttpRequest, **address: str) -> HttpResponse:
    return _page(request, _addressee(address))


@form_methods
@never_cache
def about_response(request: HttpRequest, response: int, **address: str) -> HttpResponse:
    addressee = _addressee(address)
    told = addressee.responses.exclude(status=Response.Status.DRAFT)
    found = get_object_or_404(told.select_related("document"), pk=response)
    return _page(request, addressee, found)


@form_methods
@never_cache
def about_institution(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_object_or_404(Institution, slug=slug))


@form_methods
@never_cache
def about_report(request: HttpRequest, inquiry: str, slug: str) -> HttpResponse:
    out = Report.objects.filter(published_latest__lte=timezone.localdate())
    report = get_object_or_404(
        out.select_related("inquiry"), inquiry__slug=inquiry, slug=slug
    )
    return _page(request, report)


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for everybody, whatever was sent."""
    return TemplateResponse(request, "responses/told.html")


def _addressee(address: dict[str, str]) -> Addressee:
    return get_object_or_404(
        Addressee.objects.in_register(on=timezone.localdate()).select_related(
            "institution", "recommendation__report__inquiry"
        ),
        report__inquiry__slug=address["inquiry"],
        report__slug=address["report"],
        recommendation__reference=address["reference"],
        institution__slug=address["institution"],
    )


def _page(
    request: HttpRequest,
    about: Addressee | Institution | Report,
    response: Response | None = None,
) -> HttpResponse:
    """Show the form, and take in what is sent; what was typed is never lost."""
    form = TellForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "about": about, "response": response}
    status, headers = HTTPStatus.OK, {}
    if form.is_bound and form.is_valid():
        if form.is_by_a_machine:
            return redirect("responses:told")
        try:
            take_in(
                form.request(about, response),
                address=request.META.get("REMOTE_ADDR", ""),
                at=timezone.now(),
            )
        except TooMany as wait:
            status = HTTPStatus.TOO_MANY_REQUESTS
            headers = {"Retry-After": str(wait.minutes * 60)}
            form.add_error(None, _too_many(wait.minutes))
        else:
            return redirect("responses:told")
    return TemplateResponse(
        request, "responses/tell.html", context, status=status, headers=headers
    )


def _too_many(minutes: int) -> str:
    return (
        f"More was sent than can be looked at. Try again in {minutes} "
        f"minute{'s' if minutes != 1 else ''}: what you typed stays on this page."
    )
