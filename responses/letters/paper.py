"""A letter laid out: the same lines on a page, in a Word file and in a mail."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.conf import settings
from docx import Document as WordFile

from recommendations.models import Addressee
from recommendations.partial_dates import day_in_words
from responses.models import Letter

LIST_TITLE = "Recommendations that this letter is about"
# What XML cannot hold; a name that came from a file may.
_UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ITEM = "- "


@dataclass(frozen=True)
class Reference:
    """A recommendation that the letter is about, as its list names it."""

    name: str
    due: str
    url: str


@dataclass(frozen=True)
class Passage:
    """A paragraph, or several items of a list."""

    lines: list[str]
    is_list: bool = False


@dataclass(frozen=True)
class Paper:
    """A letter, ready to be laid out."""

    addressed_to: list[str]
    dated: str
    subject: str
    passages: list[Passage]
    references: list[Reference]


def paper_of(letter: Letter, addressees: list[Addressee], *, on: date) -> Paper:
    """Return a letter as it is to be read.

    addressees: with_timeliness of the day, in the list's order. on: the day it bears
    until it is known when it was sent.
    """
    return Paper(
        addressed_to=[letter.institution.name, *letter.addressed_to.splitlines()],
        dated=letter.sent.in_words if letter.sent else day_in_words(on),
        subject=letter.subject,
        passages=_passages(letter.text),
        references=[_reference(each) for each in addressees],
    )


def as_text(paper: Paper) -> str:
    """Return it as the text of a mail."""
    blocks = ["\n".join(paper.addressed_to), paper.dated]
    blocks += [_in_text(passage) for passage in paper.passages]
    blocks.append(f"{LIST_TITLE}:")
    blocks += [f"{each.name}\n{each.due}\n{each.url}" for each in paper.references]
    return "\n\n".join(blocks) + "\n"


def as_docx(paper: Paper) -> bytes:
    """Return it as a Word file, plain, its headings and lists marked as such."""
    file = WordFile()
    file.core_properties.title = _writable(paper.subject)[:255]
    # The library's own name stands there otherwise.
    file.core_properties.author = ""
    file.core_properties.comments = ""
    file.add_paragraph(_writable("\n".join(paper.addressed_to)))
    file.add_paragraph(paper.dated)
    file.add_heading(_writable(paper.subject), level=1)
    for passage in paper.passages:
        for line in passage.lines:
            style = "List Bullet" if passage.is_list else "Normal"
            file.add_paragraph(_writable(line), style=style)
    file.add_heading(LIST_TITLE, level=2)
    for each in paper.references:
        line = f"{each.name}\n{each.due}\n{each.url}"
        file.add_paragraph(_writable(line), style="List Number")
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _reference(addressee: Addressee) -> Reference:
    recommendation = addressee.recommendation
    due = addressee.due_as_at
    return Reference(
        name=f"{recommendation.place}: {recommendation.title}",
        due=f"Response due {addressee.due_in_words}" if due else "No date set",
        url=f"{settings.SITE_URL}{addressee.get_absolute_url()}",
    )


def _passages(text: str) -> list[Passage]:
    """Cut a text at its blank lines; lines that begin with a dash are a list."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text.strip())]
    return [_passage(block.split("\n")) for block in blocks if block]


def _passage(lines: list[str]) -> Passage:
    if all(line.startswith(_ITEM) for line in lines):
        return Passage([line.removeprefix(_ITEM) for line in lines], is_list=True)
    return Passage(["\n".join(lines)])


def _in_text(passage: Passage) -> str:
    mark = _ITEM if passage.is_list else ""
    return "\n".join(f"{mark}{line}" for line in passage.lines)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
