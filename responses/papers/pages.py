"""Words out of PDF files, with the sizes of their letters to know headings by."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from responses.papers.layout import blocks_of
from responses.papers.lines import Line, tidy
from responses.papers.paper import Block
from responses.papers.refusals import MOST_PAGES, UnreadablePaper

_BOLD = 600  # a letter's weight; 400 is plain
_WIDEST = 2.6  # from line to line within a paragraph, in sizes of its letters
_MORE = 1.25  # times the usual space: a paragraph opens


def blocks_of_pdf(data: bytes) -> list[Block]:
    """Return the headings and paragraphs of a PDF file."""
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise UnreadablePaper(
            f"The PDF has {len(document):,} pages: at most {MOST_PAGES:,} are read. "
            "Upload the part that answers recommendations."
        )
    printed = [
        line for number in range(len(document)) for line in _printed(document, number)
    ]
    if not printed:
        raise UnreadablePaper(
            "The PDF holds no text: its pages are pictures. Run text recognition "
            "(OCR) on it first, or paste its text."
        )
    return blocks_of(list(_lines(printed)))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refusal:
        if "password" in str(refusal).lower():
            raise UnreadablePaper(
                "The PDF is locked with a password. Save a copy without one, or paste "
                "its text."
            ) from None
        raise


@dataclass(frozen=True)
class _Printed:
    """A line as it stands on its page, in points from the foot."""

    text: str
    page: int
    size: float
    is_bold: bool
    height: float


def _printed(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Printed]:
    page = document[number]
    words = page.get_textpage()
    start = 0
    for raw in words.get_text_range(errors="ignore").split("\r\n"):
        if text := tidy(raw):
            first = start + len(raw) - len(raw.lstrip())
            yield _Printed(text, number, *_letter(words, first))
        start += len(raw) + 2
    words.close()
    page.close()


def _lines(printed: list[_Printed]) -> Iterator[Line]:
    """Tell by the white space above which lines open a paragraph."""
    steps = [
        round((before.height - line.height) / (line.size or 1), 1)
        for before, line in pairwise(printed)
    ]
    usual = Counter(step for step in steps if 0 < step < _WIDEST).most_common(1)
    spacing = usual[0][0] if usual else 1.2
    for line, step in zip(printed, [0.0, *steps], strict=True):
        opens = step <= 0 or step > spacing * _MORE
        yield Line(line.text, opens, line.page, line.size, line.is_bold)


def _letter(words: pypdfium2.PdfTextPage, index: int) -> tuple[float, bool, float]:
    """Return the size of a letter, whether it is bold, and how high it stands."""
    size = pdfium.FPDFText_GetFontSize(words, index)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(words, index, x, y)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(words, index, name, 128, None)
    weight = pdfium.FPDFText_GetFontWeight(words, index)
    return round(size, 1), weight >= _BOLD or b"Bold" in name.value, y.value
