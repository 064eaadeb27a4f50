"""Readers who would read the same share an edition; the others do not."""

from datetime import UTC, date, datetime

import pytest

from responses.editions import Readership, write_editions
from responses.models import DigestEdition
from responses.runs import run_for
from responses.weeks import Week
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.factories import OfficerFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
ON = date(2026, 11, 16)
WEEK = Week(2026, 47)


def follower(*bodies, **details):
    reader = SubscriptionFactory(has_all_institutions=False, **details)
    reader.institutions.set(bodies)
    return reader


def test_writing_again_stores_nothing_new():
    AddresseeFactory()
    reader = SubscriptionFactory()
    run = run_for(WEEK, at=AT)

    first = write_editions(run, [reader], on=ON, at=AT)

    assert write_editions(run, [reader], on=ON, at=AT) == first
    assert DigestEdition.objects.count() == 1


def test_who_follows_other_bodies_or_is_an_officer_reads_another():
    one, other = InstitutionFactory(), InstitutionFactory()
    readers = [
        follower(one, other),
        follower(other, one),
        follower(one),
        follower(one, officer=OfficerFactory()),
        SubscriptionFactory(),
    ]

    keys = [reader.key for reader in Readership(readers, on=ON).readers]

    assert keys[0] == keys[1]
    assert len(set(keys)) == 4


def test_bodies_are_named_up_to_two():
    bodies = [InstitutionFactory(slug=slug, name=slug.upper()) for slug in "abc"]
    readers = [follower(*bodies[:count]) for count in (1, 2, 3)]

    found = Readership(readers, on=ON).readers

    names = [reader.audience.name for reader in found]
    assert names == ["A", "A and B", "A and 2 others"]


def test_who_follows_nobody_is_told_nothing():
    AddresseeFactory()

    readership = Readership([follower()], on=ON)

    assert readership.compose(readership.readers[0], week=WEEK).is_empty
