"""The title of a paper, as its first page shows it."""

import re
from itertools import takewhile

from responses.papers.paper import Block, Heading, Paragraph

_FIRST = 15  # blocks among which a title is looked for
_TELLING = re.compile(
    r"\b(responses?|respond\w*|update|progress|reply|action plan|statement|inquiry"
    r"|report|recommendations)\b",
    re.IGNORECASE,
)

_NAMES_ONE = re.compile(
    r"(response to )?(recommendation\b|recommendations \d)", re.IGNORECASE
)


def title_of(blocks: list[Block]) -> str:
    """Guess the title: the heading among the first that speaks of a response.

    Empty where the paper shows none, as a letter does.
    """
    first = list(takewhile(lambda block: not _is_prose(block), blocks[:_FIRST]))
    if any(block.text.startswith("Dear ") for block in _texts(blocks[:_FIRST])):
        return ""
    headings = [block for block in first if isinstance(block, Heading)]
    telling = [made.text for made in headings if len(set(_told(made.text))) > 1]
    telling += [made.text for made in headings if _told(made.text)]
    return next(iter(telling), "") or _highest(blocks)


def _highest(blocks: list[Block]) -> str:
    """Return the one heading that stands above all others, if it comes first."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    highest = [heading for heading in headings if heading.level == 1]
    is_first = bool(highest) and highest[0] is headings[0]
    return highest[0].text if is_first and len(highest) == 1 < len(headings) else ""


def _told(text: str) -> list[str]:
    if _NAMES_ONE.match(text):
        return []
    return [word.lower() for word in _TELLING.findall(text)]


def _texts(blocks: list[Block]) -> list[Heading | Paragraph]:
    return [block for block in blocks if isinstance(block, Heading | Paragraph)]


def _is_prose(block: Block) -> bool:
    if isinstance(block, Paragraph):
        is_imprint = re.search(r"©|copyright|licence|available", block.text)
        return bool(block.number) or (len(block.text) > 150 and not is_imprint)
    return not isinstance(block, Heading)
