"""What a page shows of the record's past."""

import pytest

from responses.services import correct_response
from tests.responses.acts import act_on, correction
from tests.responses.factories import ResponseFactory
from tests.responses.views.pages import text

# Each act is a transaction of its own, and so has an instant of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_recommendations_page_shows_each_correction_with_reason_and_earlier_text(
    client,
):
    response = ResponseFactory(summary="Accepts <it>.")
    said = correction(response, summary="Rejects it.")
    correct_response(act_on(response.addressee), response, said, reason="Misread.")

    page = client.get(response.addressee.recommendation.get_absolute_url())

    assert ": Misread." in text(page)
    assert "What it said before" in text(page)
    assert "Accepts &lt;it&gt;." in page.text


def test_a_response_that_was_never_corrected_says_nothing_of_it(client):
    response = ResponseFactory()

    page = client.get(response.addressee.recommendation.get_absolute_url())

    assert "What it said before" not in text(page)
