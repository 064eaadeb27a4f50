import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db
LINK = Template(
    "{% load desk %}{% recordable user recommendation as mine %}"
    "{% if addressee.pk in mine %}"
    "{% desk_url addressee 'record-check' %}{% endif %}"
)


def test_the_way_to_the_desk_is_offered_to_those_who_may_take_it():
    addressee = AddresseeFactory()

    def link(user):
        return LINK.render(
            Context(
                {
                    "user": user,
                    "addressee": addressee,
                    "recommendation": addressee.recommendation,
                }
            )
        )

    assert link(OfficerFactory()).endswith(f"/{addressee.institution.slug}/check/")
    assert link(OfficerFactory(has_all_institutions=False)) == ""
    assert link(AnonymousUser()) == ""
