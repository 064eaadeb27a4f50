"""An officer with one addressee, on 21 November 2026."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.recommendations.factories import (
    AddresseeFactory,
)
from tests.responses.factories import (
    OfficerFactory,
)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer(client):
    officer = OfficerFactory(has_all_institutions=False)
    client.force_login(officer)
    return officer


@pytest.fixture
def addressee(officer):
    addressee = AddresseeFactory(institution__name="Archbishops' Council")
    officer.institutions.add(addressee.institution)
    return addressee
