"""Somebody to chase, on IICSA's ladder, and letters about it."""

from datetime import UTC, datetime

from recommendations.partial_dates import PartialDate
from responses.models import Channel
from responses.services import (
    LetterAct,
    NewLetter,
    SentLetter,
    draft_letter,
    record_sent,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    InquiryFactory,
    RungFactory,
)
from tests.responses.factories import OfficerFactory

TODAY = PartialDate(2020, 9, 21)
NOW = datetime(2020, 9, 21, 9, 0, tzinfo=UTC)
LADDER = [
    (1, 3, "First letter", False),
    (2, 6, "Second letter", False),
    (3, 7, "Third letter: disappointment", True),
    (4, 9, "Statement requested under rule 9 of the Inquiry Rules 2006", True),
    (5, 12, "Notice under section 21 of the Inquiries Act 2005", True),
]


def ladder(slug="iicsa"):
    """Return the rungs of an inquiry, IICSA's unless another is named."""
    inquiry = InquiryFactory(slug=slug)
    return [
        RungFactory(
            inquiry=inquiry, number=number, months=months, title=title, is_public=public
        )
        for number, months, title, public in LADDER
    ]


def owing(institution=None, **details):
    """Return an addressee due on 12 September 2020, unanswered."""
    if institution is not None:
        details["institution"] = institution
    return AddresseeFactory(**details)


def drafted(rung, *addressees, by=None, at=NOW, submission=""):
    new = NewLetter(rung, addressees[0].institution, list(addressees))
    return draft_letter(new, by=by or OfficerFactory(), at=at, submission=submission)


def act_on(letter, by=None, at=NOW, submission=""):
    letter.refresh_from_db()
    return LetterAct(letter, by or OfficerFactory(), at, letter.version, submission)


def sent(letter, on=TODAY, **changes):
    details = {"channel": Channel.POST, "sent_by": "The Chair"} | changes
    record_sent(act_on(letter), SentLetter(sent=on, **details))
    letter.refresh_from_db()
    return letter
