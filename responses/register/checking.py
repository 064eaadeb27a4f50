"""The columns that timeliness is computed from, worked out anew from their sources.

By the rule in plain Python: whatever wrote them by other means shows.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pghistory
from django.db import transaction

from recommendations import deadlines
from recommendations.deadlines import Deadline
from recommendations.models import Addressee, Institution, Recommendation
from recommendations.partial_dates import DayRange
from recommendations.reckoning import reckon
from responses.models import Response
from responses.settling import settle


def differences() -> Iterator[str]:
    """Yield a sentence for each column that does not follow from its sources."""
    for _, sentence in _differing():
        yield sentence


@transaction.atomic
def repair() -> list[str]:
    """Store anew each column that differs; return a sentence for each, as it was."""
    found = list(_differing())
    concerned = Addressee.objects.filter(pk__in={pk for pk, _ in found})
    with pghistory.context(by="check_register"):
        reckon(concerned)
        settle(concerned)
    return [sentence for _, sentence in found]


def _differing() -> Iterator[tuple[int, str]]:
    """Yield the addressee's id, and what is wrong with one of its columns."""
    addressees = (
        Addressee.objects.select_related(
            "institution", "recommendation__report__inquiry"
        )
        .prefetch_related(
            "extensions", "institution__successions", "responses__document"
        )
        .order_by("pk")
    )
    for addressee in addressees.iterator(chunk_size=2000):
        for column, wanted in _worked_out(addressee).items():
            held = getattr(addressee, column)
            if held != wanted:
                named = addressee.recommendation.identifier
                yield (
                    addressee.pk,
                    f"{named}, {addressee.institution.slug}: {column} is "
                    f"{_said(held)}, and should be {_said(wanted)}.",
                )


def _worked_out(addressee: Addressee) -> dict[str, Any]:
    report = addressee.recommendation.report
    original = deadlines.original_due(
        report.published,
        Deadline.from_text(addressee.deadline),
        response_months=report.inquiry.response_months,
    )
    # As at the end of time: every extension counts that stands.
    granted = [
        extension.as_granted
        for extension in addressee.extensions.all()
        if not extension.is_withdrawn
    ]
    in_force = deadlines.extensions_in_force(granted, on=date.max)
    due = deadlines.due_as_at(original, granted, on=date.max)
    responses = _qualifying(addressee)
    answered = deadlines.first_answer(days for days, _ in responses)
    return {
        "report_id": report.pk,
        **_ends("published", report.published.days),
        **_ends("original_due", original),
        **_ends("due", due),
        "extended_on": in_force[-1].granted.latest if in_force else None,
        "lapsed_on": _lapsed_on(addressee, due),
        **_ends("answered", answered),
        "answered": responses[0][1].document.published if responses else None,
    }


def _ends(name: str, days: DayRange | None) -> dict[str, date | None]:
    return {
        f"{name}_earliest": days.earliest if days else None,
        f"{name}_latest": days.latest if days else None,
    }


def _qualifying(addressee: Addressee) -> list[tuple[DayRange, Response]]:
    """Return the responses that stop the clock, with their days, the first first."""
    found = [
        (
            deadlines.days_of_publication(
                response.document.published, logged_on=response.document.logged_on
            ),
            response,
        )
        for response in addressee.responses.all()
        if response.is_published and response.kind == Response.Kind.SUBSTANTIVE
    ]
    return sorted(
        found, key=lambda each: (each[0].latest, each[0].earliest, each[1].pk)
    )


def _lapsed_on(addressee: Addressee, due: DayRange | None) -> date | None:
    report = addressee.recommendation.report
    recommendation, institution = addressee.recommendation, addressee.institution
    lapses = []
    if not addressee.is_reply_required:
        lapses.append(report.published.earliest)
    if recommendation.status != Recommendation.Status.CURRENT:
        ended = recommendation.ended or report.published
        lapses.append(ended.earliest)
    if addressee.passed_to is None and _has_ended_before(institution, due):
        lapses.append(institution.ended.earliest)
    return min(lapses, default=None)


def _has_ended_before(institution: Institution, due: DayRange | None) -> bool:
    if not institution.ended or institution.successions.all():
        return False
    return due is None or institution.ended.earliest < due.latest


def _said(value: object) -> str:
    return "blank" if value is None else str(value)
