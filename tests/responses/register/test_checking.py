"""The stored days, held to the rule in plain Python."""

from datetime import date

import pytest

from responses.register.checking import differences
from tests.recommendations.factories import AddresseeFactory, ExtensionFactory
from tests.responses.factories import DocumentFactory, ResponseFactory


def test_the_iicsa_set_follows_from_its_sources(iicsa):
    assert list(differences()) == []


@pytest.mark.django_db
def test_every_kind_of_day_follows_from_its_sources():
    AddresseeFactory(deadline="months:3", is_reply_required=False)
    AddresseeFactory(deadline="date:2021-05", institution__ended="2020-10")
    AddresseeFactory(deadline="none", recommendation__status="withdrawn")
    AddresseeFactory(recommendation__status="merged", recommendation__ended="2020-05")
    addressee = ExtensionFactory(due="2021").addressee
    ExtensionFactory(addressee=addressee, due="2020-11-01", granted="2020-10")
    vague = DocumentFactory(published="2026-11", logged_on=date(2026, 11, 21))
    ResponseFactory(document=vague, addressee=addressee)
    ResponseFactory(document=DocumentFactory(published="2026"), addressee=addressee)
    ResponseFactory(document=DocumentFactory(), addressee=addressee, kind="holding")

    assert list(differences()) == []
