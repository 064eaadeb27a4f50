"""Lines of text, with what a page shows of each, and the blemishes taken out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

_TYPED = str.maketrans(
    {
        "\u00a0": " ",  # spaces that do not break
        "\u202f": " ",
        "\u2007": " ",
        "\u00ad": None,  # where a word may be split
        "\u200b": None,
        "\ufeff": None,
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufffe": "-",  # PDFium's mark of a hyphen at the end of a line
        "\u2010": "-",
        "\u2011": "-",
        "\t": " ",
    }
)
_BULLET = re.compile(r"^[•●▪◦‣∙·■□\uf0b7\uf0a7o*–—-][ \t]+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S|\[\d{1,3}\]\s*<?https?://|<?https?://\S+>?$")
_LEADER = re.compile(r"[\s.…·_]*(?:\.{3,}|…|\s{2,}|\t)\s*\d{1,4}$")


@dataclass(frozen=True)
class Line:
    """A line as printed. Size and boldness are known of PDF alone.

    `opens` is true after a blank line, or more white space than between two lines.
    """

    text: str
    opens: bool = False
    page: int = 0
    size: float = 0.0
    is_bold: bool = False
    is_at_edge: bool = False


def tidy(text: str) -> str:
    """Return one line of plain characters: no ligatures, soft hyphens or tabs."""
    kept = text.translate(_TYPED)
    if not kept.isprintable():
        kept = "".join(c for c in kept if unicodedata.category(c) != "Cc")
    return " ".join(kept.split())


def lines_of(text: str) -> list[Line]:
    """Split plain text; a form feed begins a page."""
    lines: list[Line] = []
    for page, sheet in enumerate(text.split("\f")):
        opens = True
        for raw in sheet.splitlines():
            if kept := _without_leader(raw):
                lines.append(Line(kept, opens, page))
            opens = not kept
    return lines


def _without_leader(raw: str) -> str:
    """Return the line tidied; the dots before a page number stay to be known by."""
    if _LEADER.search(raw.rstrip()) and not raw.rstrip().endswith(")"):
        start = _LEADER.sub("", raw.rstrip())
        number = re.search(r"\d+$", raw.rstrip())
        if number and start.strip():
            return f"{tidy(start)} … {number.group()}"
    return tidy(raw)


def without_blemishes(lines: list[Line]) -> list[Line]:
    """Drop page numbers, what every page repeats, footnotes and tables of contents."""
    repeated = _repeated(lines)
    kept = [line for line in lines if not _is_furniture(line, repeated)]
    return _without_contents(kept)


def _shape(text: str) -> str:
    """Return what stays the same of a header or footer from page to page."""
    if text.casefold().startswith("recommendation") or text.endswith("."):
        return text  # its number counts no pages, though each may begin one
    return re.sub(r"\d+", "#", text).casefold()


def _repeated(lines: list[Line]) -> set[str]:
    """Shapes of lines at the edge of at least three pages, a third of them all."""
    pages = {line.page for line in lines}
    counts = Counter(
        shape
        for shape, _ in {
            (_shape(line.text), line.page) for line in lines if line.is_at_edge
        }
    )
    least = max(3, len(pages) // 3)
    return {shape for shape, count in counts.items() if count >= least}


def _is_furniture(line: Line, repeated: set[str]) -> bool:
    if line.is_at_edge and (
        _shape(line.text) in repeated or _PAGE_NUMBER.fullmatch(line.text)
    ):
        return True
    if re.fullmatch(r"page \d+( of \d+)?", line.text, re.IGNORECASE):
        return True
    return bool(_FOOTNOTE.match(line.text))


def _without_contents(lines: list[Line]) -> list[Line]:
    """Drop a table of contents: its lines lead to pages, or come again further on."""
    kept: list[Line] = []
    later = Counter(_entry(line.text) for line in lines)
    inside = False
    listed: set[str] = set()
    for line in lines:
        entry = _entry(line.text)
        later[entry] -= 1
        if re.fullmatch(r"(table of )?contents:?", line.text, re.IGNORECASE):
            inside, listed = True, set()
            continue
        if " … " in line.text and re.search(r" … \d+$", line.text):
            continue
        if inside and entry not in listed and (later[entry] or line.text != entry):
            listed.add(entry)
            if later[entry] or re.search(r"\s\d{1,4}$", line.text):
                continue
        inside = False
        kept.append(line)
    return kept


def _entry(text: str) -> str:
    return re.sub(r"(\s*…)?\s*\d{1,4}$", "", text).casefold()


def is_bullet(text: str) -> bool:
    return bool(_BULLET.match(text))


def joined(texts: Iterable[str]) -> str:
    """Join the lines of one paragraph; a word split at the end of a line is mended."""
    pieces: list[str] = []
    for text in texts:
        if pieces and re.search(r"[a-z]-$", pieces[-1][-2:]) and text[:1].islower():
            pieces[-1] = pieces[-1][:-1]
        elif pieces:
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def marked_edges(lines: list[Line]) -> list[Line]:
    """Mark each page's first two and last two lines, where headers and footers are."""
    edged: list[Line] = []
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for page in pages.values():
        last = len(page) - 2
        edged += [
            replace(line, is_at_edge=place < 2 or place >= last)
            for place, line in enumerate(page)
        ]
    return edged
