"""How a response paper is entered once: begun, described anew, discarded."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import transaction

from recommendations.models import Confidence, Inquiry, Institution, Report
from recommendations.partial_dates import PartialDate
from responses.candidates import candidates
from responses.matching import propose
from responses.models import Document, Officer, Paper, PaperPublisher
from responses.papers import Paper as Words
from responses.papers.stored import as_json
from responses.permissions import papers_of
from responses.services.acts import NotAllowed
from responses.services.paper_answers import add_proposed


class PaperClosed(Exception):
    """The paper is not open for writing; the message says why."""


class PaperChanged(Exception):
    """Somebody has saved the paper after the version that a page was made from.

    version: the one that holds now.
    """

    def __init__(self, version: int) -> None:
        super().__init__("Somebody else has saved a change meanwhile.")
        self.version = version


@dataclass(frozen=True)
class Description:
    """What a paper is. document: it, where the register holds it already."""

    title: str
    published: PartialDate
    url: str
    publishers: Sequence[Institution]
    confidence: Confidence
    document: Document | None = None


@dataclass(frozen=True)
class PaperEdit:
    """Who writes in which paper, when, and which version they had before them."""

    paper: Paper
    by: Officer
    at: datetime
    based_on: int


@dataclass(frozen=True)
class NewPaper:
    """A paper to be entered, and its words.

    reports: those that it answers; where none is given, whichever it seems to.
    """

    words: Words
    about: Description
    inquiry: Inquiry
    reports: Sequence[Report] = ()
    file_name: str = ""


@transaction.atomic
def start_paper(new: NewPaper, *, by: Officer, at: datetime) -> Paper:
    """Keep a paper's words, and propose which of the officer's addressees it answers.

    Its file is not kept.
    """
    about = new.about
    inquiry = new.inquiry.slug
    named = {f"{inquiry}/{report.slug}" for report in new.reports}
    matches = propose(new.words, candidates(inquiry=inquiry), reports=named)
    with pghistory.context(user=by.pk, by=by.email):
        paper = Paper.objects.create(
            author=by,
            inquiry=new.inquiry,
            title=about.title,
            published=about.published,
            url=about.url,
            confidence=about.confidence,
            document=about.document,
            blocks=as_json(new.words.blocks),
            file_name=new.file_name,
            unmatched_headings=list(matches.unmatched_headings),
            started_at=at,
            saved_at=at,
        )
        paper.reports.set(new.reports)
        _name_publishers(paper, about.publishers)
        with pghistory.context(edits=paper.pk):
            add_proposed(paper, matches.proposals, by=by)
    return paper


def describe_paper(edit: PaperEdit, about: Description) -> Paper:
    """Say anew what a paper is. Raises what held_paper raises."""
    with held_paper(edit) as paper:
        paper.title = about.title
        paper.published = about.published
        paper.url = about.url
        paper.confidence = about.confidence
        paper.document = about.document
        facts = ["title", "published", "url", "confidence", "document"]
        paper.save(update_fields=facts)
        if list(paper.publishers.order_by("ordered_papers__order")) != list(
            about.publishers
        ):
            paper.ordered_publishers.all().delete()
            _name_publishers(paper, about.publishers)
    return paper


def discard_paper(edit: PaperEdit) -> None:
    """Put a paper away for good; nothing of it was ever in the record."""
    with held_paper(edit) as paper:
        paper.status = Paper.Status.DISCARDED
        paper.save(update_fields=["status"])


@contextmanager
def held_paper(edit: PaperEdit) -> Iterator[Paper]:
    """Hold a paper while its text is written, and count the writing as a version.

    Raises NotAllowed, PaperClosed and PaperChanged, leaving it as it was.
    """
    by = edit.by
    context = {"user": by.pk, "by": by.email, "edits": edit.paper.pk}
    with transaction.atomic(), pghistory.context(**context):
        paper = locked(edit)
        if not paper.is_open:
            raise PaperClosed(
                "This paper is not open for writing: it is "
                f"“{paper.get_status_display().lower()}”. Open it again to see more."
            )
        if paper.version != edit.based_on:
            raise PaperChanged(paper.version)
        paper.version += 1
        paper.saved_at = edit.at
        yield paper
        paper.save(update_fields=["version", "saved_at"])


def locked(edit: PaperEdit) -> Paper:
    """Return the paper, locked; of two officers who save at once the second waits.

    Raises NotAllowed where it is not the officer's.
    """
    chosen = (
        Paper.objects.filter(pk=edit.paper.pk).select_related("inquiry").defer("blocks")
    )
    paper = chosen.select_for_update(of=("self",)).get()
    if not papers_of(edit.by).filter(pk=paper.pk).exists():
        raise NotAllowed
    return paper


def _name_publishers(paper: Paper, publishers: Sequence[Institution]) -> None:
    PaperPublisher.objects.bulk_create(
        PaperPublisher(paper=paper, institution=body, order=order)
        for order, body in enumerate(publishers, start=1)
    )
