"""Dates known to the year, the month or the day, and the days they may stand for."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# Outside of these a date of the register is a slip of the pen.
LIKELY_YEARS = range(1500, 2201)

_MONTH_NUMBERS = {
    spelling: number
    for number, name in enumerate(MONTHS, start=1)
    for spelling in (name.lower(), name[:3].lower())
} | {"sept": 9}
_EXAMPLE = "10 November 2020, November 2020 or 2020"

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SLASHED = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})", re.ASCII)
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]+)\.? (\d{4})", re.ASCII)


class NotAPartialDate(ValueError):
    """The text is no date; the message says what is wrong and what to write."""


@dataclass(frozen=True, order=True)
class DayRange:
    """The days, both included, among which one day lies.

    Raises ValueError when the range ends before it begins.
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            message = f"{self.earliest} to {self.latest} ends before it begins."
            raise ValueError(message)

    @property
    def is_one_day(self) -> bool:
        return self.earliest == self.latest

    def __str__(self) -> str:
        """Return ISO 8601: a day, or an interval such as 2021-05-01/2021-05-30."""
        if self.is_one_day:
            return self.earliest.isoformat()
        return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """An ISO 8601 date of reduced precision: 2020, 2020-11 or 2020-11-10.

    Sorts by earliest day, the vaguer first. Raises NotAPartialDate when the calendar
    has no such day, month or year (years run from 1000 to 9999).
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9999:
            raise NotAPartialDate(f"The year must have four digits, not {self.year}.")
        if self.month is None:
            if self.day is not None:
                raise NotAPartialDate("A day needs a month.")
            return
        if not 1 <= self.month <= 12:
            raise NotAPartialDate(f"The month must be from 1 to 12, not {self.month}.")
        last = monthrange(self.year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= last:
            month = f"{MONTHS[self.month - 1]} {self.year}"
            raise NotAPartialDate(f"{month} has days 1 to {last}, not {self.day}.")

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read 2020, 2020-11 or 2020-11-10, and nothing else."""
        if not (parts := _ISO.fullmatch(text)):
            raise NotAPartialDate(
                f"{text!r} is not a date: write 2020-11-10, 2020-11 or 2020."
            )
        return cls(*(int(part) for part in parts.groups() if part))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what people write: Nov 2020, 10/11/2020, 10 November 2020 or ISO 8601.

        Numbers between slashes or full stops are day, month, year.
        """
        text = " ".join(text.replace(",", " ").split())
        if _ISO.fullmatch(text):
            return cls.from_iso(text)
        if parts := _SLASHED.fullmatch(text):
            day, month, year = parts.groups()
            return cls(int(year), int(month), int(day) if day else None)
        if parts := _WORDED.fullmatch(text):
            day, name, year = parts.groups()
            return cls(int(year), _month_called(name), int(day) if day else None)
        raise NotAPartialDate(_what_is_missing(text))

    @classmethod
    def from_date(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def days(self) -> DayRange:
        return DayRange(self.earliest, self.latest)

    @property
    def is_exact(self) -> bool:
        return self.day is not None

    @property
    def in_words(self) -> str:
        """Return 2020, November 2020 or 10 November 2020."""
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        return month if self.day is None else f"{self.day} {month}"

    def __str__(self) -> str:
        """Return the reduced ISO 8601 form."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        return str(self) < str(other)


def day_in_words(day: date) -> str:
    """Return 10 November 2020."""
    return PartialDate.from_date(day).in_words


def range_in_words(days: DayRange) -> str:
    """Return a day, or the two ends: between 1 May 2021 and 30 May 2021."""
    if days.is_one_day:
        return day_in_words(days.earliest)
    ends = f"{day_in_words(days.earliest)} and {day_in_words(days.latest)}"
    return f"between {ends}"


def _month_called(name: str) -> int:
    try:
        return _MONTH_NUMBERS[name.lower()]
    except KeyError:
        raise NotAPartialDate(
            f"{name!r} is not a month: write it as in November or Nov."
        ) from None


def _what_is_missing(text: str) -> str:
    if not text:
        return f"Enter a date, for example {_EXAMPLE}."
    if re.fullmatch(r"(\d{1,2} )?[A-Za-z]+|\d{1,2}[/.]\d{1,2}", text):
        return f"The date must include a year, for example {_EXAMPLE}."
    if re.fullmatch(r"(\d{1,2}[/.]|(\d{1,2} )?[A-Za-z]+ ){1,2}\d{1,3}", text):
        return f"The year must have four digits, for example {_EXAMPLE}."
    return f"{text[:40]!r} is not a date: write it as {_EXAMPLE}."
