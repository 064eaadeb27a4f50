"""What the trail says of a paper: who wrote in it, and how its answers read before."""

from typing import Any

from django.db import models
from django.db.models import Q

from responses.models import Officer, Paper, PaperAnswer


def editors_of(paper: Paper) -> set[int]:
    """Return the ids of all who ever wrote in a paper, who began it among them."""
    by_hand = Q(pgh_context__edits=paper.pk) | Q(pgh_label="insert")
    tables = [
        _versions(Paper).filter(by_hand, pgh_obj=paper.pk),
        _versions(PaperAnswer).filter(by_hand, paper=paper.pk),
    ]
    written = [table.values_list("pgh_context__user", flat=True) for table in tables]
    return {paper.author_id}.union(*written)


def written_in_by(officer: Officer) -> set[int]:
    """Return the ids of all papers that somebody ever wrote in; two queries."""
    by_hand = Q(pgh_context__edits__isnull=False) | Q(pgh_label="insert")
    theirs = by_hand & Q(pgh_context__user=officer.pk)
    papers = _versions(Paper).filter(theirs).values_list("pgh_obj", flat=True)
    answers = _versions(PaperAnswer).filter(theirs).values_list("paper", flat=True)
    return {*papers, *answers}


def answers_as_of(paper: Paper, version: int) -> dict[int, Any]:
    """Return each answer as it read in a version of the paper, by the answer's id."""
    versions = _versions(PaperAnswer).filter(paper=paper.pk, changed_in__lte=version)
    return {each.pgh_obj_id: each for each in versions}


def last_editor(paper: Paper) -> str:
    """Return who brought a paper to its version; blank where it came past the site."""
    versions = _versions(Paper).filter(pgh_obj=paper.pk, version=paper.version)
    context = versions.values_list("pgh_context", flat=True).first()
    return (context or {}).get("by", "")


def _versions(model: type[models.Model]) -> models.QuerySet[Any]:
    versions: models.QuerySet[Any] = model.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    return versions.order_by("pgh_id")
