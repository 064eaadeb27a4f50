"""What a row of the register says of itself."""

import pytest
from django.core.exceptions import ValidationError

from tests.recommendations.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_a_body_cannot_stand_below_itself():
    top = InstitutionFactory()
    below = InstitutionFactory(parent=top)
    top.parent = below

    with pytest.raises(ValidationError, match="cannot stand below itself"):
        top.full_clean()
