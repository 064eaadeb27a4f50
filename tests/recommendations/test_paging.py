"""A list is read to its end and back without a row lost or seen twice."""

from base64 import urlsafe_b64encode

import pytest

from recommendations.models import Institution
from recommendations.paging import Key, NotACursor, page_of
from tests.recommendations.factories import InstitutionFactory

pytestmark = pytest.mark.django_db
KEYS = [Key("kind", str, is_descending=True), Key("pk", int)]


@pytest.fixture
def bodies():
    kinds = ["charity", "industry", "charity", "regulator", "industry", "charity"]
    made = [InstitutionFactory(kind=kind) for kind in kinds]
    return sorted(made, key=lambda body: (-ord(body.kind[0]), body.pk))


def turn(cursor="", size=2):
    return page_of(Institution.objects.all(), KEYS, cursor=cursor, size=size)


def test_forwards_every_row_comes_once_and_in_order(bodies):
    seen, cursor = [], ""
    while cursor is not None:
        page = turn(cursor)
        seen += page.rows
        cursor = page.next

    assert seen == bodies


def test_backwards_the_same_pages_come_again(bodies):
    first = turn()
    second = turn(first.next)
    third = turn(second.next)

    assert third.next is None
    assert turn(third.previous).rows == second.rows
    assert turn(turn(third.previous).previous).rows == first.rows
    assert turn(turn(third.previous).previous).previous is None
    assert turn(turn(third.previous).previous).next == first.next


def test_a_row_that_comes_or_goes_between_two_pages_shifts_nothing(bodies):
    first = turn()
    Institution.objects.filter(pk=first.rows[0].pk).delete()
    InstitutionFactory(kind="regulator")

    assert turn(first.next).rows[-1] == bodies[3]


def test_one_page_has_no_neighbours(bodies):
    page = turn(size=6)

    assert (page.rows, page.previous, page.next) == (bodies, None, None)


def test_an_empty_list_is_a_page_of_its_own():
    assert turn().rows == []


@pytest.mark.parametrize(
    "cursor",
    [
        "abc",
        "\x00",
        "é",
        "W10",  # []
        "WzAsIFsia2luZCIsICJwayJdLCAxLCAxXQ",  # a number for a text
        "WzAsIFsicGsiLCAia2luZCJdLCAiYSIsIDFd",  # the keys of another list
        "WzAsIFsia2luZCIsICJwayJdLCAiXHUwMDAwIiwgMV0",  # a NUL in a text
        "WzAsIFsia2luZCIsICJwayJdLCAiYSIsIHRydWVd",  # true for a number
        "WzAsIFsia2luZCIsICJwayJdLCAiYSIsIDFlOTk5XQ",  # not a whole number
        "W1tdLCBbImtpbmQiLCAicGsiXSwgImEiLCAxXQ",  # a list for the direction
        "WzAsIFsia2luZCIsICJwayJdLCAiXHVkODAwIiwgMV0",  # half a character
        urlsafe_b64encode(b"[" * 3000).decode(),
    ],
)
def test_what_is_no_place_in_the_list_is_refused(cursor):
    with pytest.raises(NotACursor):
        turn(cursor)
