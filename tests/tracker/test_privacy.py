"""What is one reader's own stays out of every shared cache."""

import pytest

from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/recommendations/", "/desk/", "/desk/none/"])
def test_a_signed_in_readers_pages_are_theirs_alone(client, address):
    client.force_login(OfficerFactory())

    assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_a_page_that_sets_a_cookie_is_kept_by_nobody(client, address):
    response = client.get(address)

    assert response.cookies
    assert response["Cache-Control"] == "private, no-store"


def test_a_public_page_sets_no_cookie_and_may_be_kept(client):
    response = client.get("/recommendations/")

    assert not response.cookies
    assert "Cache-Control" not in response


def test_a_page_not_found_says_where_to_go_on(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Page not found" in response.text
    assert "All recommendations" in response.text
