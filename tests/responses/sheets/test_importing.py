import pytest

from recommendations.models import Addressee, Check, Extension
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.register.checking import differences
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InquiryFactory,
    InstitutionFactory,
)
from tests.responses.factories import (
    FlagFactory,
    OfficerFactory,
    ResponseFactory,
)
from tests.responses.sheets.sheets import (
    ANSWER,
    CHECK,
    EXPECTED,
    EXTENSION,
    carried_out,
    foreseen,
    row,
)

pytestmark = pytest.mark.django_db

SHEETS = {
    "responses": (ANSWER, Response),
    "checks": (CHECK, Check),
    "extensions": (EXTENSION, Extension),
}


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.fixture
def addressee():
    return AddresseeFactory()


@pytest.mark.parametrize("kind", SHEETS)
def test_a_new_row_is_recorded_in_the_officers_name(kind, officer, addressee):
    cells, model = SHEETS[kind]

    outcome = carried_out(kind, [row(addressee, cells)], by=officer)

    assert (outcome.created, outcome.changed, outcome.faults) == (1, 0, [])
    assert model.objects.get().recorded_by == officer
    addressee.refresh_from_db()
    assert addressee.version == 1
    assert list(differences()) == []


@pytest.mark.parametrize("kind", [*SHEETS, "expected"])
def test_the_same_sheet_again_changes_nothing(kind, officer, addressee):
    cells = SHEETS[kind][0] if kind in SHEETS else EXPECTED
    carried_out(kind, [row(addressee, cells)], by=officer)

    again = carried_out(kind, [row(addressee, cells)], by=officer)

    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert not again.versions
    addressee.refresh_from_db()
    assert addressee.version == 1


def test_a_response_has_its_paper_and_settles_the_addressee(officer, addressee):
    home_office = InstitutionFactory(slug="home-office")
    cells = row(addressee, ANSWER, answered_by="home-office")

    outcome = carried_out("responses", [cells], by=officer)

    response = Response.objects.get()
    assert response.document.slug == "government-response-2020-11-10"
    assert list(response.document.publishers.all()) == [home_office]
    assert list(response.answerers.all()) == [home_office]
    addressee.refresh_from_db()
    assert addressee.answered == PartialDate(2020, 11, 10)
    assert outcome.effect == [
        "As at 21 November 2026, this makes 0 responses due overdue, clears 1; "
        "answers 1 late."
    ]


def test_what_is_changed_is_told_field_by_field(officer):
    response = ResponseFactory(position="noted")
    cells = row(
        response.addressee,
        {"kind": "Substantive", "position": "Accepted in part", "summary": "Accepts."},
        document_slug=response.document.slug,
        confidence="primary",
    )

    outcome = carried_out("responses", [cells], by=officer)

    [change] = outcome.changes
    assert [(each.column, each.before, each.after) for each in change.fields] == [
        ("position", "noted", "accepted_in_part"),
        ("summary", "Accepts the recommendation.", "Accepts."),
    ]
    response.refresh_from_db()
    assert (response.position, response.recorded_by) == ("accepted_in_part", None)


def test_columns_that_are_left_out_are_left_alone(officer):
    response = ResponseFactory(paragraphs="7-8")
    cells = row(response.addressee, ANSWER, document_slug=response.document.slug)
    for name in ("document_title", "document_published", "document_url"):
        del cells[name]

    carried_out("responses", [cells], by=officer)

    response.refresh_from_db()
    assert (response.paragraphs, response.position) == ("7-8", "accepted")


def test_an_expected_date_is_set_and_cleared(officer, addressee):
    carried_out("expected", [row(addressee, EXPECTED)], by=officer)
    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2027, 5)

    blank = dict.fromkeys(EXPECTED, "")
    outcome = carried_out("expected", [row(addressee, blank)], by=officer)

    addressee.refresh_from_db()
    assert (addressee.expected, outcome.changed) == (None, 1)


def test_an_extension_moves_the_due_date(officer, addressee):
    carried_out("extensions", [row(addressee, EXTENSION)], by=officer)

    addressee.refresh_from_db()
    assert str(addressee.due) == "2020-12-12"


def test_a_flag_that_proves_wrong_is_withdrawn(officer, addressee):
    flag = FlagFactory(addressee=addressee)
    in_time = row(addressee, ANSWER, document_published="1 September 2020")

    carried_out("responses", [in_time], by=officer)

    flag.refresh_from_db()
    assert flag.withdrawn_by == officer


def test_one_bad_row_stops_them_all_and_every_fault_is_told(officer, addressee):
    rows = [
        row(addressee, CHECK),
        row(addressee, CHECK, checked_on="soon"),
        row(addressee, CHECK, looked_at=""),
        row(addressee, CHECK, reference="99"),
        row(addressee, CHECK, checked_on="4 March 2027"),
        row(addressee, CHECK),
    ]

    outcome = carried_out("checks", rows, by=officer)

    assert not Check.objects.exists()
    assert [(each.row, each.letter, each.column) for each in outcome.faults] == [
        (3, "D", "checked_on"),
        (4, "E", "looked_at"),
        (5, "C", "institution_slug"),
        (6, "D", "checked_on"),
        (7, "", "note"),
    ]
    assert outcome.faults[-1].message == (
        "names the same row as row 2: keep one of them."
    )


def test_rows_about_others_institutions_are_refused(addressee):
    officer = OfficerFactory(has_all_institutions=False)
    own = AddresseeFactory()
    officer.institutions.add(own.institution)

    outcome = carried_out(
        "checks", [row(own, CHECK), row(addressee, CHECK)], by=officer
    )

    assert [(each.row, each.column) for each in outcome.faults] == [
        (3, "institution_slug")
    ]
    assert "not among the institutions of your account" in outcome.faults[0].message
    assert not Check.objects.exists()


def test_what_a_second_person_is_to_publish_is_not_imported(officer):
    asking = AddresseeFactory(recommendation__report__inquiry__asks_for_review=True)
    [fault] = carried_out("checks", [row(asking, CHECK)], by=officer).faults
    assert "asks that a second person publish" in fault.message


def test_a_check_of_what_was_answered_by_then_is_refused(officer, addressee):
    ResponseFactory(addressee=addressee)
    before = row(addressee, CHECK, checked_on="9 November 2020")
    after = row(addressee, CHECK, checked_on="10 November 2020")

    assert carried_out("checks", [before], by=officer).created == 1
    [fault] = carried_out("checks", [after], by=officer).faults
    assert "nothing to look for" in fault.message


def test_a_draft_stands_in_the_way_and_a_withdrawn_one_is_asked_about(officer):
    draft = ResponseFactory(status="draft")
    withdrawn = ResponseFactory(
        status="withdrawn",
        withdrawn_reason="Wrong paper",
        withdrawn_at="2026-11-01T09:00Z",
    )
    for response in (draft, withdrawn):
        cells = row(response.addressee, ANSWER, document_slug=response.document.slug)
        for name in ("document_title", "document_published", "document_url"):
            del cells[name]
        outcome = carried_out("responses", [cells], by=officer)
        told = outcome.faults + outcome.doubts
        assert [each.column for each in told] == ["document_slug"]
    assert outcome.created == 1


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("1 March 2020", "dated before the report"),
        ("1 December 2026", "dated in the future"),
    ],
)
def test_an_unlikely_date_is_to_be_confirmed(officer, addressee, published, said):
    cells = row(addressee, ANSWER, document_published=published)

    [doubt] = carried_out("responses", [cells], by=officer).doubts

    assert (doubt.row, doubt.column) == (2, "document_published")
    assert said in doubt.message


@pytest.mark.parametrize(
    ("change", "column"),
    [({"expected": ""}, "expected_source_url"), ({"expected": "2099"}, "expected")],
)
def test_an_expected_date_without_source_or_far_away_is_told(
    officer, addressee, change, column
):
    outcome = carried_out("expected", [row(addressee, EXPECTED | change)], by=officer)

    assert [each.column for each in outcome.faults + outcome.doubts] == [column]


def test_what_is_only_foreseen_is_not_stored(officer, addressee):
    outcome = foreseen("responses", [row(addressee, ANSWER)], by=officer)

    assert outcome.created == 1
    assert not Response.objects.exists()
    assert not Document.objects.exists()
    addressee.refresh_from_db()
    assert addressee.version == 0


def test_the_fingerprint_tells_of_what_others_have_saved_meanwhile(officer, addressee):
    rows = [row(addressee, ANSWER)]
    first = foreseen("responses", rows, by=officer).fingerprint
    assert foreseen("responses", rows, by=officer).fingerprint == first

    Addressee.objects.update(version=1)

    assert foreseen("responses", rows, by=officer).fingerprint != first


def test_with_two_inquiries_each_row_says_which(officer, addressee):
    InquiryFactory(slug="covid")
    inquiry = addressee.report.inquiry.slug

    outcome = carried_out(
        "checks",
        [row(addressee, CHECK, inquiry_slug=inquiry), row(addressee, CHECK)],
        by=officer,
    )

    assert [(each.row, each.column) for each in outcome.faults] == [(3, "inquiry_slug")]


def test_what_was_withdrawn_may_be_recorded_again(officer):
    gone = {"withdrawn_at": "2026-11-01T09:00Z", "withdrawn_reason": "Mistaken"}
    check = CheckFactory(**gone)
    extension = ExtensionFactory(**gone)

    for kind, cells, held in (
        ("checks", CHECK, check),
        ("extensions", EXTENSION, extension),
    ):
        assert carried_out(kind, [row(held.addressee, cells)], by=officer).created == 1
