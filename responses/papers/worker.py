"""The process that reads one untrusted file, within limits, and prints its blocks.

Run as a module with the kind of file as its argument and the file on standard input.
"""

import json
import resource
import sys
from contextlib import suppress

from responses.papers.markup import blocks_of_html
from responses.papers.pages import blocks_of_pdf
from responses.papers.paper import Block, Row
from responses.papers.refusals import (
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_SECONDS,
    TOO_LONG,
    UnreadablePaper,
)
from responses.papers.stored import as_json
from responses.papers.word import blocks_of_word

_READERS = {"html": blocks_of_html, "pdf": blocks_of_pdf, "docx": blocks_of_word}
_MOST_DATA = 160 * 2**20  # bytes of memory that the process may write to


def main(kind: str) -> None:
    """Print a list of blocks, or an object whose "problem" says why there is none."""
    _limit()
    try:
        answer: object = _as_json(_READERS[kind](sys.stdin.buffer.read()))
    except UnreadablePaper as refusal:
        answer = {"problem": str(refusal)}
    json.dump(answer, sys.stdout)


def _limit() -> None:
    limits = {
        resource.RLIMIT_DATA: _MOST_DATA,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        # macOS knows some of them by name only; the clock outside holds there too.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _as_json(blocks: list[Block]) -> list[dict[str, object]]:
    if len(blocks) > MOST_LINES or sum(map(_length, blocks)) > MOST_CHARACTERS:
        raise UnreadablePaper(TOO_LONG)
    return as_json(blocks)


def _length(block: Block) -> int:
    return sum(map(len, block.cells)) if isinstance(block, Row) else len(block.text)


if __name__ == "__main__":
    main(sys.argv[1])
