"""What the trail says of each kind of row, field by field.

Each word is followed by how it is read from a version of the row.
"""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from recommendations.deadlines import Deadline
from recommendations.models import Confidence
from recommendations.partial_dates import DayRange, range_in_words
from responses.models import Response

Words = dict[str, Callable[[Any], Any]]

OF_AN_ADDRESSEE: Words = {
    "Deadline": lambda event: Deadline.from_text(event.deadline).in_words,
    "Note on the deadline": attrgetter("deadline_note"),
    "Reply required": attrgetter("is_reply_required"),
    "Expected": attrgetter("expected"),
    "Source of the expected date": attrgetter("expected_source_url"),
    "Passed to": lambda event: getattr(event, "passed_to", None),
    "Due": lambda event: _days(event.due_earliest, event.due_latest),
    "First response": attrgetter("answered"),
    "Response not required from": attrgetter("lapsed_on"),
}
OF_A_RESPONSE: Words = {
    "Document": lambda event: getattr(event, "document", None),
    "Kind": lambda event: Response.Kind(event.kind).label,
    "Position": lambda event: event.get_position_display(),
    "Summary": attrgetter("summary"),
    "Paragraphs": attrgetter("paragraphs"),
    "Source": attrgetter("source_url"),
    "How near its source": lambda event: Confidence(event.confidence).label,
    "Note": attrgetter("note"),
    "Status": lambda event: Response.Status(event.status).label,
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}
OF_A_DOCUMENT: Words = {
    "Title": attrgetter("title"),
    "Published": attrgetter("published"),
    "Web address": attrgetter("url"),
    "Source": attrgetter("source_url"),
    "How near its source": lambda event: Confidence(event.confidence).label,
}
OF_AN_EXTENSION: Words = {
    "New due date": attrgetter("due"),
    "Granted": attrgetter("granted"),
    "Granted by": attrgetter("granted_by"),
    "Reason": attrgetter("reason"),
    "Evidence": attrgetter("source_url"),
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}
OF_A_CHECK: Words = {
    "Checked": attrgetter("checked_on"),
    "Where": attrgetter("looked_at"),
    "Note": attrgetter("note"),
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}
OF_A_FLAG: Words = {
    "Rung": lambda event: "Overdue" if event.rung == 0 else f"Rung {event.rung}",
    "Passed after": attrgetter("due"),
    "Raised as at": attrgetter("raised_on"),
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}
OF_AN_ADEQUACY_CHECK: Words = {
    "Names the body": lambda event: _applies(event.names_the_body),
    "Answers this recommendation": lambda event: _applies(
        event.answers_this_recommendation
    ),
    "Gives a timetable": lambda event: _applies(event.gives_a_timetable),
    "Gives reasons": lambda event: _applies(event.gives_reasons),
    "Note": attrgetter("note"),
}
OF_A_PROMISE: Words = {
    "What": attrgetter("text"),
    "Due": lambda event: event.due or "No date given",
    "Paragraphs": attrgetter("paragraphs"),
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}
OF_A_PROMISE_ASSESSMENT: Words = {
    "Promise": lambda event: event.promise.text,
    "Outcome": lambda event: event.get_outcome_display(),
    "Assessor": attrgetter("assessor"),
    "Assessed": attrgetter("assessed"),
    "Summary": attrgetter("summary"),
    "Source": attrgetter("source_url"),
    "Reason for withdrawing": attrgetter("withdrawn_reason"),
}

OF_A_REQUEST: Words = {
    "Outcome": lambda event: event.get_outcome_display(),
    "Answer": attrgetter("answer"),
}

OF_A_LEAD: Words = {
    "Institution": lambda event: getattr(event, "institution", None),
    "Place": attrgetter("order"),
}
OF_AN_ASSIGNMENT: Words = {
    "Assigned to": lambda event: getattr(event, "officer", None),
}


def _days(earliest: date | None, latest: date | None) -> str:
    return range_in_words(DayRange(earliest, latest)) if earliest and latest else ""


def _applies(answer: bool | None) -> str:
    return {None: "Does not apply", True: "Yes", False: "No"}[answer]
