"""Pages of the desk, for tests: their addresses, what is typed, what is read."""

import re
from html import unescape
from uuid import uuid4

from django.urls import reverse

FORMS = ["record-response", "record-check", "grant-extension", "set-expected"]
ANSWER = {
    "kind": "substantive",
    "position": "accepted",
    "title": "Government response",
    "published": "10 November 2020",
    "url": "https://example.org/response",
    "summary": "Accepts the recommendation.",
}
EXTENSION = {
    "due": "12 December 2020",
    "granted": "1 September 2020",
    "granted_by": "The Chair",
    "reason": "The election",
    "source_url": "https://example.org/letter",
}


def address(addressee, name="addressee", **more):
    recommendation = addressee.recommendation
    where = {
        "inquiry": recommendation.report.inquiry.slug,
        "report": recommendation.report.slug,
        "reference": recommendation.reference,
        "institution": addressee.institution.slug,
    }
    return reverse(f"responses:{name}", kwargs=where | more)


def typed(addressee, fields, **changes):
    """Return what a browser sends: the fields as typed, and those nobody sees."""
    hidden = {"version": addressee.version, "submission": str(uuid4())}
    return hidden | fields | changes


def answered(addressee, **changes):
    return typed(
        addressee, ANSWER | {"answerers": [addressee.institution_id]}, **changes
    )


def text(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
