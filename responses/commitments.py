"""What a text promises, as far as its wording tells: proposals for an officer to judge.

Only what the words say is made a date. Spring 2021 is some day of 2021; winter 2021 may
end in 2022, and a financial year always does, so that no partial date fits them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from recommendations.deadlines import add_months
from recommendations.partial_dates import (
    LIKELY_YEARS,
    MONTHS,
    NotAPartialDate,
    PartialDate,
)

LONGEST = 500  # characters of an excerpt
READ = 2_000  # characters of a sentence: whatever has no stops is no sentence


@dataclass(frozen=True)
class Commitment:
    """A sentence that promises something.

    due: as exactly as the words have it; None where they give no date, and where none
    of ours fits the one they give. is_vague: they give none.
    """

    excerpt: str
    due: PartialDate | None
    is_vague: bool


_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\s?\d)[^.;!?\n]+)*[.;!?]?")
_CUE = re.compile(
    r"\b(will|shall|intends?|plans?|commit(s|ted|ting)?|promis(es?|ed|ing)|"
    r"undertakes?|undertaken|aims?|expects?|expected|proposes?|hopes?|"
    r"to be|due|by|within|before|no later than)\b",
    re.IGNORECASE,
)
_MONTH = "|".join((*MONTHS, *(name[:3] for name in MONTHS), "Sept"))
_YEAR = r"(?:1[5-9]|2[01])\d\d"
# Two years joined: 2021-22, 2021/22, 2021 to 2022.
_TWO_YEARS = rf"{_YEAR}\s?[-–/]\s?\d{{2,4}}|{_YEAR} to {_YEAR}"
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "eighteen": 18,
}
_COUNT = "|".join((r"\d{1,3}", *sorted(_NUMBERS, key=len, reverse=True)))
_VAGUE = re.compile(
    r"\b(in due course|in the (near|coming) future|shortly|soon|without delay|"
    r"as soon as[\w ]*\b(possible|practicable|practical|allows?|permits?|can)|"
    r"when(ever)? parliamentary time[\w ]*\b(allows?|permits?)|"
    r"at the (earliest|first|next) (possible )?opportunity|"
    r"(in|over) the (coming|next few|following) (weeks|months|years)|"
    r"in the (short|medium|long(er)?) term|at (an|the) (appropriate|right) time|"
    r"in time|later)\b",
    re.IGNORECASE,
)

_Reading = Callable[[re.Match[str], PartialDate | None], PartialDate | None]


def find_commitments(
    text: str, *, published: PartialDate | None = None
) -> Iterator[Commitment]:
    """Yield the sentences that promise something by a date, or vaguely.

    published: when the text came out, from which six months and next year are counted;
    dates before it are past, not promised.
    """
    for found in _SENTENCE.finditer(text):
        sentence = " ".join(found[0].split()).strip(" ;")[:READ]
        if not sentence or not (commitment := _read(sentence, published)):
            continue
        yield commitment


def _read(sentence: str, published: PartialDate | None) -> Commitment | None:
    excerpt = sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…"
    if _CUE.search(sentence):
        dates = list(_dates(sentence, published))
        to_come = [due for due in dates if not _is_past(due, published)]
        if to_come:
            # Of several the last is that by which all of it is to be done.
            known = [due for due in to_come if due is not None]
            due = max(known, key=lambda due: due.latest) if known else None
            return Commitment(excerpt, due, is_vague=False)
    if _VAGUE.search(sentence):
        return Commitment(excerpt, None, is_vague=True)
    return None


def _is_past(due: PartialDate | None, published: PartialDate | None) -> bool:
    return due is not None and published is not None and due.latest < published.earliest


def _dates(
    sentence: str, published: PartialDate | None
) -> Iterator[PartialDate | None]:
    """Yield each date that is named, None for one that no partial date fits."""
    at = 0
    while at < len(sentence):
        matches = ((way.search(sentence, at), read) for way, read in _WAYS)
        found = [(match, read) for match, read in matches if match]
        if not found:
            return
        # The first in the sentence, and of those the first in the list.
        match, read = min(found, key=lambda pair: pair[0].start())
        yield read(match, published)
        at = match.end()


def _as_written(match: re.Match[str], _: PartialDate | None) -> PartialDate | None:
    try:
        return PartialDate.from_text(match[0])
    except NotAPartialDate:
        return None


def _year(match: re.Match[str], _: PartialDate | None) -> PartialDate | None:
    year = int(match["year"])
    return PartialDate(year) if year in LIKELY_YEARS else None


def _none(_match: re.Match[str], _: PartialDate | None) -> None:
    return None


def _counted(match: re.Match[str], start: PartialDate | None) -> PartialDate | None:
    """Count months or years on from a start, as exact as the start is."""
    unit, counted = match["unit"].lower(), match["count"].lower()
    if start is None or unit in {"day", "week"}:
        return None
    count = _NUMBERS.get(counted) or int(counted)
    if unit == "year":
        count *= 12
    day = add_months(start.earliest, count)
    if start.month is None:
        # Whole years on from a year are a year; months are not.
        return PartialDate(day.year) if count % 12 == 0 else None
    return PartialDate(day.year, day.month, day.day if start.is_exact else None)


def _year_meant(match: re.Match[str], start: PartialDate | None) -> PartialDate | None:
    """Return this year or the next, as seen from a start."""
    if start is None:
        return None
    return PartialDate(start.year + ((match["which"] or "").lower() == "next"))


_WAYS: list[tuple[re.Pattern[str], _Reading]] = [
    # ASCII, so that no other script's letter passes for one of ours.
    (re.compile(pattern, re.IGNORECASE | re.ASCII), read)
    for pattern, read in (
        (rf"\b(financial|fiscal|academic) year (of )?({_TWO_YEARS}|{_YEAR})", _none),
        (rf"\bwinter (of )?({_TWO_YEARS}|{_YEAR})", _none),
        (rf"\b{_YEAR}-\d\d-\d\d\b", _as_written),
        (rf"\b({_TWO_YEARS})", _none),
        (rf"\b\d{{1,2}}(st|nd|rd|th)? ({_MONTH})\.? {_YEAR}\b", _as_written),
        (rf"\b({_MONTH})\.? {_YEAR}\b", _as_written),
        (r"\b\d{1,2}/\d{1,2}/\d{4}\b", _as_written),
        (
            rf"\bwithin (the (next|first) )?(?P<count>{_COUNT}) "
            r"(?P<unit>day|week|month|year)s?\b",
            _counted,
        ),
        (r"\b(?P<which>this|next) (calendar )?year\b|\bend of the year\b", _year_meant),
        (r"\b(this|next) (spring|summer|autumn|winter|month|quarter)\b", _none),
        (rf"\b(?P<year>{_YEAR})\b(?! (pounds|people|cases|victims))", _year),
    )
]
