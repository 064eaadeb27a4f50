"""Who is at work in the admin site."""

import pytest

from tests.responses.factories import OfficerFactory


@pytest.fixture
def admin(client):
    admin = OfficerFactory(role="admin", has_all_institutions=False)
    client.force_login(admin)
    return admin
