"""A paper cut into sections: what stands under a heading, or in a row of a table."""

import re
from dataclasses import dataclass, field

from responses.matching.headings import (
    AROUND,
    DATE,
    LABELLED,
    NAMING_COLUMN,
    is_aspect,
    is_label,
)
from responses.matching.naming import named_in
from responses.papers import Heading, Paper, Paragraph, Row

_LONGEST = 200  # characters of a paragraph that are taken for its heading


@dataclass
class Section:
    """A heading with the headings above it, and the paragraphs up to the next."""

    heading: str
    place: int
    above: tuple[str, ...] = ()
    level: int | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_row: bool = False
    passage_of: str | None = None  # the heading above, if its own is but a sentence

    @property
    def is_around(self) -> bool:
        """Whether its heading is one of those that stand around the answers."""
        return bool(AROUND.match(self.heading))

    @property
    def asked(self) -> str:
        """What comes before the answer: the recommendation as the paper puts it."""
        numbered = [bool(paragraph.number) for paragraph in self.paragraphs]
        first = numbered.index(True) if any(numbered) else 1
        leading = self.paragraphs[: max(first, 1)][:3]
        return " ".join(paragraph.text for paragraph in leading)[:900]

    @property
    def body(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)[:6000]


def sections_of(paper: Paper) -> list[Section]:
    cutter = _Cutter(paper.title)
    for place, block in enumerate(paper.blocks):
        match block:
            case Heading():
                cutter.take_heading(block, place)
            case Row():
                cutter.take_row(block, place)
            case Paragraph():
                cutter.take_paragraph(block, place)
    return [made for made in cutter.sections if made.heading or made.paragraphs]


class _Cutter:
    def __init__(self, title: str) -> None:
        self.title = title
        self.above: list[Section] = []  # the headings above, the highest first
        self.sections = [Section("", 0)]

    @property
    def now(self) -> Section:
        return self.sections[-1]

    def take_heading(self, block: Heading, place: int) -> None:
        if block.text == self.title:
            # What follows is the front page's, and nobody's answer.
            self.sections.append(Section("", place))
        elif not self._is_passed_over(block):
            self._open(block, place)

    def take_paragraph(self, block: Paragraph, place: int) -> None:
        if LABELLED.match(block.text) and not self._is_said_already(block.text):
            self._open(Heading(block.text[:_LONGEST]), place)
        elif self.now.is_row:
            self.sections.append(Section("", place, self.now.above))
        self.now.paragraphs.append(block)

    def take_row(self, row: Row, place: int) -> None:
        if self.now.is_row and not row.columns and is_aspect(row.cells[0]):
            self.now.paragraphs += [Paragraph(cell) for cell in row.cells[1:] if cell]
            return
        above = self.now.above
        if self.now.heading and not self.now.is_row:
            above = (*above, self.now.heading)
        self.sections.append(_row(row, place, above))

    def _is_passed_over(self, heading: Heading) -> bool:
        """Whether a heading opens nothing: a date, or an aspect of what is open."""
        if DATE.fullmatch(heading.text):
            return True
        now = self.now
        is_above = None not in (heading.level, now.level) and (
            (heading.level or 0) < (now.level or 0)
        )
        is_open = bool(now.heading) and not is_above and not now.is_around
        return is_open and is_aspect(heading.text)

    def _is_said_already(self, text: str) -> bool:
        """Whether a paragraph repeats the label of the heading above it."""
        named = named_in(self.now.heading)
        return bool(named) and named == named_in(text[:_LONGEST])

    def _open(self, block: Heading, place: int) -> None:
        before, text, level = self.now, block.text, block.level
        is_bare = is_label(before.heading) and not before.paragraphs
        if is_bare and not named_in(text):
            # A label and the title below it are one heading, at the label's level.
            text, level = f"{before.heading.rstrip(':')}: {text}", before.level
        while self.above and not _is_above(self.above[-1], level):
            self.above.pop()
        above = tuple(section.heading for section in self.above)
        self.sections.append(Section(text, place, above, level))
        if level is not None:
            self.above.append(self.now)


def _row(row: Row, place: int, above: tuple[str, ...]) -> Section:
    """Take the cells that say which recommendation it is for a heading."""
    naming = [
        column
        for column, name in enumerate(row.columns[: len(row.cells)])
        if NAMING_COLUMN.search(name)
    ] or list(range(max(1, len(row.cells) - 1)))
    cells = [row.cells[column] for column in naming if row.cells[column]]
    if cells and re.fullmatch(r"\d{1,3}\s?\(?[a-z]?\)?\.?", cells[0]):
        cells[0] = f"Recommendation {cells[0].rstrip('.')}:"
    paragraphs = [
        Paragraph(cell)
        for column, cell in enumerate(row.cells)
        if cell and column not in naming
    ]
    return Section(" ".join(cells), place, above, None, paragraphs, is_row=True)


def _is_above(section: Section, level: int | None) -> bool:
    return None not in (section.level, level) and (section.level or 0) < (level or 0)
