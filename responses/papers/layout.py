"""Headings and numbered paragraphs, told from the lines of a page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from responses.papers.lines import (
    Line,
    is_bullet,
    joined,
    marked_edges,
    without_blemishes,
)
from responses.papers.numbering import Numbering
from responses.papers.paper import Block, Heading, Paragraph

_LONE_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?")
_LONGEST_HEADING = 180  # characters
_MOST_LINES = 5  # of one heading
_SIGNS_OFF = re.compile(r"(dear|yours|kind regards|copy to|cc)\b", re.IGNORECASE)


def blocks_of(lines: list[Line]) -> list[Block]:
    """Return the headings and paragraphs that the lines make up."""
    lines = without_blemishes(marked_edges(lines))
    return list(_Layout(lines).blocks())


@dataclass
class _Layout:
    lines: list[Line]
    numbering: Numbering = field(default_factory=Numbering)
    pieces: list[str] = field(default_factory=list)
    number: str = ""

    def __post_init__(self) -> None:
        self.numbering = Numbering.among(line.text for line in self.lines)
        # Weighed by length, so that captions and footnotes do not count as the body.
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        self.body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        bold = sum(len(line.text) for line in self.lines if line.is_bold)
        self.bold_tells = bold * 3 < sum(sizes.values())
        lengths = sorted(len(line.text) for line in self.lines)
        # Where nine in ten lines are shorter than a wide page, lines were broken.
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0

    def blocks(self) -> Iterator[Block]:
        place = 0
        while place < len(self.lines):
            heading = self._heading_at(place)
            if heading:
                yield from self._paragraph()
                texts = [line.text for line in heading]
                yield Heading(joined(texts), self._level(heading[0]))
                place += len(heading)
                continue
            yield from self._take(place)
            place += 1
        yield from self._paragraph()

    def _take(self, place: int) -> Iterator[Block]:
        line = self.lines[place]
        if _LONE_NUMBER.fullmatch(line.text):
            # Of a paragraph that stands below it; else of a page or a footnote.
            number = line.text.rstrip(".)")
            if self.numbering.expects(number) and self._leads_on(place):
                yield from self._paragraph()
                self.numbering.count(number)
                self.number = number
            return
        number, text = self.numbering.split(line.text)
        if number:
            yield from self._paragraph()
            self.number, self.pieces = number, [text]
            return
        if self._begins(place):
            yield from self._paragraph()
        self.pieces.append(line.text)

    def _leads_on(self, place: int) -> bool:
        following = self.lines[place + 1 : place + 2]
        return bool(following) and bool(re.match(r"[A-Z\"'“‘(]", following[0].text))

    def _paragraph(self) -> Iterator[Block]:
        if self.pieces:
            yield Paragraph(joined(self.pieces), self.number)
            self.pieces, self.number = [], ""

    def _begins(self, place: int) -> bool:
        """Whether a new paragraph begins with this line."""
        line, before = self.lines[place], self.lines[place - 1]
        if not self.pieces or is_bullet(line.text):
            return bool(self.pieces)
        ends = bool(re.search(r"[.:;?!”\"’)]$", before.text))
        if line.page != before.page:
            return ends or not line.text[:1].islower()
        if line.opens:
            return ends or not line.text[:1].islower()
        # Within one chunk: a line that stops short of the margin was the last one.
        return ends and (self.width > 160 or len(before.text) < self.width * 0.7)

    def _heading_at(self, place: int) -> list[Line]:
        """Return the lines of the heading that stands here, or none."""
        line = self.lines[place]
        if not self._may_head(line) or self._is_numbered_paragraph(place):
            return []
        if self._stands_out(line):
            return self._run(place, self._stands_out)
        if line.size and not line.opens:
            return []
        run = self._run(place, lambda other: not other.opens)
        after = self.lines[place + len(run) : place + len(run) + 1]
        alone = not after or after[0].opens or after[0].page != line.page
        is_named = re.match(r"recommendations?\b", line.text, re.IGNORECASE)
        if (line.opens or is_named) and alone and len(run) <= 3 and self._ends(run):
            return run
        return [line] if is_named and _is_label(line.text) else []

    def _run(self, place: int, belongs: Callable[[Line], bool]) -> list[Line]:
        first = self.lines[place]
        run = [first]
        for line in self.lines[place + 1 : place + _MOST_LINES]:
            is_same = line.size == first.size and line.is_bold == first.is_bold
            if not is_same or not belongs(line):
                break
            if self._stands_out(first) and line.opens:
                break
            run.append(line)
        return run

    def _ends(self, run: list[Line]) -> bool:
        text = joined(line.text for line in run)
        return len(text) <= _LONGEST_HEADING and all(self._may_head(x) for x in run)

    def _may_head(self, line: Line) -> bool:
        text = line.text
        return (
            len(text) <= _LONGEST_HEADING
            and not is_bullet(text)
            and not re.search(r"[.;,]$|https?://|www\.|@|©", text)
            and bool(re.search(r"[A-Za-z]{3}", text))
            and not _SIGNS_OFF.match(text)
        )

    def _is_numbered_paragraph(self, place: int) -> bool:
        numbering = replace(self.numbering)
        if not numbering.split(self.lines[place].text)[0]:
            return False
        return not self._stands_out(self.lines[place]) and not self._is_short(place)

    def _is_short(self, place: int) -> bool:
        """Whether a numbered line stands alone like a heading: 4. Age verification."""
        line = self.lines[place]
        after = self.lines[place + 1 : place + 2]
        alone = bool(after) and after[0].opens
        return line.opens and alone and len(line.text) < 80 and line.text[-1] != ":"

    def _stands_out(self, line: Line) -> bool:
        if not line.size:
            return False
        larger = line.size > self.body_size * 1.08
        return larger or (line.is_bold and self.bold_tells)

    def _level(self, line: Line) -> int | None:
        if not line.size:
            return _level_of(line.text)
        return max(1, 4 - round((line.size / self.body_size - 1) * 5))


def _level_of(text: str) -> int | None:
    """Tell the level of a heading by its number or its capitals, where it has any."""
    if number := re.match(r"\d+((?:\.\d+)*)\.?\s", text):
        return 1 + number[1].count(".")
    is_label = text.lower().startswith("recommendation")
    return 1 if text.isupper() and not is_label else None


def _is_label(text: str) -> bool:
    """Whether a line says no more than which recommendation follows."""
    return len(text) <= 80
