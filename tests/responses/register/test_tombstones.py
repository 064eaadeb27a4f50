"""What was withdrawn, in the files and at the desk."""

from datetime import date

import pytest

from recommendations.models import Addressee, Check, Extension
from responses.models import (
    Promise,
    Response,
)
from responses.register.writing import export_register
from tests.responses.register.conftest import NOW
from tests.responses.register.optional import EXTENSIONS, PROMISES, header


def test_withdrawals_come_out_as_they_went_in_and_change_nothing(full, tmp_path):
    full.load()
    for model in (Extension, Check):
        model.objects.update(withdrawn_at=NOW, withdrawn_reason="Another body's.")

    export_register(tmp_path / "out")
    full.directory = tmp_path / "out"

    assert header(tmp_path / "out", "checks")[-2:] == [
        "withdrawn_at",
        "withdrawn_reason",
    ]
    assert all(tally.is_still for tally in full.load().tallies.values())


def test_what_was_withdrawn_at_the_desk_stays_so_whatever_an_older_file_says(full):
    full.load()
    for model in (Extension, Check):
        model.objects.update(withdrawn_at=NOW, withdrawn_reason="Another body's.")

    outcome = full.load()

    assert not Extension.objects.standing().exists()
    assert not Check.objects.standing().exists()
    assert {warning.file for warning in outcome.warnings} == {
        "extensions.csv",
        "checks.csv",
    }


def test_a_file_may_withdraw_what_it_brought(full):
    full.load()
    full.write(
        "extensions",
        EXTENSIONS.replace(
            "source_url\n", "source_url,withdrawn_at,withdrawn_reason\n"
        ).rstrip()
        + ",2026-11-20T09:00:00Z,Never granted.\n",
    )

    full.load()

    assert Extension.objects.get().withdrawn_reason == "Never granted."
    assert Addressee.objects.get(recommendation__reference="2").due_latest == date(
        2020, 9, 12
    )


@pytest.mark.parametrize("given", [",Never granted.", "2026-11-20T09:00:00Z,"])
def test_a_withdrawal_in_a_file_says_when_and_why(full, given):
    full.write(
        "extensions",
        EXTENSIONS.replace(
            "source_url\n", "source_url,withdrawn_at,withdrawn_reason\n"
        ).rstrip()
        + f",{given}\n",
    )

    (problem,) = full.problems()

    assert "is blank, " in str(problem)


def test_what_was_withdrawn_at_the_desk_stays_so_when_an_older_file_is_loaded(
    full, tmp_path
):
    full.load()
    Promise.objects.filter(due="").update(
        withdrawn_at=NOW, withdrawn_reason="It promises something else."
    )

    assert full.load().tallies["promises"].is_still
    assert Promise.objects.filter(withdrawn_at__isnull=False).count() == 1

    export_register(tmp_path / "out")
    assert header(tmp_path / "out", "promises")[-2:] == [
        "withdrawn_at",
        "withdrawn_reason",
    ]
    full.directory = tmp_path / "out"
    assert full.load().tallies["promises"].is_still


def test_a_withdrawal_of_a_promise_says_when_and_why(full):
    full.write(
        "promises",
        PROMISES.replace("paragraphs", "paragraphs,withdrawn_reason")
        .replace(",8", ",8,Wrong")
        .replace("2021,", "2021,,"),
    )

    assert any("promises.csv:2: withdrawn_at" in each for each in full.problems())


def test_what_hangs_on_a_response_withdrawn_at_the_desk_is_left_out(full, tmp_path):
    full.load()
    Response.objects.update(
        status="withdrawn", withdrawn_at=NOW, withdrawn_reason="It answers another."
    )

    outcome = full.load()
    export_register(tmp_path / "out")

    assert {
        each.file for each in outcome.warnings if "withdrawn at the desk" in str(each)
    } == {"responses.csv", "adequacy.csv", "promises.csv", "promise_assessments.csv"}
    assert Promise.objects.count() == 2
    assert not (tmp_path / "out/promises.csv").exists()
