"""The two lists, by recommendation and by response due, and their downloads."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import (
    HttpRequest,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.exports import (
    Column,
    csv_lines,
    recommendation_columns,
    response_columns,
)
from recommendations.models import Addressee
from recommendations.questions import Problem, Question

ROWS_AT_ONCE = 500


@require_safe
def recommendations(request: HttpRequest) -> HttpResponseBase:
    """List the recommendations that the address asks for, with their addressees."""
    question = _question(request, default_sort="-published")
    return _list(request, question, _with_addressees(question), "recommendations")


@require_safe
def recommendations_csv(request: HttpRequest) -> HttpResponseBase:
    """Download what the page of the same address lists, all pages of it."""
    question = _question(request, default_sort="-published")
    columns = recommendation_columns(settings.SITE_URL)
    return _download(question, columns, _with_addressees(question), "recommendations")


@require_safe
def responses(request: HttpRequest) -> HttpResponseBase:
    """List the responses due, one line an addressee, that the address asks for."""
    question = _question(request, default_sort="due")
    return _list(request, question, question.addressees, "responses")


@require_safe
def responses_csv(request: HttpRequest) -> HttpResponseBase:
    """Download what the page of the same address lists, all pages of it."""
    question = _question(request, default_sort="due")
    columns = response_columns(settings.SITE_URL)
    rows = question.addressees.with_answers(on=question.on)
    return _download(question, columns, rows, "responses")


def _question(request: HttpRequest, *, default_sort: str) -> Question:
    return Question(request.GET, today=timezone.localdate(), default_sort=default_sort)


def _with_addressees(question: Question) -> Any:
    """Return the recommendations, each with all its addressees as at the same day."""
    addressees = (
        Addressee.objects.in_register(on=question.on)
        .with_timeliness(on=question.on, today=question.as_at.today)
        .select_related("institution")
        .defer("institution__search")
        .order_by("institution__name")
    )
    return question.recommendations.prefetch_related(
        Prefetch("addressees", queryset=addressees, to_attr="shown_addressees")
    )


def _list(
    request: HttpRequest, question: Question, rows: Any, name: str
) -> TemplateResponse:
    page = question.page(rows)
    context = {
        "question": question,
        "asked": question.as_at,
        "page": page,
        "totals": question.totals(),
        "problems": list(question.problems),
        "chips": list(question.chips),
    }
    return TemplateResponse(request, f"recommendations/{name}.html", context)


def _download(
    question: Question, columns: Iterable[Column], rows: Any, name: str
) -> HttpResponseBase:
    if problems := list(question.problems):
        return _refusal(problems)
    lines = csv_lines(columns, rows.iterator(chunk_size=ROWS_AT_ONCE))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    filename = f"{name}-as-at-{question.on}.csv"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _refusal(problems: Iterable[Problem]) -> HttpResponseBadRequest:
    """Say what is wrong: a file has no place for it, and would pass for the answer."""
    said = "".join(f"{problem.name}: {problem.message}\n" for problem in problems)
    return HttpResponseBadRequest(said, content_type="text/plain; charset=utf-8")
