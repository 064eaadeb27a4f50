"""Positions and progress are the words of the register and no others."""

import pytest
from django.db import IntegrityError

from recommendations.positions import Position, Progress
from tests.responses.factories import AssessmentFactory, ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("position", Position.values)
def test_a_position_is_stored(position):
    assert ResponseFactory(position=position).position == position


@pytest.mark.parametrize("progress", Progress.values)
def test_a_progress_is_stored(progress):
    assert AssessmentFactory(progress=progress).progress == progress


def test_the_database_refuses_another_position():
    with pytest.raises(IntegrityError, match="response_position_known"):
        ResponseFactory(position="implemented")


def test_the_database_refuses_another_progress():
    with pytest.raises(IntegrityError, match="assessment_progress_known"):
        AssessmentFactory(progress="implemented")
