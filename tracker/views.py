"""The first page and the pages about the site itself."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.as_at import AsAt
from recommendations.deadlines import Timeliness, Verification
from recommendations.exports import recommendation_columns, response_columns
from recommendations.filters import VERIFICATIONS, WAYS
from recommendations.models import Addressee, Inquiry
from recommendations.positions import Position, Progress
from recommendations.questions import Question
from recommendations.statistics import Standings, standings
from tracker.health import job_health, not_ready, recent_runs

SHOWN = 5
# Told apart in grey as well; nothing that is not due is red.
FILLS = {
    "answered_on_time": "#14324f",
    "answered_no_deadline": "#3f6c98",
    "answered_date_uncertain": "#7fa3c4",
    "answered_late": "#b5793a",
    "awaiting": "#d5dde4",
    "due_soon": "#c2cbd3",
    "no_deadline": "#e3e8ec",
    "possibly_overdue_unverified": "#a7b0b8",
    "overdue_confirmed": "#a3180f",
    "overdue_unverified": "#8c969f",
    "not_required": "#f1f4f7",
}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show where the whole register stands, what is overdue and what is new."""
    asked = AsAt(request.GET, today=timezone.localdate())
    rows: Any = (
        Addressee.objects.in_register(on=asked.on)
        .with_timeliness(on=asked.on, today=asked.today)
        .for_list()
    )
    everything = Question(
        QueryDict(f"as_at={asked.on}"), today=asked.today, default_sort="due"
    )
    stand = standings(rows, asked.params)
    overdue = rows.in_state(Timeliness.OVERDUE).filter(
        verification=Verification.CONFIRMED
    )
    context = {
        "asked": asked,
        "health": job_health(at=timezone.now()),
        "inquiries": Inquiry.objects.all(),
        "totals": everything.totals(),
        "standings": stand,
        "bar": _bar(stand),
        "overdue": overdue.order_by("due_latest_as_at", "pk")[:SHOWN],
        "not_checked": stand.count("overdue_unverified", "possibly_overdue_unverified"),
        "newly_answered": rows.filter(is_answered_as_at=True).order_by(
            "-answered_latest", "-pk"
        )[:SHOWN],
    }
    return TemplateResponse(request, "tracker/overview.html", context)


def _bar(stand: Standings) -> list[dict[str, Any]]:
    """Return the parts of a bar that is 1,000 wide."""
    parts, at = [], 0.0
    for share in stand.shares:
        width = 1000 * share.count / stand.total
        parts.append(
            {"share": share, "x": at, "width": width, "fill": FILLS[share.name]}
        )
        at += width
    return parts


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(
        request, "tracker/about.html", {"inquiries": Inquiry.objects.all()}
    )


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Show the data dictionary: every column of every download, and every code."""
    context = {
        "files": [
            ("responses.csv", "A row for each addressee", response_columns("")),
            (
                "recommendations.csv",
                "A row for each recommendation",
                recommendation_columns(""),
            ),
        ],
        "codes": [
            ("state", [(str(state), WAYS[state]) for state in Timeliness]),
            ("verification", VERIFICATIONS.items()),
            ("position", Position.choices),
            ("progress", Progress.choices),
        ],
    }
    return TemplateResponse(request, "tracker/about_data.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "tracker/accessibility.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    context = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
    }
    return TemplateResponse(request, "tracker/cookies.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "tracker/privacy.html")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Tell that the process is alive; asks nobody else."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Tell whether requests can be served; 503 and the reasons if not."""
    reasons = not_ready()
    return HttpResponse(
        "".join(f"{reason}\n" for reason in reasons) or "ready\n",
        content_type="text/plain; charset=utf-8",
        status=503 if reasons else 200,
    )


@require_safe
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    """Show when each job last succeeded, and what has become of the digests."""
    context = {"health": job_health(at=timezone.now()), "runs": recent_runs()}
    return TemplateResponse(request, "tracker/jobs.html", context)
