"""Columns and files that a directory may come without."""

from datetime import date

import pytest

from recommendations.models import Addressee, Check, Extension, Inquiry, Recommendation
from recommendations.partial_dates import PartialDate
from responses.models import Assessment, Document, Letter
from responses.register.writing import export_register
from tests.recommendations.factories import CheckFactory, ReportFactory
from tests.responses.factories import OfficerFactory
from tests.responses.register.conftest import NOW

OF_2 = "internet,2,uk-government"
EXTENSIONS = (
    "report_slug,reference,institution_slug,due,granted,granted_by,reason,source_url\n"
    f"{OF_2},2020-12,2020-09-01,The Chair,Election,https://example.org/x\n"
)
CHECKS = (
    "report_slug,reference,institution_slug,checked_on,looked_at,note\n"
    f"{OF_2},2026-11-03,gov.uk,\n"
)
ASSESSMENTS = (
    "report_slug,reference,institution_slug,by,assessor,progress,assessed,summary,"
    "source_url\n"
    f"{OF_2},inquiry,The Inquiry,in_progress,2021,,https://example.org/a\n"
)
LETTERS = (
    "rung,institution_slug,sent,addressees,url,note\n"
    "1,uk-government,2020-06-12,internet/1/uk-government;internet/2/uk-government,,\n"
)


def header(directory, name):
    with (directory / f"{name}.csv").open() as file:
        return file.readline().strip().split(",")


@pytest.fixture
def full(register):
    register.write("extensions", EXTENSIONS)
    register.write("checks", CHECKS)
    register.write("assessments", ASSESSMENTS)
    register.write("letters", LETTERS)
    return register


def test_optional_files_are_loaded(full):
    full.load()

    assert Extension.objects.get().due == PartialDate(2020, 12)
    assert Check.objects.get().checked_on == date(2026, 11, 3)
    assert Assessment.objects.get().progress == "in_progress"
    assert Letter.objects.get().addressees.count() == 2
    extended = Addressee.objects.get(recommendation__reference="2")
    assert extended.due_latest == date(2020, 12, 31)


def test_optional_files_come_out_as_they_went_in_and_change_nothing(full, tmp_path):
    full.load()

    export_register(tmp_path / "out")

    for path in full.directory.iterdir():
        assert (tmp_path / "out" / path.name).read_text() == path.read_text()
    assert all(tally.is_still for tally in full.load().tallies.values())


def test_rows_of_a_file_that_is_absent_are_left_alone(full):
    full.load()
    full.path("letters").unlink()
    full.path("checks").unlink()

    outcome = full.load(remove=True)

    assert "letters" not in outcome.tallies
    assert (Letter.objects.count(), Check.objects.count()) == (1, 1)


def test_nobody_has_looked_on_a_day_to_come(full):
    full.edit("checks", "2026-11-03", "2026-11-23")

    (problem,) = full.problems()

    assert problem == (
        "checks.csv:2: checked_on: 2026-11-23 is still to come: nobody has looked."
    )


def test_optional_columns_are_written_once_a_row_uses_them(register, tmp_path):
    register.load()
    Recommendation.objects.filter(reference="1").update(part="a")
    Addressee.objects.filter(recommendation__reference="2").update(
        is_reply_required=False, expected="2027-01"
    )

    export_register(tmp_path / "out")

    assert header(tmp_path / "out", "recommendations")[-2:] == ["note", "part"]
    assert header(tmp_path / "out", "addressees")[-2:] == [
        "is_reply_required",
        "expected",
    ]
    assert "status" not in header(tmp_path / "out", "responses")


def test_optional_columns_are_loaded(register):
    register.edit("recommendations", ",note", ",note,part,ended,replaced_by")
    register.edit(
        "recommendations",
        "checks.,,current,,primary,",
        "checks.,,superseded,,primary,,b,2021-05,internet/1",
    )
    register.edit(
        "recommendations", "ing.,,current,,primary,", "ing.,,current,,primary,,,,"
    )

    register.load()

    recommendation = Recommendation.objects.get(reference="2")
    assert (recommendation.part, str(recommendation.ended)) == ("b", "2021-05")
    assert recommendation.replaced_by.reference == "1"
    addressee = recommendation.addressees.get()
    assert addressee.lapsed_on == date(2021, 5, 1)


def test_the_day_of_logging_is_kept_and_written_only_where_it_matters(
    register, tmp_path
):
    register.append("documents", "vague,Vague,2026-11,,,,primary")
    register.load()

    export_register(tmp_path / "out")
    again = register.load(on=date(2026, 11, 25))

    lines = (tmp_path / "out/documents.csv").read_text().splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines] == [
        "logged_on",
        "",
        "2026-11-21",
    ]
    assert again.tallies["documents"].is_still
    assert Document.objects.get(slug="vague").logged_on == date(2026, 11, 21)


def test_rows_name_their_inquiry_where_there_are_several(register, tmp_path):
    register.load()
    ReportFactory(
        inquiry=Inquiry.objects.create(slug="covid", name="Covid-19"), slug="internet"
    )

    export_register(tmp_path / "out")

    assert header(tmp_path / "out", "addressees")[0] == "inquiry_slug"
    register.directory = tmp_path / "out"
    assert all(tally.is_still for tally in register.load().tallies.values())


def test_checks_of_officers_come_out_without_their_names(register, tmp_path):
    register.load()
    officer = OfficerFactory(email="jane@example.org")
    CheckFactory(addressee=Addressee.objects.first(), recorded_by=officer)

    export_register(tmp_path / "out")

    assert "jane" not in (tmp_path / "out/checks.csv").read_text()


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
