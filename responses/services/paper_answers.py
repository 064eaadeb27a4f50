"""What a paper may say for each addressee: proposed, added and written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from recommendations.models import Addressee
from recommendations.querysets import AddresseeQuerySet
from responses.matching import Proposal
from responses.models import Officer, Paper, PaperAnswer, PaperAnswerer, Response
from responses.permissions import addressees_of
from responses.speaking import Speakers, recorded_in


@dataclass(frozen=True)
class Written:
    """What an officer has written for one addressee. answerers: ids, in order."""

    is_included: bool
    kind: str
    position: str
    summary: str
    paragraphs: str
    answerers: Sequence[int]


MOST_PARAGRAPHS = 60  # characters that cite them
FIELDS = ["is_included", "kind", "position", "summary", "paragraphs"]


def add_proposed(paper: Paper, proposals: Iterable[Proposal], *, by: Officer) -> None:
    """Give each addressee that a proposal is about, and is the officer's, its answer.

    Those for whom the publishers speak are included.
    """
    speakers, recorded = Speakers.of(paper), recorded_in(paper)
    found = [
        _answer(paper, addressee) | _found(proposal)
        for proposal in _joined(proposals)
        for addressee in addressees_at(proposal.reference, by=by)
    ]
    for said in found:
        addressee = said["addressee"]
        is_answered = addressee.pk in recorded or speakers.why_not(addressee)
        said["is_included"] = not is_answered
    _add(paper, found, speakers.publishers)


def add_answer(paper: Paper, addressee: Addressee, **found: Any) -> None:
    """Add the answer that an officer has found: heading, paragraphs, excerpt."""
    speakers = Speakers.of(paper)
    _add(paper, [_answer(paper, addressee) | found], speakers.publishers)


def addressees_at(reference: str, *, by: Officer) -> AddresseeQuerySet:
    """Return the officer's addressees of a recommendation such as iicsa/internet/4."""
    inquiry, report, number = reference.split("/")
    chosen = addressees_of(by).filter(
        report__inquiry__slug=inquiry,
        report__slug=report,
        recommendation__reference=number,
    )
    return chosen.prefetch_related("ordered_leads")


def _answer(paper: Paper, addressee: Addressee) -> dict[str, Any]:
    # What comes after a first qualifying response is an update of it.
    kind = Response.Kind.UPDATE if addressee.answered else Response.Kind.SUBSTANTIVE
    return {"addressee": addressee, "kind": kind, "changed_in": paper.version}


def _add(
    paper: Paper, answers: Sequence[dict[str, Any]], answerers: Sequence[int]
) -> None:
    """Add answers after those that the paper has."""
    last = paper.answers.aggregate(last=Max("order"))["last"] or 0
    added = [
        PaperAnswer(paper=paper, order=order, **said)
        for order, said in enumerate(answers, start=last + 1)
    ]
    PaperAnswer.objects.bulk_create(added)
    name_answerers({answer.pk: answerers for answer in added})


def changed_answers(paper: Paper, written: Mapping[int, Written]) -> list[PaperAnswer]:
    """Return the answers that would read otherwise, as they are now."""
    answers = paper.answers.prefetch_related("ordered_answerers")
    return [
        answer
        for answer in answers.filter(pk__in=written)
        if as_written(answer) != written[answer.pk]
    ]


def write_answers(paper: Paper, written: Mapping[int, Written]) -> None:
    """Write what has changed, by the answer's id."""
    for answer in changed_answers(paper, written):
        said = written[answer.pk]
        for name in FIELDS:
            setattr(answer, name, getattr(said, name))
        answer.changed_in = paper.version
        answer.save(update_fields=[*FIELDS, "changed_in"])
        if list(said.answerers) != as_written(answer).answerers:
            answer.ordered_answerers.all().delete()
            name_answerers({answer.pk: said.answerers})


def as_written(answer: PaperAnswer) -> Written:
    """Return what stands in an answer now; reads its ordered_answerers."""
    said: dict[str, Any] = {name: getattr(answer, name) for name in FIELDS}
    bodies = [each.institution_id for each in answer.ordered_answerers.all()]
    return Written(**said, answerers=bodies)


def name_answerers(bodies: Mapping[int, Sequence[int]]) -> None:
    """Name who answers, by the answer's id: the bodies' ids, the first named first."""
    PaperAnswerer.objects.bulk_create(
        PaperAnswerer(answer_id=answer, institution_id=body, order=order)
        for answer, named in bodies.items()
        for order, body in enumerate(named, start=1)
    )


def _found(proposal: Proposal) -> dict[str, Any]:
    # A list too long to cite is left for the officer to shorten.
    is_short = len(proposal.paragraphs) <= MOST_PARAGRAPHS
    return {
        "heading": proposal.heading,
        "paragraphs": proposal.paragraphs if is_short else "",
        "confidence": proposal.confidence,
        "reason": proposal.reason,
        "excerpt": proposal.excerpt,
    }


def _joined(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Keep one proposal of each recommendation: the surest."""
    best: dict[str, Proposal] = {}
    for proposal in proposals:
        held = best.get(proposal.reference)
        if held is None or proposal.confidence > held.confidence:
            best[proposal.reference] = proposal
    return list(best.values())
