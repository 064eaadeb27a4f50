"""Papers out of files and pasted text. What a file is, its bytes say, not its name."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from responses.papers.paper import Block, Paper
from responses.papers.plain import blocks_of_text, decoded
from responses.papers.refusals import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_SECONDS,
    TOO_LONG,
    UnreadablePaper,
)
from responses.papers.stored import from_json
from responses.papers.titles import title_of

_ROOT = Path(__file__).resolve().parents[2]
_KINDS = "text, HTML, DOCX or PDF"
_MARKUP = (b"<!doctype html", b"<html", b"<body", b"<head", b"<?xml")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an older Word or Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK": "an archive or another kind of Office file",
}


def read_paper(file: IO[bytes], name: str) -> Paper:
    """Read a paper out of a text, HTML, DOCX or PDF file of at most 20 MB.

    Takes at most 30 seconds and 200 MB whatever the file holds. Raises UnreadablePaper
    with a sentence for the person who chose the file.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadablePaper(
            f"The file is larger than {MOST_BYTES // 2**20} MB. Save it without "
            "pictures, or paste its text."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadablePaper(
            "The file is empty. Choose the file that holds the paper."
        )
    kind = _kind(data, name)
    if kind == "text":
        return paper_from_text(decoded(data))
    return _paper(_read_apart(kind, data))


def paper_from_text(text: str) -> Paper:
    """Read a paper out of pasted text. Raises UnreadablePaper when it is too long."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise UnreadablePaper(TOO_LONG)
    return _paper(blocks_of_text(text))


def _paper(blocks: list[Block]) -> Paper:
    if not blocks:
        raise UnreadablePaper(
            "There are no words in it. Choose the file that holds the paper, or paste "
            "its text."
        )
    return Paper(title_of(blocks), tuple(blocks))


def _kind(data: bytes, name: str) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK") and _is_word(data):
        return "docx"
    for mark, kind in _OTHERS.items():
        if data.startswith(mark):
            raise UnreadablePaper(
                f"{name} is {kind}. Save it as {_KINDS}, or paste its text."
            )
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(_MARKUP) or (start.startswith(b"<") and b"</" in data):
        return "html"
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadablePaper(
            f"{name} is not {_KINDS}. Save it as one of these, or paste its text."
        )
    return "text"


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadablePaper(
            "The file is damaged or cut short. Choose it again, or paste its text."
        ) from None


def _read_apart(kind: str, data: bytes) -> list[Block]:
    """Have another process read the file: what it spends and breaks is its own."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "responses.papers.worker", kind],
            input=data,
            capture_output=True,
            cwd=_ROOT,
            timeout=MOST_SECONDS + 5,
            check=True,
        )
        answer: Any = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise UnreadablePaper(
            "The file could not be read: it is damaged, or needs more memory or time "
            "than a paper does. Save it afresh, or paste its text."
        ) from None
    if isinstance(answer, dict):
        raise UnreadablePaper(answer["problem"])
    return from_json(answer)
