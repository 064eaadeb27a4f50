"""Pages of the desk, for tests: their addresses, what is typed, what is read."""

import re
from html import unescape
from html.parser import HTMLParser
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


TICKED = {"radio", "checkbox"}


class _Entries(HTMLParser):
    """What stands in the fields of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.area, self.choice = {}, None, None

    def add(self, name, value):
        self.found.setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type")
        if tag == "textarea":
            self.area = name
            self.add(name, "")
        elif tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in given:
            self.add(self.choice, given.get("value", ""))
        elif tag == "input" and name and ("checked" in given or kind not in TICKED):
            self.add(name, given.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            # A browser drops the first line's end and sends every other as two.
            self.found[self.area] = [data.removeprefix("\n").replace("\n", "\r\n")]


def as_sent(page, **changes):
    """Return what a browser sends of a page's form, with what is typed in it."""
    entries = _Entries()
    entries.feed(page.content.decode())
    return entries.found | changes
