"""How what is published is corrected: what it said before stays to be read.

The earlier text is kept by the trail (responses.earlier) and copied nowhere.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from recommendations.models import Addressee, Confidence, Institution
from recommendations.partial_dates import PartialDate
from responses.models import Answerer, Document, Officer, Position, Response
from responses.permissions import addressees_of
from responses.services.acts import (
    Act,
    AlreadyRecorded,
    NotAllowed,
    carry_out,
    follow_up,
    refuse_unread,
)
from responses.services.responses import doubt_date

NOTHING_DIFFERS = (
    "Nothing here differs from what is recorded: change what is wrong, or cancel."
)


@dataclass(frozen=True)
class Correction:
    """What a response says for one addressee, put right. answerers: at least one."""

    kind: Response.Kind
    position: Position
    summary: str
    paragraphs: str
    source_url: str
    confidence: Confidence
    answerers: list[Institution]


@dataclass(frozen=True)
class DocumentCorrection:
    """A document's title, date and address, put right."""

    title: str
    published: PartialDate
    url: str


def correct_response(
    act: Act, response: Response, correction: Correction, *, reason: str
) -> None:
    """Put a published response right.

    Raises AlreadyRecorded when nothing would change or it was withdrawn, besides what
    carry_out raises.
    """
    said = dict(vars(correction))
    answerers = said.pop("answerers")
    with carry_out(act, reason=reason) as addressee:
        held = addressee.responses.get(pk=response.pk)
        if not held.is_published:
            raise AlreadyRecorded(
                "This response has been withdrawn: what it said stays as it was."
            )
        is_changed = _write(held, said)
        if not (_name_answerers(held, answerers) or is_changed):
            raise AlreadyRecorded(NOTHING_DIFFERS)


def correct_document(
    act: Act, document: Document, correction: DocumentCorrection, *, reason: str
) -> None:
    """Put a document right, and with it every response that it holds.

    Raises NotAllowed where one of them is not the officer's to write about, or not
    that of who publishes it, AsksForReview where one of their inquiries does,
    AlreadyRecorded and OddDate, besides what carry_out raises.
    """
    with transaction.atomic():
        touched = answered_by(document)
        # In one order, whoever corrects: two who do so at once wait, and do not lock
        # one another out.
        held = list(touched.select_for_update(of=("self",)).order_by("pk"))
        with carry_out(act, reason=reason) as addressee:
            for officer in (act.by, act.done_by):
                _refuse_others(officer, touched)
            refuse_unread(act, touched)
            _doubt_dates(act, held, correction.published)
            _refuse_double(document, correction)
            now = Document.objects.select_for_update().get(pk=document.pk)
            if not _write(now, vars(correction)):
                raise AlreadyRecorded(NOTHING_DIFFERS)
            follow_up(act, touched.exclude(pk=addressee.pk))


def answered_by(document: Document) -> QuerySet[Addressee]:
    """Return the addressees for which a document holds a published response."""
    published = Response.objects.published().filter(document=document)
    return Addressee.objects.filter(pk__in=published.order_by().values("addressee"))


def _write(row: Any, said: dict[str, Any]) -> bool:
    """Store what differs; tell whether anything did."""
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, said[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def _name_answerers(response: Response, bodies: list[Institution]) -> bool:
    """Have these bodies answer, those named already in their order; tell of a change.

    bodies: in the order in which new ones come after them.
    """
    named = set(response.ordered_answerers.values_list("institution", flat=True))
    wanted = {body.pk for body in bodies}
    if named == wanted:
        return False
    response.ordered_answerers.exclude(institution__in=wanted).delete()
    last = response.ordered_answerers.aggregate(last=Max("order"))["last"] or 0
    new = [body for body in bodies if body.pk not in named]
    Answerer.objects.bulk_create(
        Answerer(response=response, institution=body, order=order)
        for order, body in enumerate(new, start=last + 1)
    )
    return True


def _refuse_others(officer: Officer, touched: QuerySet[Addressee]) -> None:
    """Refuse what would change the standing of bodies that are not the officer's."""
    theirs = addressees_of(officer).order_by().values("pk")
    if other := touched.exclude(pk__in=theirs).select_related("institution").first():
        raise NotAllowed(
            f"This document also answers for {other.institution}, which is not among "
            f"the institutions of {officer}. Ask somebody who records for all of them."
        )


def _doubt_dates(act: Act, touched: list[Addressee], published: PartialDate) -> None:
    for addressee in touched:
        doubt_date(act, addressee, published.days)


def _refuse_double(document: Document, correction: DocumentCorrection) -> None:
    """Refuse to make two documents the same by date and address."""
    twins = Document.objects.filter(
        url=correction.url, published=correction.published
    ).exclude(pk=document.pk)
    was = (document.url, document.published)
    twin = twins.first()
    if twin is not None and was != (correction.url, correction.published):
        raise AlreadyRecorded(
            f"The register holds another document of that date and address, "
            f"“{twin.title}”: withdraw the response in the one that is wrong."
        )
