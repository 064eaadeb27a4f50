"""One addressee at the desk: all that an officer needs on one page."""

import pytest

from tests.recommendations.factories import (
    CheckFactory,
    ExtensionFactory,
)
from tests.responses.factories import (
    FlagFactory,
    ResponseFactory,
)
from tests.responses.views.pages import (
    address,
    text,
)

pytestmark = pytest.mark.django_db


def test_an_addressees_page_shows_standing_working_and_trail(client, addressee):
    CheckFactory(addressee=addressee)
    ExtensionFactory(addressee=addressee)
    FlagFactory(addressee=addressee)
    ResponseFactory(addressee=addressee, kind="holding", summary="A holding letter")

    page = text(client.get(address(addressee)))

    assert "12 March 2020 plus 6 months is 12 September 2020" in page
    assert "The Chair" in page
    assert "A holding letter" in page
    assert "Overdue: passed after 12 September 2020" in page
    assert "Due: 12 September 2020 → 12 December 2020" in page


def test_an_addressees_page_takes_a_bounded_number_of_queries(
    client, addressee, django_assert_max_num_queries
):
    for _ in range(4):
        CheckFactory(addressee=addressee)
        ResponseFactory(addressee=addressee)

    with django_assert_max_num_queries(46):
        client.get(address(addressee))
