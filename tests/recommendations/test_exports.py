"""A download has the columns promised, and no cell that a spreadsheet would run."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.http import QueryDict

from recommendations.exports import csv_lines, recommendation_columns, response_columns
from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from recommendations.questions import Question
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
)
from tests.responses.factories import AssessmentFactory, ResponseFactory

pytestmark = pytest.mark.django_db
SITE = "https://tracker.example.org"
PROMISED = [
    "reference",
    "inquiry",
    "report",
    "number",
    "title",
    "summary",
    "institution",
    "institution_name",
    "leads",
    "published",
    "original_due",
    "due",
    "expected",
    "state",
    "answered",
    "days_late",
    "days_late_original",
    "position",
    "progress",
    "responses",
    "verification",
    "last_checked",
    "url",
]


def read(query="", *, on=date(2026, 11, 21)):
    question = Question(QueryDict(query), today=on, default_sort="due")
    rows = question.addressees.with_answers(on=on)
    text = "".join(csv_lines(response_columns(SITE), rows))
    return list(csv.DictReader(StringIO(text, newline="")))


def test_responses_have_the_columns_promised_in_their_order():
    assert [column.name for column in response_columns(SITE)] == PROMISED


def test_an_answered_response_in_full():
    addressee = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__number=1,
        institution=InstitutionFactory(slug="uk-government", name="UK Government"),
    )
    for order, slug in enumerate(["home-office", "dcms"]):
        addressee.ordered_leads.create(
            institution=InstitutionFactory(slug=slug), order=order
        )
    ResponseFactory(addressee=addressee, position="accepted")
    AssessmentFactory(addressee=addressee)

    assert read() == [
        {
            "reference": "iicsa/internet/1",
            "inquiry": "iicsa",
            "report": "internet",
            "number": "1",
            "title": "Age verification",
            "summary": "Asks for better checks of users' ages.",
            "institution": "uk-government",
            "institution_name": "UK Government",
            "leads": "home-office;dcms",
            "published": "2020-03-12",
            "original_due": "2020-09-12",
            "due": "2020-09-12",
            "expected": "",
            "state": "answered_late",
            "answered": "2020-11-10",
            "days_late": "59",
            "days_late_original": "59",
            "position": "accepted",
            "progress": "Home Office=in_progress",
            "responses": "1",
            "verification": "",
            "last_checked": "",
            "url": f"{SITE}/recommendations/iicsa/internet/1/#uk-government",
        }
    ]


def test_dates_are_only_as_exact_as_known():
    AddresseeFactory(
        recommendation__report__published=PartialDate(2020, 11),
        expected=PartialDate(2027),
    )

    row = read()[0]

    assert row["published"] == "2020-11"
    assert row["due"] == "2021-05-01/2021-05-30"
    assert row["expected"] == "2027"
    assert (row["state"], row["days_late"]) == ("overdue", "")


def test_an_extension_and_a_check_as_at_a_day():
    addressee = ExtensionFactory().addressee
    CheckFactory(addressee=addressee)

    now, then = read()[0], read(on=date(2020, 8, 31))[0]

    assert (now["original_due"], now["due"]) == ("2020-09-12", "2020-12-12")
    assert (now["days_late"], now["days_late_original"]) == ("2170", "2261")
    assert (now["verification"], now["last_checked"]) == ("confirmed", "2026-11-03")
    assert (then["due"], then["verification"], then["last_checked"]) == (
        "2020-09-12",
        "",
        "",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_made_harmless_in_text_alone(start):
    title = f"{start}cmd|' /C calc'!A0"
    AddresseeFactory(recommendation__title=title, recommendation__note="-")

    row = read()[0]

    assert row["title"] == f"'{title}"
    assert row["summary"] == "Asks for better checks of users' ages."


def test_text_with_quotes_commas_and_lines_comes_back_whole():
    nasty = 'Say "no", then\nsay it again; Ünïcode, 漢字 🏛'
    AddresseeFactory(recommendation__summary=nasty)

    assert read()[0]["summary"] == nasty


def test_recommendations_have_a_row_each_with_all_their_addressees():
    addressee = AddresseeFactory(institution__slug="a")
    AddresseeFactory(recommendation=addressee.recommendation, institution__slug="b")
    question = Question(QueryDict(), today=date(2026, 11, 21), default_sort="due")
    rows = list(question.recommendations)
    for row in rows:
        row.shown_addressees = list(
            Addressee.objects.with_timeliness(on=question.on).order_by(
                "institution__slug"
            )
        )

    text = "".join(csv_lines(recommendation_columns(SITE), rows))
    read = list(csv.DictReader(StringIO(text, newline="")))

    assert [row["states"] for row in read] == ["a=overdue;b=overdue"]
    assert read[0]["url"].startswith(f"{SITE}/recommendations/iicsa/")
