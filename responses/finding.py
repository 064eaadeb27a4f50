"""How an officer finds the addressee that a paper answers as well."""

from datetime import date
from typing import Any

from django.db.models import Q

from recommendations.deadlines import Timeliness
from recommendations.models import Addressee
from recommendations.querysets import AddresseeQuerySet
from recommendations.search import matching
from responses.models import Officer, Paper
from responses.permissions import addressees_of

MOST_FOUND = 20
_ASKED = [state for state in Timeliness if state != Timeliness.NOT_REQUIRED]


def found_for(
    paper: Paper, words: str, *, by: Officer, on: date
) -> list[tuple[Addressee, bool]]:
    """Return the officer's addressees that words name or are about, the best first.

    words: a reference such as internet/4, or words of the recommendation or of the
    institution's name. Each with whether the paper's table has it already.
    """
    own = addressees_of(by).filter(report__inquiry=paper.inquiry_id)
    rows = own.in_register(on=on).with_timeliness(on=on).for_list()
    named = rows.filter(_reference(words))[:MOST_FOUND]
    found: Any = named or matching(rows, words).order_by("-relevance", "pk")
    held = set(paper.answers.values_list("addressee", flat=True))
    return [(each, each.pk in held) for each in found[:MOST_FOUND]]


def silent_in(paper: Paper, *, on: date) -> AddresseeQuerySet:
    """Return who is asked to respond to what the paper answers, and is left silent.

    That is every addressee of its reports, or of those that its answers are about.
    """
    answered = paper.answers.filter(is_included=True)
    reports = set(paper.reports.values_list("pk", flat=True)) or set(
        answered.values_list("addressee__report", flat=True)
    )
    others = Addressee.objects.filter(report__in=reports).exclude(
        pk__in=answered.values("addressee")
    )
    silent = others.in_register(on=on).with_timeliness(on=on).in_state(*_ASKED)
    return silent.for_list().order_by("recommendation", "institution__slug")


def _reference(words: str) -> Q:
    """Match internet/4, iicsa/internet/4 or 4."""
    *before, number = words.strip().strip("/").split("/")
    named = Q(recommendation__reference__iexact=number)
    return named & Q(report__slug__iexact=before[-1]) if before else named
