"""Readers who would read the same share an edition; the others do not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from responses.editions import Readership, write_editions
from responses.models import DigestEdition
from responses.runs import run_for
from responses.weeks import Week
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.factories import (
    OfficerFactory,
    ResponseFactory,
    SubscriptionFactory,
)

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


def test_who_reads_after_an_answer_of_the_day_is_told_of_no_silence():
    answered = AddresseeFactory(institution__name="Quick Body")
    AddresseeFactory(institution__name="Slow Body")
    early, late = SubscriptionFactory(), SubscriptionFactory()
    run = run_for(WEEK, at=AT)
    evening = AT + timedelta(hours=12)

    sent = write_editions(run, [early], on=ON, at=AT)[early.pk]
    ResponseFactory(addressee=answered)
    written = write_editions(run, [late], on=ON, at=evening)

    assert "Quick Body" in DigestEdition.objects.get(pk=sent.pk).text
    assert "Quick Body" not in written[late.pk].text
    assert "Slow Body" in written[late.pk].text
    assert write_editions(run, [late], on=ON, at=evening) == written
    assert DigestEdition.objects.count() == 2


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
