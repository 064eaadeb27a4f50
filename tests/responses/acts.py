"""Acts of an officer, for tests: the plainest that the services take."""

from datetime import UTC, datetime
from uuid import uuid4

from recommendations.partial_dates import PartialDate
from responses.models import Position, Response
from responses.services import (
    Act,
    Correction,
    NewDocument,
    NewExtension,
    NewResponse,
    Together,
    set_expected,
)
from tests.responses.factories import OfficerFactory

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def act_on(addressee, **changes):
    details = {"at": NOW, "based_on": addressee.version}
    if "by" not in changes:
        details["by"] = OfficerFactory()
    return Act(addressee=addressee, **details | changes)


def answer(document=None, **changes):
    """What a new paper, published on 10 November 2020, says."""
    details = {
        "document": document or paper(),
        "kind": Response.Kind.SUBSTANTIVE,
        "position": Position.ACCEPTED,
        "summary": "Accepts the recommendation.",
        "answerers": [],
    }
    return NewResponse(**details | changes)


def paper(**changes):
    details = {
        "title": "Government response",
        "published": PartialDate(2020, 11, 10),
        "url": "https://example.org/response",
        "publishers": [],
    }
    return NewDocument(**details | changes)


def correction(response, **changes):
    """What a response says already, but for the changes."""
    details = {
        name: getattr(response, name)
        for name in (
            "kind",
            "position",
            "summary",
            "paragraphs",
            "source_url",
            "confidence",
        )
    }
    answerers = [each.institution for each in response.ordered_answerers.all()]
    return Correction(**details | {"answerers": answerers} | changes)


def extension(**changes):
    details = {
        "due": PartialDate(2020, 12, 12),
        "granted": PartialDate(2020, 9, 1),
        "granted_by": "The Chair",
        "reason": "The election",
        "source_url": "https://example.org/letter",
    }
    return NewExtension(**details | changes)


def together(addressees, do, **changes):
    """One officer's acts on several, all based on what the addressees say now."""
    act = {
        "by": OfficerFactory(),
        "submission": str(uuid4()),
        "title": "Expected in 2028",
    }
    act |= changes
    title = act.pop("title")
    return Together([act_on(each, **act) for each in addressees], do, title)


def expect(act):
    """Record that an answer is expected in 2028."""
    set_expected(act, expected=PartialDate(2028), source_url="https://example.org/")
