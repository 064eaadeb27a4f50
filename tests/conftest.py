"""The services that tests run against, and what holds for every test."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.settings import STATE
from tracker import development


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """PostgreSQL and Valkey: the environment's, or embedded ones that forget."""
    with ExitStack() as stack:
        development.hold_services(STATE, stack, is_forgetful=True)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(services: None) -> None:
    """Have the database up before the first test that uses it."""
