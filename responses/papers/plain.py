"""Text files, in the encodings that office software writes."""

from responses.papers.layout import blocks_of
from responses.papers.lines import lines_of
from responses.papers.paper import Block

_MARKS = [
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]


def blocks_of_text(text: str) -> list[Block]:
    return blocks_of(lines_of(text))


def decoded(data: bytes) -> str:
    """Read UTF-8, UTF-16 that says so, or else Windows-1252, which reads anything."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
