from datetime import date

import pytest

from recommendations.models import Addressee
from responses.effects import Effect, standings
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def test_only_those_asked_about_are_read():
    asked, _other = AddresseeFactory.create_batch(2)

    found = standings(Addressee.objects.filter(pk=asked.pk), on=TODAY)

    assert found == {asked.pk: ("overdue", "unverified")}


def test_a_change_is_told_before_and_after_it_is_made():
    addressee = AddresseeFactory()
    before = standings(on=TODAY)
    ResponseFactory(addressee=addressee)
    effect = Effect.between(before, standings(on=TODAY), on=TODAY)

    to_come, done = (effect.lines(is_done=is_done) for is_done in (False, True))

    assert to_come[0].endswith(
        "makes 0 responses due overdue, clears 1; answers 1 late."
    )
    assert done[0].endswith("made 0 responses due overdue, cleared 1; answered 1 late.")


def test_a_new_accusation_that_nobody_has_checked_says_so():
    before = standings(on=TODAY)
    AddresseeFactory()

    effect = Effect.between(before, standings(on=TODAY), on=TODAY)

    assert effect.lines(is_done=False)[1] == (
        "Of those newly overdue, 1 have not been checked: no answer held is not no "
        "answer given."
    )


def test_what_moves_nobody_is_nothing():
    addressee = AddresseeFactory()
    before = standings(on=TODAY)
    assert Effect.between(before, before, on=TODAY).is_nothing

    ResponseFactory(addressee=addressee)

    assert not Effect.between(before, standings(on=TODAY), on=TODAY).is_nothing
