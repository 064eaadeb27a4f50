"""The weeks that digests are for: Monday 08:00 to Monday 08:00, by London's clocks."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
HOUR = time(8)


class NotAWeek(ValueError):
    """The text names no week; the message says what to write."""


def day_in_london(at: datetime) -> date:
    """Return the day that it is in London at an instant."""
    return at.astimezone(LONDON).date()


@dataclass(frozen=True, order=True)
class Week:
    """An ISO 8601 week, such as 2026-W47: with its own year, which may have W53.

    Its digest is due when it starts. 167, 168 or 169 hours long.
    """

    year: int
    number: int

    @classmethod
    def from_text(cls, text: str) -> Self:
        found = re.fullmatch(r"([1-9]\d{3})-W(\d{2})", text, re.ASCII)
        if not found:
            raise NotAWeek(f"{text!r} is not a week: write it as in 2026-W47.")
        week = cls(int(found[1]), int(found[2]))
        try:
            date.fromisocalendar(week.year, week.number, 1)
        except ValueError:
            raise NotAWeek(f"{week.year} has no week {week.number}.") from None
        return week

    @classmethod
    def containing(cls, at: datetime) -> Self:
        """Return the newest week whose digest is due."""
        local = at.astimezone(LONDON)
        day = local.date()
        if day.weekday() == 0 and local.time() < HOUR:
            day -= timedelta(days=1)
        return cls.of_day(day)

    @classmethod
    def of_day(cls, day: date) -> Self:
        return cls(*day.isocalendar()[:2])

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def starts_at(self) -> datetime:
        """The instant, in UTC, of 08:00 on Monday in London."""
        return datetime.combine(self.monday, HOUR, LONDON).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        return self.earlier(-1).starts_at

    def earlier(self, count: int) -> Self:
        """Return the week a number of weeks before this one."""
        return self.of_day(self.monday - timedelta(weeks=count))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"
