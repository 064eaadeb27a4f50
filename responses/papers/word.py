"""Words out of Word files, with the numbers that Word itself puts before paragraphs."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from responses.papers.lines import is_bullet, tidy
from responses.papers.numbering import Numbering
from responses.papers.paper import Block, Heading, Paragraph, Row
from responses.papers.refusals import MOST_UNPACKED, UnreadablePaper
from responses.papers.tables import heads_columns


def blocks_of_word(data: bytes) -> list[Block]:
    """Return the headings, paragraphs and table rows of a DOCX file."""
    _check_size(data)
    document = docx.Document(io.BytesIO(data))
    return list(_blocks(document))


def _check_size(data: bytes) -> None:
    """Refuse an archive that would unpack to more than a paper ever does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # What an archive says of its sizes holds: zipfile stops reading there.
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise UnreadablePaper(
                f"The file unpacks to more than {MOST_UNPACKED // 2**20} MB. Take the "
                "pictures out of it, or paste its text."
            )


def _blocks(document: Document) -> Iterator[Block]:
    lists, numbering = _Lists(document), Numbering()
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
            continue
        text = tidy(item.text)
        listed = lists.number_of(item) if text else ""
        if not text:
            continue
        if (level := _heading_level(item, text)) is not None:
            yield Heading(text, level or None)
        elif listed:
            numbering.count(listed)
            yield Paragraph(text, listed)
        else:
            number, rest = numbering.split(text)
            yield Paragraph(rest, number)


def _heading_level(item: WordParagraph, text: str) -> int | None:
    """The level of a heading, 0 where only bold letters make it one, else none."""
    style = item.style.name if item.style and item.style.name else ""
    if marked := re.fullmatch(r"heading (\d)", style, re.IGNORECASE):
        return int(marked[1])
    if style.lower() == "title":
        return 1
    runs = [run for run in item.runs if run.text.strip()]
    is_short = len(text) < 160 and text[-1] not in ".;," and not is_bullet(text)
    if is_short and runs and all(run.bold for run in runs):
        return 0
    return None


def _rows(table: Table) -> Iterator[Row]:
    columns: tuple[str, ...] = ()
    for place, row in enumerate(table.rows):
        # A merged cell comes once for each column that it covers.
        elements = dict.fromkeys(cell._tc for cell in row.cells)
        cells = tuple(
            tidy(" ".join(node.text or "" for node in element.iter(qn("w:t"))))
            for element in elements
        )
        if place == 0 and heads_columns(cells):
            columns = cells
        elif any(cells):
            yield Row(cells, columns)


class _Lists:
    """Counts along with Word, which keeps a list's numbers out of the text."""

    def __init__(self, document: Document) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = next(
            (
                rel.target_part
                for rel in document.part.rels.values()
                if not rel.is_external and rel.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        abstract = {
            node.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): _format(level)
                for level in node.iter(qn("w:lvl"))
            }
            for node in root.iter(qn("w:abstractNum"))
        }
        for node in root.iter(qn("w:num")):
            made_of = node.find(qn("w:abstractNumId"))
            if made_of is not None:
                levels = abstract.get(made_of.get(qn("w:val")), {})
                self.levels[node.get(qn("w:numId"))] = levels

    def number_of(self, item: WordParagraph) -> str:
        """The number Word shows before a paragraph, such as 7 or 4.12, or none."""
        identifier, depth = _list_of(item)
        levels = self.levels.get(identifier, {})
        if depth not in levels:
            return ""
        counts = self.counts[identifier]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        kind, pattern, _ = levels[depth]
        if kind != "decimal":
            return ""
        shown = re.sub(
            r"%(\d)", lambda m: str(counts.get(int(m[1]) - 1, 1)), pattern
        ).rstrip(".) ")
        return shown if re.fullmatch(r"\d+(\.\d+)*", shown) else ""


def _format(level: Any) -> tuple[str, str, int]:
    """Return a level's kind of number, its pattern and where it starts."""

    def value(name: str, default: str) -> str:
        node = level.find(qn(name))
        return default if node is None else node.get(qn("w:val")) or default

    start = value("w:start", "1")
    return (
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        int(start) if start.isdecimal() else 1,
    )


def _list_of(item: WordParagraph) -> tuple[str, int]:
    """The list a paragraph belongs to by itself or by its style, and how deep."""
    style = item.style
    holders = [item._p, style.element if style is not None else None]
    for holder in holders:
        properties = None if holder is None else holder.find(qn("w:pPr"))
        listed = None if properties is None else properties.find(qn("w:numPr"))
        if listed is None:
            continue
        values = {node.tag: node.get(qn("w:val"), "") for node in listed}
        if qn("w:numId") in values:
            return values[qn("w:numId")], int(values.get(qn("w:ilvl"), "0") or 0)
    return "", 0
