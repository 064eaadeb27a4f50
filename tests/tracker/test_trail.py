import pytest

from responses.models import Officer
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


def test_what_is_changed_through_a_page_carries_the_name_of_who_did_it(client):
    admin = OfficerFactory(role="admin", email="o'hara@example.org")
    other = OfficerFactory()
    client.force_login(admin)

    client.post(
        f"/admin/responses/officer/{other.pk}/change/",
        {"email": other.email, "role": "reviewer", "is_active": "on"},
    )

    event = Officer.pgh_event_model.objects.filter(pgh_obj=other).latest("pgh_id")
    assert event.role == "reviewer"
    assert event.pgh_context["by"] == "o'hara@example.org"
    assert event.pgh_context["user"] == admin.pk
