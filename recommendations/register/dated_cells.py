"""The kinds of cells that hold dates, moments and deadlines."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from recommendations.deadlines import Deadline, NotADeadline
from recommendations.partial_dates import (
    LIKELY_YEARS,
    NotAPartialDate,
    PartialDate,
)
from recommendations.register.cells import NotACell, cut

_PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class Partial:
    """A date known to the year, month or day.

    is_typed: people write it as they please, such as Nov 2020 or 10/11/2020.
    """

    is_typed: bool = False
    blank = None

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "constraints": {"pattern": _PARTIAL_DATE}}

    def read(self, text: str) -> PartialDate:
        return _partial_date(text, is_typed=self.is_typed)

    def write(self, value: Any) -> str:
        return str(value) if value else ""


@dataclass(frozen=True)
class Day:
    """A date known to the day. is_typed: as for Partial."""

    is_typed: bool = False
    blank = None

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "date", "format": "%Y-%m-%d"}

    def read(self, text: str) -> date:
        found = _partial_date(text, is_typed=self.is_typed)
        if not found.is_exact:
            raise NotACell(f"{text} has no day: write it as 2026-11-03.")
        return found.earliest

    def write(self, value: Any) -> str:
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class Instant:
    """A moment, in UTC."""

    blank = None

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "datetime", "format": "default"}

    def read(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment.year not in LIKELY_YEARS:
            raise NotACell(
                f"{cut(text)} is not a moment: write it as 2026-11-03T09:30:00Z."
            )
        return moment.astimezone(UTC)

    def write(self, value: Any) -> str:
        if not value:
            return ""
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True)
class Due:
    """How the time for a response is set: deadlines.Deadline in its written form."""

    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        pattern = rf"default|none|months:[1-9]\d?|date:{_PARTIAL_DATE}"
        return {"type": "string", "constraints": {"pattern": pattern}}

    def read(self, text: str) -> str:
        try:
            Deadline.from_text(text)
        except (NotADeadline, NotAPartialDate) as problem:
            raise NotACell(str(problem)) from problem
        if text.startswith("date:"):
            _partial_date(text.removeprefix("date:"))
        return text

    def write(self, value: Any) -> str:
        return value or ""


@lru_cache(4096)
def _partial_date(text: str, *, is_typed: bool = False) -> PartialDate:
    read = PartialDate.from_text if is_typed else PartialDate.from_iso
    try:
        found = read(text)
    except NotAPartialDate as problem:
        raise NotACell(str(problem)) from problem
    if found.year not in LIKELY_YEARS:
        raise NotACell(
            f"{text} lies outside {LIKELY_YEARS[0]} to {LIKELY_YEARS[-1]}: "
            "is the year right?"
        )
    return found
