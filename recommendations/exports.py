"""Downloads: the rows of a question, as the dictionary at /about/data/ describes them.

Comma-separated, UTF-8 with a header, CRLF, quoted as RFC 4180 has it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from recommendations.models import Addressee, Recommendation
from recommendations.partial_dates import DayRange

# A cell that begins with one of these runs as a formula in a spreadsheet (CWE-1236).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A column of a download: what it is called, what it holds, where it comes from."""

    name: str
    describes: str
    read: Callable[[Any], Any]
    # Free text, in which a formula is made harmless; codes and numbers are kept.
    is_text: bool = False

    def cell(self, row: Any) -> str:
        value = self.read(row)
        text = "" if value is None else str(value)
        if self.is_text and text.startswith(FORMULA_STARTS):
            return f"'{text}"
        return text


class _Echo:
    """A file for csv.writer that hands each line back rather than storing it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Iterable[Column], rows: Iterable[Any]) -> Iterator[str]:
    """Yield rows as CSV text, header first."""
    columns = list(columns)
    write = csv.writer(_Echo()).writerow
    yield write(column.name for column in columns)
    for row in rows:
        yield write(column.cell(row) for column in columns)


def response_columns(site_url: str) -> list[Column]:
    """Return the columns of responses.csv, a row per addressee, in their order.

    Rows need with_timeliness, with_answers and for_list.
    """
    return [
        Column("reference", "Permanent reference of the recommendation", _reference),
        Column("inquiry", "Inquiry (slug)", lambda row: _report(row).inquiry.slug),
        Column("report", "Report (slug)", lambda row: _report(row).slug),
        Column(
            "number",
            "Official number within the report; blank where none is known",
            lambda row: _numbered(row.recommendation),
        ),
        Column(
            "title",
            "Title of the recommendation",
            lambda row: row.recommendation.title,
            is_text=True,
        ),
        Column(
            "summary",
            "What is asked, in this register's own words",
            lambda row: row.recommendation.summary,
            is_text=True,
        ),
        Column(
            "institution",
            "Institution it is addressed to (slug)",
            lambda row: row.institution.slug,
        ),
        Column(
            "institution_name",
            "Its name",
            lambda row: row.institution.name,
            is_text=True,
        ),
        Column(
            "leads",
            "Departments that lead on it (slugs, separated by semicolons)",
            lambda row: ";".join(
                lead.institution.slug for lead in row.ordered_leads.all()
            ),
        ),
        Column(
            "published",
            "When the report was published (partial date)",
            lambda row: _report(row).published,
        ),
        Column(
            "original_due",
            "When the response was due before any extension: a day, or a range of days "
            "first/last where the date of publication is not known to the day",
            lambda row: row.original_due,
        ),
        Column(
            "due",
            "When the response is due, with the extensions granted by the day asked "
            "about",
            _due,
        ),
        Column(
            "expected",
            "When the institution has said that it will respond (partial date); this "
            "moves nothing",
            lambda row: row.expected,
        ),
        Column("state", "Where the response stands, by dates alone", _state),
        Column(
            "answered",
            "When the first substantive response was published (partial date)",
            lambda row: row.answered if row.is_answered_as_at else None,
        ),
        Column(
            "days_late",
            "Whole days from the due date to the response, or to the day asked about "
            "while there is none; 0 when on time; blank before the due date and where "
            "it cannot be known",
            lambda row: row.days_late,
        ),
        Column(
            "days_late_original",
            "The same, counted from the original due date",
            lambda row: row.days_late_original,
        ),
        Column(
            "position",
            "What the newest response that states a position says",
            lambda row: row.position,
        ),
        Column(
            "progress",
            "Newest assessment by each assessor, as assessor=progress, separated by "
            "semicolons",
            lambda row: ";".join(row.progress_by_assessor),
            is_text=True,
        ),
        Column("responses", "Number of responses held", lambda row: row.answer_count),
        Column(
            "verification",
            "Past due and unanswered: confirmed when somebody has looked since the due "
            "day and found nothing, else unverified; otherwise blank",
            lambda row: row.verification,
        ),
        Column(
            "last_checked",
            "When somebody last looked and found nothing",
            lambda row: row.last_checked_as_at,
        ),
        Column(
            "url",
            "Permanent address",
            lambda row: f"{site_url}{row.get_absolute_url()}",
        ),
    ]


def recommendation_columns(site_url: str) -> list[Column]:
    """Return the columns of recommendations.csv, a row per recommendation."""
    return [
        Column("reference", "Permanent reference", lambda row: row.identifier),
        Column("inquiry", "Inquiry (slug)", lambda row: row.report.inquiry.slug),
        Column("report", "Report (slug)", lambda row: row.report.slug),
        Column(
            "number",
            "Official number within the report; blank where none is known",
            _numbered,
        ),
        Column("title", "Title", lambda row: row.title, is_text=True),
        Column(
            "title_is_official",
            "Whether the title is a heading of the inquiry: yes or no",
            lambda row: "yes" if row.title_is_official else "no",
        ),
        Column(
            "summary",
            "What is asked, in this register's own words",
            lambda row: row.summary,
            is_text=True,
        ),
        Column(
            "published",
            "When the report was published (partial date)",
            lambda row: row.report.published,
        ),
        Column("status", "Current, withdrawn, superseded or merged", _status),
        Column(
            "institutions",
            "Institutions it is addressed to (slugs, separated by semicolons)",
            lambda row: ";".join(
                each.institution.slug for each in row.shown_addressees
            ),
        ),
        Column(
            "states",
            "Where each of their responses stands, as institution=state, separated by "
            "semicolons",
            lambda row: ";".join(
                f"{each.institution.slug}={each.state}" for each in row.shown_addressees
            ),
        ),
        Column(
            "verifications",
            "For those past due: whether somebody has looked since, as "
            "institution=verification, separated by semicolons",
            lambda row: ";".join(
                f"{each.institution.slug}={each.verification}"
                for each in row.shown_addressees
                if each.verification
            ),
        ),
        Column(
            "source_url",
            "Where this was read",
            lambda row: row.source_url,
            is_text=True,
        ),
        Column(
            "url",
            "Permanent address",
            lambda row: f"{site_url}{row.get_absolute_url()}",
        ),
    ]


def _report(row: Addressee) -> Any:
    return row.recommendation.report


def _reference(row: Addressee) -> str:
    return row.recommendation.identifier


def _numbered(row: Recommendation) -> str:
    return "" if row.number is None else f"{row.number}{row.part}"


def _due(row: Any) -> DayRange | None:
    return row.due_as_at


def _state(row: Any) -> str:
    return row.state


def _status(row: Recommendation) -> str:
    return row.status
