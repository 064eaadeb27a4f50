"""What a paper shows of itself: its title, its day and who published it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.partial_dates import MONTHS, NotAPartialDate, PartialDate
from responses.papers import Heading, Paper, Row

_FIRST = 25  # blocks in which a paper says who it is from and when
_DATE = re.compile(
    rf"(?:\b(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b({'|'.join(MONTHS)}),?\s+((?:19|20)\d\d)\b"
)
_BEFORE = re.compile(
    r"(published|presented|dated|date|publication date|issued|updated)( on| in)?:?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """None or empty where the paper does not show it, or shows several."""

    title: str
    published: PartialDate | None
    published_where: str  # the words in which the date stands
    publishers: tuple[str, ...]  # slugs


def facts_of(paper: Paper, institutions: Iterable[tuple[str, str]]) -> Facts:
    """Return what the first page shows. Institutions are pairs of slug and name."""
    first = [
        (isinstance(block, Heading), block.text)
        for block in paper.blocks[:_FIRST]
        if not isinstance(block, Row)
    ]
    published, where = _published(first)
    return Facts(paper.title, published, where, _publishers(first, institutions))


def _published(first: list[tuple[bool, str]]) -> tuple[PartialDate | None, str]:
    """Find a date that stands by itself, or after a word such as published."""
    found: dict[PartialDate, str] = {}
    for _, text in first:
        date = _DATE.search(text)
        if not date:
            continue
        alone = _BEFORE.sub("", text[: date.start()]).strip(" :,–-")
        if alone or text[date.end() :].strip(" ."):
            continue
        try:
            found.setdefault(PartialDate.from_text(_plain(date)), text)
        except NotAPartialDate:
            continue
    if len(found) != 1:
        return None, ""
    return next(iter(found.items()))


def _plain(date: re.Match[str]) -> str:
    return " ".join(part for part in date.groups() if part)


def _publishers(
    first: list[tuple[bool, str]], institutions: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """Find institutions whose name is a line by itself, alone or joined by "and"."""
    slugs = {name.casefold(): slug for slug, name in institutions}
    lines = [text.casefold() for _, text in first if len(text) < 200]
    found: Counter[str] = Counter()
    for line in lines:
        for name in [line, *re.split(r"\s+and\s+(?:the\s+)?|;\s*", line)]:
            if slug := slugs.get(name.strip(" .").removeprefix("the ")):
                found[slug] += 1
    return tuple(found)
