"""Columns and files that a directory may come without."""

from datetime import UTC, date, datetime

import pytest

from recommendations.models import (
    Addressee,
    Check,
    Extension,
    Inquiry,
    Recommendation,
    Rung,
)
from recommendations.partial_dates import PartialDate
from responses.models import (
    AdequacyCheck,
    Assessment,
    Document,
    Letter,
    Promise,
    PromiseAssessment,
)
from responses.register.writing import export_register
from tests.recommendations.factories import CheckFactory, ReportFactory
from tests.responses.factories import LetterFactory, OfficerFactory
from tests.responses.register.optional import (
    PROMISES,
    header,
)

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_optional_files_are_loaded(full):
    full.load()

    assert Extension.objects.get().due == PartialDate(2020, 12)
    assert Check.objects.get().checked_on == date(2026, 11, 3)
    assert Assessment.objects.get().progress == "in_progress"
    assert Letter.objects.get().addressees.count() == 2
    check = AdequacyCheck.objects.get()
    assert (check.gives_a_timetable, check.gives_reasons) == (False, None)
    assert [promise.due for promise in Promise.objects.order_by("text")] == [
        None,
        PartialDate(2021),
    ]
    assert PromiseAssessment.objects.get().promise.text == "Publishes a plan."
    extended = Addressee.objects.get(recommendation__reference="2")
    assert extended.due_latest == date(2020, 12, 31)


def test_optional_files_come_out_as_they_went_in_and_change_nothing(full, tmp_path):
    full.load()

    export_register(tmp_path / "out")

    for path in full.directory.iterdir():
        assert (tmp_path / "out" / path.name).read_text() == path.read_text()
    assert all(tally.is_still for tally in full.load().tallies.values())


@pytest.mark.parametrize(("is_public", "count"), [(False, 1), (True, 2)])
def test_of_the_desks_letters_those_of_public_rungs_come_out_and_none_is_removed(
    full, tmp_path, is_public, count
):
    full.load()
    rung = Letter.objects.get().rung
    details = {"rung": rung, "drafted_at": AT}
    details["institution"] = Letter.objects.get().institution
    LetterFactory(**details)
    LetterFactory(sent=None, **details)
    LetterFactory(cancelled_at=AT, cancelled_reason="Slip", **details)

    full.load(remove=True)
    Rung.objects.filter(pk=rung.pk).update(is_public=is_public)
    export_register(tmp_path / "out")

    assert Letter.objects.count() == 4
    rows = (tmp_path / "out" / "letters.csv").read_text().splitlines()[1:]
    assert len(rows) == count


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


def test_an_inquiry_that_asks_for_review_says_so_in_its_file(register, tmp_path):
    register.load()
    Inquiry.objects.update(asks_for_review=True)

    export_register(tmp_path / "out")
    Inquiry.objects.update(asks_for_review=False)
    register.directory = tmp_path / "out"
    register.load()

    assert header(tmp_path / "out", "inquiries")[-1] == "asks_for_review"
    assert Inquiry.objects.get().asks_for_review


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


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("adequacy", "yes,yes,no", "yes,yes,yes"),
        ("promises", "2021,", "2022,"),
        ("promise_assessments", "kept", "open"),
    ],
)
def test_an_officer_whose_form_is_older_than_the_load_is_told_of_it(
    full, name, old, new
):
    full.load()
    before = Addressee.objects.get(recommendation__reference="1").version

    full.edit(name, old, new)
    full.load()

    after = Addressee.objects.get(recommendation__reference="1").version
    assert after == before + 1


def test_a_promise_of_a_response_that_is_not_there_is_a_problem(full):
    full.edit("promises", "hmg-2020,internet,1", "hmg-2020,internet,2")

    assert any(
        each.startswith("promises.csv:2: institution_slug: there is no hmg-2020/")
        for each in full.problems()
    )


def test_who_checked_a_response_does_not_come_out(full, tmp_path):
    full.load()
    officer = OfficerFactory(email="jane@example.org")
    AdequacyCheck.objects.update(checked_by=officer)
    Promise.objects.update(recorded_by=officer)

    export_register(tmp_path / "out")

    assert "jane" not in (tmp_path / "out/adequacy.csv").read_text()
    assert (tmp_path / "out/promises.csv").read_text() == PROMISES
