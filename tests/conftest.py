"""The services that tests run against, and what holds for every test."""

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from responses.register.loading import load_register
from tests.settings import STATE
from tracker import development

Report = pytest.TestReport | pytest.CollectReport


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """PostgreSQL and Valkey: the environment's, or embedded ones that forget."""
    with ExitStack() as stack:
        development.hold_services(STATE, stack, is_forgetful=True)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    services: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Have the database up before the first test, and one for each process of tests."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the databases be dropped: a killed process leaves its session for a while."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def emptying_is_allowed() -> Iterator[None]:
    """Let tests that commit be tidied up after: the trail refuses to be emptied."""
    tidy_up = TransactionTestCase._fixture_teardown

    def tidy_up_unhindered(case: TransactionTestCase) -> None:
        with pgtrigger.ignore():
            tidy_up(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tidy_up_unhindered)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """Let no test be passed over where nobody would notice."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which is a failure in CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Report, Report]:
    """Nor a whole module of them."""
    return fail_if_passed_over((yield))


def fail_if_passed_over(report: Report) -> Report:
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which is a failure in CI: {report.longrepr}"
    return report


@pytest.fixture
def iicsa(db: None) -> Path:
    """The whole register, loaded as on 21 November 2026; its directory."""
    directory = settings.BASE_DIR / "fixtures" / "iicsa"
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    load_register(directory, on=at.date(), at=at)
    return directory
