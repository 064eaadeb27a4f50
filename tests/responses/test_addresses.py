import pytest

from responses.addresses import desk_address
from tests.recommendations.factories import AddresseeFactory

pytestmark = pytest.mark.django_db


def test_each_page_about_an_addressee_lies_below_its_own():
    addressee = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__reference="1",
        institution__slug="home-office",
    )

    own = desk_address(addressee)

    assert own == "/desk/iicsa/internet/1/home-office/"
    assert desk_address(addressee, "record-check") == f"{own}check/"
