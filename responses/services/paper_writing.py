"""How a paper's answers are written, and how an officer adds what nobody proposed."""

from collections.abc import Mapping
from typing import Any

from recommendations.models import Addressee
from responses.matching.ranges import in_ranges
from responses.matching.sections import sections_of
from responses.models import Paper
from responses.papers import Paper as Words
from responses.papers.stored import from_json
from responses.permissions import may_record
from responses.services.acts import AlreadyRecorded, NotAllowed
from responses.services.paper_answers import (
    MOST_PARAGRAPHS,
    Written,
    add_answer,
    changed_answers,
    write_answers,
)
from responses.services.papers import PaperEdit, held_paper

MOST_ANSWERS = 200  # that one page can show and one form can send
EXCERPT = 1000  # characters


class TooManyAnswers(Exception):
    """A paper answers more than one page can show; the message says what to do."""


def save_answers(edit: PaperEdit, written: Mapping[int, Written]) -> Paper:
    """Write what an officer has typed, by the answer's id; what is unchanged stays.

    Where all of it is as it was, the paper is no newer for it. Raises what held_paper
    raises.
    """
    if not changed_answers(edit.paper, written):
        return edit.paper
    with held_paper(edit) as paper:
        write_answers(paper, written)
    return paper


def add_to_paper(edit: PaperEdit, addressee: Addressee, *, heading: str = "") -> None:
    """Add an answer for an addressee, with what stands under a heading of the paper.

    Raises AlreadyRecorded where it is in the table, and TooManyAnswers, besides what
    held_paper raises.
    """
    if not may_record(edit.by, addressee):
        raise NotAllowed
    with held_paper(edit) as paper:
        if paper.answers.filter(addressee=addressee).exists():
            raise AlreadyRecorded("It is in the table already.")
        if paper.answers.count() >= MOST_ANSWERS:
            raise TooManyAnswers(
                f"The table holds {MOST_ANSWERS} answers, which is as many as one page "
                "can show. Enter the rest as a second paper."
            )
        add_answer(paper, addressee, **(_passage(paper, heading) if heading else {}))


def _passage(paper: Paper, heading: str) -> dict[str, Any]:
    """Return the paragraphs under a heading, and how their text begins."""
    words = Words(paper.title, tuple(from_json(paper.blocks)))
    found = [each for each in sections_of(words) if each.heading == heading]
    paragraphs = [each for section in found for each in section.paragraphs]
    cited = in_ranges(each.number for each in paragraphs if each.number)
    return {
        "heading": heading,
        "paragraphs": cited if len(cited) <= MOST_PARAGRAPHS else "",
        "excerpt": " ".join(each.text for each in paragraphs)[:EXCERPT],
        "reason": "An officer has found it.",
    }
