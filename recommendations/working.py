"""How a due date was worked out, and where a response stands, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recommendations.deadlines import Deadline, Extension, Timeliness, Verification
from recommendations.partial_dates import (
    DayRange,
    PartialDate,
    day_in_words,
    range_in_words,
)


@dataclass(frozen=True)
class Start:
    """What starts the clock: the publication of a report, and whose period runs."""

    report: str
    published: PartialDate
    source_url: str
    inquiry: str
    response_months: int


def working(
    start: Start,
    *,
    deadline: Deadline,
    note: str,
    original: DayRange | None,
    extensions: Iterable[Extension],
) -> list[str]:
    """Return the sentences that lead from the start of the clock to the due date.

    original: the due days without extensions, None where none is set. extensions:
    those in force on the day asked about, in order of grant.
    """
    source = f" (source: {start.source_url})" if start.source_url else ""
    sentences = [
        f"{start.report} was published {_on(start.published)}{source}.",
        _period(start, deadline),
    ]
    if original is not None and deadline.kind != "date":
        months = start.response_months if deadline.months is None else deadline.months
        sentences += _arithmetic(start.published, months, original)
    sentences += [_extended(each, original) for each in extensions]
    if note:
        sentences.append(f"Note: {note}")
    return sentences


def counted(
    due: DayRange | None, answered: PartialDate | None, days_late: int | None, on: date
) -> list[str]:
    """Return how the days between the due date and the response were counted.

    answered: the first response, None while there is none on the day asked about.
    """
    if due is None or not due.is_one_day or not days_late:
        return []
    end = f"the first response, {answered.in_words}," if answered else day_in_words(on)
    days = f"{days_late} day{'s' if days_late != 1 else ''}"
    return [f"From {day_in_words(due.latest)} to {end} is {days}."]


@dataclass(frozen=True)
class Standing:
    """Where one response stands on one day.

    due: as it stood on that day. last_checked: when an officer last found nothing.
    answered_since: the response that came after the day asked about, by which the
    silence up to that day is known.
    """

    state: Timeliness
    verification: Verification | None = None
    due: DayRange | None = None
    days_late: int | None = None
    last_checked: date | None = None
    answered_since: PartialDate | None = None

    @property
    def in_words(self) -> str:
        """Return it as pages, mails and exports say it.

        A silence that nobody has looked into since the due day is described, not
        accused.
        """
        if self.due is None or not self.state.is_past_due:
            late = self.state is Timeliness.ANSWERED_LATE and self.days_late is not None
            return SAID[self.state] + (f", by {self._days}" if late else "")
        said = SAID[self.state]
        if self.days_late is not None:
            said += f" by {self._days}"
        if self.answered_since is not None:
            return f"{said} (first response published {_on(self.answered_since)})"
        if self.is_confirmed and self.last_checked is not None:
            return f"{said}, last checked {day_in_words(self.last_checked)}"
        return f"No response recorded: due {range_in_words(self.due)}, not yet checked"

    @property
    def is_confirmed(self) -> bool:
        return self.verification is Verification.CONFIRMED

    @property
    def is_accused(self) -> bool:
        """Whether it is past due, and a look or a later answer shows that it is."""
        return self.state.is_past_due and (
            self.is_confirmed or self.answered_since is not None
        )

    @property
    def _days(self) -> str:
        return f"{self.days_late} day{'s' if self.days_late != 1 else ''}"


SAID = {
    Timeliness.NO_DEADLINE: "No deadline, no response recorded",
    Timeliness.AWAITING: "Awaiting response",
    Timeliness.DUE_SOON: "Due soon",
    Timeliness.POSSIBLY_OVERDUE: "Possibly overdue",
    Timeliness.OVERDUE: "Overdue",
    Timeliness.ANSWERED_ON_TIME: "Answered on time",
    Timeliness.ANSWERED_NO_DEADLINE: "Answered, no deadline",
    Timeliness.ANSWERED_LATE: "Answered late",
    Timeliness.ANSWERED_DATE_UNCERTAIN: "Answered, date uncertain",
    Timeliness.NOT_REQUIRED: "Response not required",
}


def _period(start: Start, deadline: Deadline) -> str:
    if deadline.kind == "none":
        return "No date is set for this response, so it is never overdue."
    if deadline.day is not None:
        return (
            f"The recommendation sets a date of its own: {deadline.day.in_words}, "
            f"instead of {start.inquiry}'s {start.response_months} months."
        )
    if deadline.months is not None:
        return (
            f"The recommendation sets a period of its own: {_months(deadline.months)}, "
            f"instead of {start.inquiry}'s {start.response_months}."
        )
    return (
        f"{start.inquiry} asks for a response to be published within "
        f"{_months(start.response_months)} of that."
    )


def _arithmetic(published: PartialDate, months: int, due: DayRange) -> list[str]:
    sentences = []
    if due.is_one_day:
        sentences.append(
            f"{published.in_words} plus {_months(months)} is "
            f"{day_in_words(due.latest)}, the last day that is on time."
        )
    else:
        sentences.append(
            f"The source gives no more than {published.in_words}, so the last day "
            f"that is on time lies {range_in_words(due)}."
        )
    if published.day is not None and due.latest.day != published.day:
        month = PartialDate(due.latest.year, due.latest.month).in_words
        sentences.append(f"{month} has no day {published.day}, so its last day counts.")
    if due.is_one_day and due.latest.weekday() >= 5:
        day = ("Saturday", "Sunday")[due.latest.weekday() - 5]
        sentences.append(
            f"That is a {day}; due dates are not moved for weekends or holidays."
        )
    return sentences


def _extended(extension: Extension, original: DayRange | None) -> str:
    by = f" by {extension.granted_by}" if extension.granted_by else ""
    reason = f" ({extension.reason})" if extension.reason else ""
    kept = ""
    if original is not None:
        kept = f"; the original date, {range_in_words(original)}, is kept"
    return (
        f"Extended{by} {_on(extension.granted)} to {extension.due.in_words}"
        f"{reason}{kept}."
    )


def _on(day: PartialDate) -> str:
    return f"{'on' if day.is_exact else 'in'} {day.in_words}"


def _months(count: int) -> str:
    return f"{count} month{'s' if count != 1 else ''}"
