"""What a published response said before it was corrected, and why it was.

Read from the trail's own rows: the earlier text is copied nowhere.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from recommendations.models import Recommendation
from responses.history import FieldChange, compared, versions_of
from responses.models import Answerer, Document, Response
from responses.trail_words import (
    OF_A_DOCUMENT,
    OF_A_RESPONSE,
)

BY_A_LOAD = "The register was loaded anew from its files."


@dataclass(frozen=True)
class Corrected:
    """One correction of a response. earlier: what it changed, as said before it."""

    at: datetime
    reason: str
    earlier: list[FieldChange] = field(default_factory=list)


# A response's id, the version by which it was changed, and what that changed.
_Changes = Iterator[tuple[int, Any, list[FieldChange]]]


def corrections_of(recommendation: Recommendation) -> dict[int, list[Corrected]]:
    """Return the corrections of each response by its id, oldest first.

    Of published responses alone: what a draft said before is nobody's business.
    """
    about = {"addressee__recommendation": recommendation}
    responses = list(versions_of(Response).filter(**about))
    published: dict[int, datetime] = {}
    documents = defaultdict(set)
    for event in responses:
        if event.status == Response.Status.PUBLISHED:
            published.setdefault(event.pgh_obj_id, event.pgh_created_at)
            documents[event.document_id].add(event.pgh_obj_id)
    found: dict[int, dict[Any, Corrected]] = defaultdict(dict)
    for changes in (
        _of_responses(about),
        _of_documents(documents),
        _of_answerers(list(published)),
    ):
        for response, event, fields in changes:
            if event.pgh_created_at > published[response]:
                act = (event.pgh_created_at, event.pgh_context_id)
                made = found[response].setdefault(act, _corrected(event))
                made.earlier.extend(fields)
    return {
        response: sorted(made.values(), key=lambda each: each.at)
        for response, made in found.items()
    }


def _corrected(event: Any) -> Corrected:
    context = event.pgh_context or {}
    reason = context.get("reason") or ""
    if not reason and context.get("by") == "load_register":
        reason = BY_A_LOAD
    return Corrected(at=event.pgh_created_at, reason=reason)


def _of_responses(about: dict[str, Any]) -> _Changes:
    versions = versions_of(Response).filter(**about)
    for event, change in compared(versions, OF_A_RESPONSE):
        has_moved = any(each.name == "Status" for each in change.fields)
        if event.status == Response.Status.PUBLISHED and not has_moved:
            yield event.pgh_obj_id, event, change.fields


def _of_documents(documents: dict[int, set[int]]) -> _Changes:
    versions = versions_of(Document).filter(pgh_obj__in=list(documents))
    for event, change in compared(versions, OF_A_DOCUMENT):
        for response in documents[event.pgh_obj_id]:
            yield (
                response,
                event,
                [
                    FieldChange(f"Document: {each.name}", each.before, each.after)
                    for each in change.fields
                ],
            )


def _of_answerers(responses: list[int]) -> _Changes:
    """Yield who was said to answer before each change of that."""
    named: dict[int, dict[int, str]] = defaultdict(dict)
    told: dict[tuple[int, Any], Any] = {}
    versions = versions_of(Answerer).filter(response__in=responses)
    for event in versions.prefetch_related("institution"):
        bodies = named[event.response_id]
        act = (event.response_id, event.pgh_context_id)
        told.setdefault(act, (event, ", ".join(bodies.values())))
        if event.pgh_label == "delete":
            bodies.pop(event.institution_id, None)
        else:
            bodies[event.institution_id] = str(event.institution)
    for (response, _), (event, before) in told.items():
        if before:
            yield response, event, [FieldChange("Answered by", before, "")]
