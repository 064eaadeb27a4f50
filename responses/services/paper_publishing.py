"""How a paper's answers enter the record: all at once, by the right person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pghistory
from django.db import transaction
from django.utils.text import Truncator

from recommendations.models import Addressee, Confidence
from responses.effects import Effect
from responses.models import (
    Batch,
    Document,
    Officer,
    Paper,
    PaperAnswer,
    Position,
    Response,
)
from responses.permissions import may_review_paper
from responses.services.acts import Act, AlreadySubmitted, NotAllowed, Review
from responses.services.batches import Together, carry_out_together
from responses.services.foreseeing import foresee_each
from responses.services.papers import PaperChanged, PaperClosed, PaperEdit, locked
from responses.services.responses import (
    NewDocument,
    NewResponse,
    record_response,
    store_document,
)
from responses.weeks import day_in_london

LONGEST_TITLE = 300  # of a batch


class NotReady(Exception):
    """Some answers lack what cannot be left out, or there is none; says which lack."""

    def __init__(self, answers: list[PaperAnswer]) -> None:
        super().__init__(f"{len(answers)} not ready")
        self.answers = answers


@dataclass(frozen=True)
class Publication:
    """Who publishes which paper, and what they had before them.

    edit: with the version that the page was made from. seen: by the addressee's id,
    its version there. submission: one token a page. is_trial: nothing will be kept.
    """

    edit: PaperEdit
    seen: Mapping[int, int]
    submission: str
    is_date_confirmed: bool = False
    is_trial: bool = False

    @property
    def by(self) -> Officer:
        return self.edit.by

    @property
    def on(self) -> date:
        """The day in London."""
        return day_in_london(self.edit.at)


def publish_paper(publication: Publication) -> Batch:
    """Record every included answer as a response, in one transaction, as one batch.

    Raises NotAllowed, AlreadySubmitted where it is published already, PaperClosed,
    PaperChanged, NotReady, AlreadyRecorded where the register holds the document
    under another name, and BatchRefused; nothing is stored then.
    """
    by = publication.by
    with transaction.atomic(), pghistory.context(user=by.pk, by=by.email):
        paper = _ready(publication)
        if needs_review(paper):
            _note_review(paper, publication)
        _hold_addressees(paper)
        paper.document = _document(paper, on=publication.on)
        batch = carry_out_together(_together(paper, paper.document, publication))
        paper.batch, paper.status = batch, Paper.Status.PUBLISHED
        paper.save(
            update_fields=["document", "batch", "status", "reviewed_by", "reviewed_at"]
        )
    return batch


def foresee_paper(publication: Publication) -> Effect:
    """Return what publishing would do to timeliness as at its day, doing nothing.

    Raises what publish_paper raises.
    """
    with transaction.atomic():
        paper = _ready(publication)
        _hold_addressees(paper)
        document = _document(paper, on=publication.on)
        trial = replace(publication, is_trial=True)
        effect = foresee_each(_together(paper, document, trial)).effect
        transaction.set_rollback(True)
    return effect


def submit_paper(publication: Publication) -> None:
    """Hand a paper over for review, having seen that it could be published.

    Raises what publish_paper raises.
    """
    foresee_paper(publication)
    by = publication.by
    with transaction.atomic(), pghistory.context(user=by.pk, by=by.email):
        paper = _ready(publication)
        if paper.is_submitted:
            raise AlreadySubmitted
        # Whoever sends it vouches for it, and is named in the record.
        paper.author, paper.status = by, Paper.Status.SUBMITTED
        paper.submitted_at = publication.edit.at
        paper.save(update_fields=["author", "status", "submitted_at"])


def take_back_paper(edit: PaperEdit) -> None:
    """Open a paper again that waits for review. Raises NotAllowed and PaperClosed."""
    _reopen(edit, Paper.Status.EDITING)


def return_paper(edit: PaperEdit, *, note: str) -> None:
    """Give a paper back to be changed, and say why. Raises NotAllowed, PaperClosed."""
    if not may_review_paper(edit.by, edit.paper):
        raise NotAllowed
    _reopen(edit, Paper.Status.RETURNED, note)


def needs_review(paper: Paper) -> bool:
    """Tell whether a second person publishes it: its inquiry asks for that."""
    return paper.is_submitted or paper.inquiry.asks_for_review


def _reopen(edit: PaperEdit, status: Paper.Status, note: str = "") -> None:
    by = edit.by
    with transaction.atomic(), pghistory.context(user=by.pk, by=by.email):
        paper = locked(edit)
        if not paper.is_submitted:
            raise PaperClosed("This paper is not waiting for review.")
        paper.status, paper.review_note = status, note
        if note:
            paper.reviewed_by, paper.reviewed_at = by, edit.at
        paper.save(
            update_fields=["status", "review_note", "reviewed_by", "reviewed_at"]
        )


def _ready(publication: Publication) -> Paper:
    """Return the paper, locked, when its answers can be published as they are."""
    edit = publication.edit
    paper = locked(edit)
    if paper.is_published:
        raise AlreadySubmitted
    if paper.version != edit.based_on:
        raise PaperChanged(paper.version)
    answers = included(paper)
    if not answers or any(answer.missing for answer in answers):
        raise NotReady([answer for answer in answers if answer.missing])
    return paper


def included(paper: Paper) -> list[PaperAnswer]:
    """Return the answers that publishing records, in the paper's order."""
    return list(paper.answers.filter(is_included=True).for_table())


def _hold_addressees(paper: Paper) -> None:
    """Lock all that the paper answers, before its document takes its turn.

    Whoever else enters a document holds an addressee by then; and whoever locks
    several goes by the same order.
    """
    answers = paper.answers.filter(is_included=True)
    chosen = Addressee.objects.filter(pk__in=answers.values("addressee"))
    list(chosen.order_by("pk").select_for_update(of=("self",)))


def _together(paper: Paper, document: Document, publication: Publication) -> Together:
    answers = {answer.addressee_id: answer for answer in included(paper)}
    return Together(
        acts=[_act(paper, publication, answer) for answer in answers.values()],
        do=lambda act: record_response(
            act, _response(document, answers[act.addressee.pk])
        ),
        title=Truncator(f"Responses in “{paper.title}”").chars(LONGEST_TITLE),
    )


def _act(paper: Paper, publication: Publication, answer: PaperAnswer) -> Act:
    """Return what records an answer: in the author's name where another has read it."""
    by, at, addressee = publication.by, publication.edit.at, answer.addressee
    review = None
    if paper.is_submitted:
        by, review = paper.author, Review(by, paper.submitted_at or at)
    return Act(
        addressee=addressee,
        by=by,
        at=at,
        based_on=publication.seen.get(addressee.pk, addressee.version),
        submission=publication.submission,
        is_date_confirmed=publication.is_date_confirmed,
        review=review,
        is_trial=publication.is_trial,
    )


def _response(document: Document, answer: PaperAnswer) -> NewResponse:
    return NewResponse(
        document=document,
        kind=Response.Kind(answer.kind),
        position=Position(answer.position),
        summary=answer.summary,
        answerers=[each.institution for each in answer.ordered_answerers.all()],
        paragraphs=answer.paragraphs,
        confidence=Confidence(answer.paper.confidence),
    )


def _document(paper: Paper, *, on: date) -> Document:
    """Return the paper as a document of the register, stored where it is new."""
    if paper.document is not None:
        return paper.document
    publishers = [each.institution for each in paper.ordered_publishers.all()]
    new = NewDocument(
        title=paper.title,
        published=paper.published,
        url=paper.url,
        publishers=publishers,
        confidence=Confidence(paper.confidence),
    )
    return store_document(new, on=on)


def _note_review(paper: Paper, publication: Publication) -> None:
    """Write down who has reviewed it: somebody who may, and after it was submitted."""
    if not paper.is_submitted:
        raise PaperClosed("Send this paper for review: a second person publishes it.")
    if not may_review_paper(publication.by, paper):
        raise NotAllowed
    paper.reviewed_by, paper.reviewed_at = publication.by, publication.edit.at
