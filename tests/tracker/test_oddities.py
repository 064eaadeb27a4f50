"""What no form of this site sends is refused, and breaks nothing."""

import pytest

from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/admin/recommendations/institution/?kind__exact=%00",
        "/admin/autocomplete/?term=%00&app_label=recommendations&model_name=report"
        "&field_name=inquiry",
    ],
)
def test_a_null_character_in_the_admin_site_is_a_bad_request(client, address):
    client.force_login(OfficerFactory(role="admin"))

    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/digests/%00/", "/digests/confirm/%00/", "/digests/unsubscribe/%00/"]
)
def test_a_null_character_in_a_token_is_no_address(client, address):
    assert client.get(address).status_code == 404


def test_a_name_too_long_for_a_file_is_no_mail(client):
    client.force_login(OfficerFactory(role="admin"))

    assert client.get(f"/desk/mail/{'x' * 3000}/").status_code == 404
