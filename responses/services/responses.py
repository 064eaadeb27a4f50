"""How a response enters the record, and how it leaves it visibly."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import connection
from django.utils.text import slugify

from recommendations.models import Addressee, Confidence, Institution
from recommendations.partial_dates import DayRange, PartialDate
from responses.doubts import doubts_of_response
from responses.models import Answerer, Document, Position, Publisher, Response
from responses.services.acts import Act, AlreadyRecorded, carry_out

SLUG_LENGTH = 80  # of the 100 that fit, so that a date and a number can follow


@dataclass(frozen=True)
class NewDocument:
    """A paper that is not in the register yet."""

    title: str
    published: PartialDate
    url: str
    publishers: list[Institution]
    confidence: Confidence = Confidence.SECONDARY


@dataclass(frozen=True)
class NewResponse:
    """What a document says for one addressee. answerers: the first named first."""

    document: Document | NewDocument
    kind: Response.Kind
    position: Position
    summary: str
    answerers: list[Institution]
    paragraphs: str = ""
    source_url: str = ""
    confidence: Confidence = Confidence.SECONDARY
    note: str = ""


def record_response(act: Act, response: NewResponse) -> Response:
    """Publish a response in the record, with its document where that is new.

    Raises AlreadyRecorded and OddDate besides what carry_out raises.
    """
    with carry_out(act) as addressee:
        document = _document(act, addressee, response.document)
        _refuse_second(document, addressee)
        recorded = Response.objects.create(
            addressee=addressee,
            document=document,
            kind=response.kind,
            position=response.position,
            summary=response.summary,
            paragraphs=response.paragraphs,
            source_url=response.source_url,
            confidence=response.confidence,
            note=response.note,
            recorded_by=act.by,
            recorded_at=act.at,
        )
        Answerer.objects.bulk_create(
            Answerer(response=recorded, institution=body, order=order)
            for order, body in enumerate(response.answerers, start=1)
        )
    return recorded


def withdraw_response(act: Act, response: Response, *, reason: str) -> Response:
    """Take a published response back; it stays in the record, with the reason.

    Raises AlreadyRecorded when it was withdrawn before, besides what carry_out raises.
    """
    with carry_out(act, reason=reason) as addressee:
        withdrawn = addressee.responses.get(pk=response.pk)
        if not withdrawn.is_published:
            raise AlreadyRecorded("This response has been withdrawn already.")
        withdrawn.status = Response.Status.WITHDRAWN
        withdrawn.withdrawn_by = act.by
        withdrawn.withdrawn_at = act.at
        withdrawn.withdrawn_reason = reason
        withdrawn.save(
            update_fields=["status", "withdrawn_by", "withdrawn_at", "withdrawn_reason"]
        )
    return withdrawn


def _document(
    act: Act, addressee: Addressee, document: Document | NewDocument
) -> Document:
    """Return the document, stored if it is new, its date having been looked at."""
    if isinstance(document, Document):
        doubt_date(act, addressee, document.published_days)
        return document
    doubt_date(act, addressee, document.published.days)
    return store_document(document, on=act.on)


def doubt_date(act: Act, addressee: Addressee, published: DayRange) -> None:
    """Raise OddDate where a response is older than its report, or still to come."""
    act.ask_about(doubts_of_response(addressee, published, on=act.on))


def take_turns_with_documents() -> None:
    """Have two who enter the same paper at once wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('new document'))")


def _slugs() -> set[str]:
    return set(Document.objects.values_list("slug", flat=True))


def store_document(new: NewDocument, *, on: date) -> Document:
    """Enter a document on a day (Europe/London). Raises AlreadyRecorded if it is held.

    To be called in the transaction that records what it says.
    """
    take_turns_with_documents()
    held = Document.objects.filter(url=new.url, published=new.published).first()
    if held is not None:
        raise AlreadyRecorded(
            f"The register holds this document as “{held.title}”: choose it from the "
            "list."
        )
    document = Document.objects.create(
        slug=free_slug(new.title, new.published, taken=_slugs()),
        title=new.title,
        published=new.published,
        url=new.url,
        source_url=new.url,
        confidence=new.confidence,
        logged_on=on,
    )
    Publisher.objects.bulk_create(
        Publisher(document=document, institution=body, order=order)
        for order, body in enumerate(new.publishers, start=1)
    )
    return document


def free_slug(title: str, published: PartialDate, *, taken: Collection[str]) -> str:
    """Return title and date, and a number where another document has these.

    taken: the slugs of other documents, those that begin alike at least.
    """
    wanted = f"{slugify(title)[:SLUG_LENGTH].strip('-') or 'document'}-{published}"
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in numbered if slug not in taken)


def _refuse_second(document: Document, addressee: Addressee) -> None:
    """Refuse a second response of one document for one addressee."""
    earlier = addressee.responses.exclude(status=Response.Status.WITHDRAWN)
    if earlier.filter(document=document).exists():
        raise AlreadyRecorded(
            f"A response of this addressee in “{document.title}” is already recorded."
        )
