"""The bodies: lineage, duties, figures."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    SuccessionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-21 12:00+00:00")]
RESPONSES = reverse("recommendations:responses")
RECOMMENDATIONS = reverse("recommendations:recommendations")
LISTS = pytest.mark.parametrize("address", [RESPONSES, RECOMMENDATIONS])


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_an_institution_shows_its_lineage_and_what_it_owes(client):
    body = InstitutionFactory(slug="dsit", name="Science, Innovation and Technology")
    old = InstitutionFactory(name="Digital, Culture, Media and Sport")
    SuccessionFactory(predecessor=old, successor=body, remit="Online safety")
    AddresseeFactory(institution=body, recommendation__title="Its own")
    AddresseeFactory(institution=old, recommendation__title="Its predecessor's")

    page = client.get(reverse("recommendations:institution", args=["dsit"])).text

    assert "Took over from" in page
    assert "Online safety" in page
    assert "Addressed to it, led or answered by it: 1 response" in page
    assert "Through bodies below it or before it: 1 more" in page


def test_a_body_that_owes_nothing_is_not_in_default(client):
    InstitutionFactory(slug="iwf")

    page = client.get(reverse("recommendations:institution", args=["iwf"])).text

    assert "For it, silence is not default." in page


def test_institutions_are_listed_with_what_was_asked_of_them(client):
    AddresseeFactory(institution__name="O'Brien's Council")

    page = client.get(reverse("recommendations:institutions")).text

    assert "O&#x27;Brien&#x27;s Council" in page
    assert "1 institutions" not in page
