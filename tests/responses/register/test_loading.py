"""What a load stores, counts and says."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest
from django.db import connection

from recommendations.models import (
    Addressee,
    Inquiry,
    Institution,
    Recommendation,
    Report,
)
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.register.loading import load_register
from responses.services.acts import carry_out
from tests.locks import somebody_waits
from tests.processes import await_true
from tests.responses.acts import act_on
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.register.conftest import NOW, TODAY
from tracker.embedded.services import ROOT

IICSA = ROOT / "fixtures" / "iicsa"


def counts(outcome):
    return {
        name: (tally.added, tally.changed)
        for name, tally in outcome.tallies.items()
        if not tally.is_still
    }


def test_a_load_stores_rows_links_and_lists_in_their_order(register):
    register.edit("addressees", "home-office", "home-office;uk-government")

    register.load()

    addressee = Addressee.objects.get(recommendation__reference="1")
    assert [str(lead) for lead in addressee.ordered_leads.all()] == [
        "Home Office",
        "UK Government",
    ]
    assert Institution.objects.get(slug="home-office").parent.slug == "uk-government"
    assert Response.objects.get().answerers.get().slug == "home-office"
    assert Document.objects.get().logged_on == date(2026, 11, 21)


def test_due_and_answered_days_follow_at_once(register):
    register.load()

    addressee = Addressee.objects.get(recommendation__reference="1")
    assert addressee.due_latest == date(2020, 9, 12)
    assert addressee.answered == PartialDate(2020, 11, 10)


def test_a_second_load_adds_and_changes_nothing(register):
    register.load()

    outcome = register.load()

    assert counts(outcome) == {}
    assert "In all: 0 added, 0 changed, 0 removed." in list(outcome.lines())


def test_a_changed_cell_changes_that_column_and_what_follows_from_it(register):
    register.load()
    register.edit("reports", "2020-03-12", "2020-03-13")

    outcome = register.load()

    assert counts(outcome) == {"reports": (0, 1)}
    assert outcome.tallies["reports"].differences == [
        "iicsa/internet: published '2020-03-12' to '2020-03-13'"
    ]
    assert set(Addressee.objects.values_list("due_latest", flat=True)) == {
        date(2020, 9, 13)
    }


def test_a_change_leaves_other_columns_as_somebody_else_set_them(register):
    register.load()
    Recommendation.objects.update(official_wording="We recommend.", part="a")
    register.edit("recommendations", "Asks for screening.", "Wants screening.")

    register.load()

    changed = Recommendation.objects.get(reference="1")
    assert (changed.summary, changed.official_wording, changed.part) == (
        "Wants screening.",
        "We recommend.",
        "a",
    )


def test_links_and_lists_may_change_and_be_cleared(register):
    register.edit("recommendations", "checks.,,", "checks.,internet/1,")
    register.load()
    register.edit("recommendations", "checks.,internet/1,", "checks.,,")
    register.edit("institutions", "department,uk-government", "department,")
    register.edit("addressees", "home-office", "")

    outcome = register.load()

    assert counts(outcome) == {
        "institutions": (0, 1),
        "recommendations": (0, 1),
        "addressees": (0, 1),
    }
    assert not Recommendation.objects.filter(restates__isnull=False).exists()
    assert not Institution.objects.filter(parent__isnull=False).exists()
    assert not Addressee.objects.filter(leads__isnull=False).exists()


def test_what_names_its_own_inquiry_is_the_same_as_what_does_not(register):
    register.edit("recommendations", "checks.,,", "checks.,internet/1,")
    register.load()
    register.edit("recommendations", "checks.,internet/1,", "checks.,iicsa/internet/1,")

    assert counts(register.load()) == {}


def test_an_officers_form_based_on_the_old_state_is_told(register):
    register.load()
    register.edit("responses", "Accepts.", "Accepts it.")

    register.load()

    versions = Addressee.objects.order_by("recommendation__reference")
    assert list(versions.values_list("version", flat=True)) == [1, 0]


def test_changes_are_marked_in_the_trail_as_the_loads(register):
    register.load()

    (event,) = Report.objects.get().events.all()

    assert event.pgh_context["by"] == "load_register"


def test_dry_run_says_what_would_come_of_it_and_leaves_no_trace(register):
    register.load()
    register.edit("documents", "2020-11-10", "2020-09-10")
    register.append("recommendations", "internet,3,3,New,no,Asks.,,current,,primary,")
    register.append("addressees", "internet,3,home-office,,default,,")

    said = list(register.load(dry_run=True).lines())

    assert "recommendations: 1 would be added, 0 changed, 2 unchanged" in said
    assert "  hmg-2020: published '2020-11-10' to '2020-09-10'" in said
    assert (
        "As at 21 November 2026, this makes 1 response due overdue, clears 0; "
        "answers 1 on time."
    ) in said
    assert Document.objects.get().published == PartialDate(2020, 11, 10)
    assert Recommendation.objects.count() == 2


def test_the_real_run_says_the_same_in_the_past_tense(register):
    register.load()
    answer = "hmg-2020,internet,2,uk-government,,substantive,noted,Notes.,,,primary,"
    register.append("responses", answer)

    said = list(register.load().lines())

    assert (
        "As at 21 November 2026, this made 0 responses due overdue, cleared 1; "
        "answered 1 late."
    ) in said


def test_a_paper_older_than_the_report_or_still_to_come_is_doubted_but_stored(register):
    register.edit("documents", "2020-11-10", "2019-11-10")
    register.append("documents", "next,Next,2027-01,,,,primary")

    outcome = register.load()

    assert [str(warning) for warning in outcome.warnings] == [
        "documents.csv:3: published: 2027-01 is still to come: is the date right?",
        "responses.csv:2: document_slug: the paper (2019-11-10) came out before the "
        "report (2020-03-12): are both dates right?",
    ]
    assert Response.objects.count() == 1


def test_a_file_of_another_name_is_pointed_out(register):
    register.write("extension", "whatever")

    (warning,) = register.load().warnings

    assert str(warning) == "extension.csv: is not a file of a register: not read."


def test_several_inquiries_share_bodies_and_not_slugs(register):
    register.load()
    Inquiry.objects.create(slug="covid", name="Covid-19 Inquiry")
    other = Report.objects.create(
        inquiry=Inquiry.objects.get(slug="covid"),
        slug="internet",
        title="Another",
        kind="final",
        published=PartialDate(2024),
    )

    outcome = register.load()

    assert counts(outcome) == {}
    assert other.pk not in outcome.tallies["reports"].missing.values()


def test_what_was_withdrawn_at_the_desk_stays_withdrawn(register):
    register.load()
    Response.objects.update(
        status="withdrawn",
        withdrawn_at="2026-11-20T09:00Z",
        withdrawn_reason="Answers another recommendation.",
        withdrawn_by=OfficerFactory(),
    )

    (warning,) = register.load().warnings

    assert "was withdrawn at the desk, and stays withdrawn" in str(warning)
    assert Response.objects.get().status == "withdrawn"


def test_a_file_can_withdraw_a_response(register):
    register.load()
    register.edit(
        "responses",
        "confidence,note",
        "confidence,note,status,withdrawn_at,withdrawn_reason",
    )
    register.edit(
        "responses", "primary,", "primary,,withdrawn,2026-11-20T09:00:00Z,No."
    )

    outcome = register.load()

    assert counts(outcome) == {"responses": (0, 1)}
    assert Response.objects.get().withdrawn_reason == "No."
    assert Addressee.objects.filter(answered="").count() == 2


def test_a_load_into_tables_that_were_looked_at_empty_comes_to_an_end(db):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        # It takes a second; by nested loops it took a quarter of an hour and more.
        cursor.execute("SET LOCAL statement_timeout = '60s'")

    load_register(IICSA, on=TODAY, at=NOW)

    assert load_register(IICSA, on=TODAY, at=NOW).tallies["responses"].is_still


@pytest.mark.django_db(transaction=True)
def test_a_load_waits_for_an_officer_who_is_saving_and_neither_fails(register):
    register.load()
    register.edit("responses", "Accepts.", "Accepts it.")
    addressee = Addressee.objects.get(recommendation__reference="2")

    def load():
        with closing(connection):
            return register.load()

    with ThreadPoolExecutor() as threads:
        with carry_out(act_on(addressee, by=OfficerFactory())):
            loading = threads.submit(load)
            await_true(somebody_waits)
            # The load has the addressee's table in view, and nothing that is
            # reached for from here.
            ResponseFactory(addressee=addressee, document=Document.objects.get())
        assert loading.result().tallies["responses"].changed == 1

    assert Response.objects.published().count() == 2
