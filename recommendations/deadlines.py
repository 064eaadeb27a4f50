"""THE RULE: when a response is due, and how timely it was. Dates in, dates out.

No database, no clock, no Django. `querysets` says the same in SQL; tests hold the two
to one table of cases.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from recommendations.partial_dates import DayRange, PartialDate

DUE_SOON_DAYS = 28


class Timeliness(StrEnum):
    """Where one addressee stands on one day; by dates alone, exactly one holds."""

    NO_DEADLINE = "no_deadline"
    AWAITING = "awaiting"
    DUE_SOON = "due_soon"
    POSSIBLY_OVERDUE = "possibly_overdue"
    OVERDUE = "overdue"
    ANSWERED_ON_TIME = "answered_on_time"
    ANSWERED_NO_DEADLINE = "answered_no_deadline"
    ANSWERED_LATE = "answered_late"
    ANSWERED_DATE_UNCERTAIN = "answered_date_uncertain"
    NOT_REQUIRED = "not_required"

    @property
    def is_outstanding(self) -> bool:
        return self in OUTSTANDING

    @property
    def is_past_due(self) -> bool:
        return self in PAST_DUE


PAST_DUE = frozenset({Timeliness.POSSIBLY_OVERDUE, Timeliness.OVERDUE})
OUTSTANDING = PAST_DUE | {
    Timeliness.NO_DEADLINE,
    Timeliness.AWAITING,
    Timeliness.DUE_SOON,
}


class Verification(StrEnum):
    """Whether somebody has looked for a response since it fell due."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "unverified"


class NotADeadline(ValueError):
    """The text sets no deadline; the message says what to write."""


@dataclass(frozen=True)
class Deadline:
    """How the time for one response is set: a period, a date, or neither.

    Written default (the inquiry's own period), none, months:N or date:2020-09-12
    (a partial date will do).
    """

    kind: str
    months: int | None = None
    day: PartialDate | None = None

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the written form; raises NotADeadline or NotAPartialDate."""
        if text in {"default", "none"}:
            return cls(text)
        if found := re.fullmatch(r"months:([1-9]\d?)", text, re.ASCII):
            return cls("months", months=int(found[1]))
        if text.startswith("date:"):
            return cls("date", day=PartialDate.from_iso(text.removeprefix("date:")))
        raise NotADeadline(
            f"{text!r} is not a deadline: write default, none, months:3 "
            "or date:2020-09-12."
        )

    @property
    def in_words(self) -> str:
        if self.months is not None:
            return f"a period of its own: {self.months} months"
        if self.day is not None:
            return f"a date of its own: {self.day.in_words}"
        return "no date" if self.kind == "none" else "the inquiry's own period"


@dataclass(frozen=True)
class Extension:
    """A new due date granted by the inquiry. Later grants replace earlier ones."""

    due: PartialDate
    granted: PartialDate
    granted_by: str = ""
    reason: str = ""


def add_months(day: date, months: int) -> date:
    """Return the same day some calendar months later, or that month's last day.

    Count from the original date each time: 31 August + 6 is 28 February, and
    28 February + 6 is 28 August, not the 31st.

    Source: inquiries ask for a response "within six months" of publication (IICSA,
    process for monitoring responses). Corresponding dates: Dodds v Walker [1981]
    1 WLR 1027.
    """
    years, month_before = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_before + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def original_due(
    published: PartialDate, deadline: Deadline, *, response_months: int
) -> DayRange | None:
    """Return the days among which the due day lies, or None if nothing falls due.

    published: of the report, which starts the clock. response_months: the inquiry's
    period, used where the deadline is the default. No rolling over weekends or bank
    holidays: no inquiry's process does.
    """
    if deadline.kind == "none":
        return None
    if deadline.day is not None:
        return deadline.day.days
    months = response_months if deadline.months is None else deadline.months
    return DayRange(
        add_months(published.earliest, months), add_months(published.latest, months)
    )


def extensions_in_force(
    extensions: Iterable[Extension], *, on: date
) -> list[Extension]:
    """Return those certainly granted by the day, in order of grant; the last counts."""
    granted = [each for each in extensions if each.granted.latest <= on]
    return sorted(granted, key=lambda each: each.granted.latest)


def due_as_at(
    original: DayRange | None, extensions: Iterable[Extension], *, on: date
) -> DayRange | None:
    """Return the due date as it stood on a day: by the last extension, if any."""
    in_force = extensions_in_force(extensions, on=on)
    return in_force[-1].due.days if in_force else original


def days_of_publication(published: PartialDate, *, logged_on: date) -> DayRange:
    """Return the days on which a paper may have been published.

    A paper logged in mid-November and dated "November 2020" was out by the day it was
    logged. A date wholly after that day is kept as given.
    """
    if logged_on < published.earliest:
        return published.days
    return DayRange(published.earliest, min(published.latest, logged_on))


def first_answer(responses: Iterable[DayRange]) -> DayRange | None:
    """Return the days among which the first of several responses lies, or None."""
    days = list(responses)
    if not days:
        return None
    return DayRange(
        min(each.earliest for each in days), min(each.latest for each in days)
    )


def timeliness(
    *,
    due: DayRange | None,
    answered: DayRange | None = None,
    lapsed_on: date | None = None,
    on: date,
) -> Timeliness:
    """Return where a response stands on a day (a date in Europe/London).

    due: as it stood on that day. answered: of the first qualifying response, counted
    from its latest day. lapsed_on: when the duty to respond fell away, if it did; it
    excuses whatever had not been answered before.
    """
    if answered is not None and answered.latest > on:
        answered = None
    if lapsed_on is not None and lapsed_on <= on:
        answered_first = answered is not None and answered.earliest <= lapsed_on
        if not answered_first:
            return Timeliness.NOT_REQUIRED
    if answered is not None:
        return _timeliness_of_answer(due, answered)
    return _timeliness_of_silence(due, on)


def _timeliness_of_answer(due: DayRange | None, answered: DayRange) -> Timeliness:
    if due is None:
        return Timeliness.ANSWERED_NO_DEADLINE
    if answered.latest <= due.earliest:
        return Timeliness.ANSWERED_ON_TIME
    if answered.earliest > due.latest:
        return Timeliness.ANSWERED_LATE
    return Timeliness.ANSWERED_DATE_UNCERTAIN


def _timeliness_of_silence(due: DayRange | None, on: date) -> Timeliness:
    if due is None:
        return Timeliness.NO_DEADLINE
    if on > due.latest:
        return Timeliness.OVERDUE
    if on > due.earliest:
        return Timeliness.POSSIBLY_OVERDUE
    if on >= due.earliest - timedelta(days=DUE_SOON_DAYS):
        return Timeliness.DUE_SOON
    return Timeliness.AWAITING


def days_late(
    *, due: DayRange | None, answered: DayRange | None, state: Timeliness, on: date
) -> int | None:
    """Return whole days past the due day; 0 when on time; None when unknowable.

    An unanswered response is late up to the day asked about. None as well before the
    due day, without a due date, and where either date is not known to the day.
    """
    if state is Timeliness.ANSWERED_ON_TIME:
        return 0
    if due is None or not due.is_one_day:
        return None
    if state is Timeliness.OVERDUE:
        return (on - due.latest).days
    if state is Timeliness.ANSWERED_LATE and answered and answered.is_one_day:
        return (answered.earliest - due.latest).days
    return None


def verification(
    state: Timeliness, *, due: DayRange | None, checks: Iterable[date], on: date
) -> Verification | None:
    """Return whether an officer has looked since the due day; None unless past due.

    checks: days on which an officer looked and found nothing published.
    """
    if due is None or state not in PAST_DUE:
        return None
    looked = any(due.latest < day <= on for day in checks)
    return Verification.CONFIRMED if looked else Verification.UNVERIFIED


def rung_days(
    published: PartialDate,
    *,
    rung_months: int,
    response_months: int,
    due: DayRange,
) -> DayRange:
    """Return the days among which a rung of the chasing ladder is reached.

    Counted in calendar months from publication. Rungs from the inquiry's period on
    move by as many days as the due date differs from the default one (an extension,
    or a period of the recommendation's own).
    """
    earliest = add_months(published.earliest, rung_months)
    latest = add_months(published.latest, rung_months)
    if rung_months >= response_months:
        earliest += due.earliest - add_months(published.earliest, response_months)
        latest += due.latest - add_months(published.latest, response_months)
    # Months differ in length, so that shifted ends may cross by a day or three.
    return DayRange(min(earliest, latest), max(earliest, latest))
