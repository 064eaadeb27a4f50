import pytest

from recommendations.models import Addressee, Check, Extension, Inquiry
from recommendations.partial_dates import PartialDate
from responses.models import Batch, Response
from responses.services import (
    AlreadyRecorded,
    AsksForReview,
    ChangedSince,
    NotAllowed,
    carry_out_together,
    correct_response,
    grant_extension,
    record_check,
    record_response,
    set_expected,
    undo,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import (
    NOW,
    act_on,
    answer,
    correction,
    expect,
    extension,
    together,
)
from tests.responses.factories import DocumentFactory, OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def addressees():
    return AddresseeFactory.create_batch(3)


def take_back(batch, **changes):
    undo(batch, **{"by": batch.done_by, "at": NOW, "reason": "Wrong paper"} | changes)


def test_what_was_recorded_is_withdrawn_and_nobody_has_answered(addressees):
    document = DocumentFactory()
    batch = carry_out_together(
        together(addressees, lambda act: record_response(act, answer(document)))
    )
    assert Addressee.objects.filter(answered_latest=None).count() == 0

    take_back(batch)

    assert {
        (each.status, each.withdrawn_by, each.withdrawn_reason)
        for each in Response.objects.all()
    } == {("withdrawn", batch.done_by, "Wrong paper")}
    assert Addressee.objects.filter(answered_latest=None).count() == 3
    assert Batch.objects.get().is_undone


def test_what_was_changed_is_as_it_was_before(addressees):
    one = addressees[0]
    before = {"expected": PartialDate(2027, 5), "source_url": "https://example.org/a"}
    set_expected(act_on(one), **before)
    one.refresh_from_db()
    batch = carry_out_together(together(addressees, expect))

    take_back(batch)

    said = Addressee.objects.values_list("expected", "expected_source_url")
    assert sorted(said, key=str) == sorted(
        [(None, ""), (None, ""), tuple(before.values())], key=str
    )


def test_what_was_looked_for_and_what_was_granted_is_withdrawn(addressees):
    def do(act):
        record_check(act, looked_at="Everywhere")

    take_back(carry_out_together(together(addressees, do)))

    assert not Check.objects.standing().exists()
    assert {each.withdrawn_reason for each in Check.objects.all()} == {"Wrong paper"}


def test_what_is_withdrawn_still_says_who_gave_it(addressees):
    body = InstitutionFactory()
    batch = carry_out_together(
        together(
            addressees[:1],
            lambda act: record_response(act, answer(answerers=[body])),
        )
    )

    take_back(batch)

    assert Response.objects.get().answerers.get() == body


def test_who_answered_what_was_there_before_is_put_back(addressees):
    before, after = InstitutionFactory.create_batch(2)
    response = record_response(act_on(addressees[0]), answer(answerers=[before]))
    addressees[0].refresh_from_db()
    said = correction(response, answerers=[after])
    batch = carry_out_together(
        together(
            addressees[:1],
            lambda act: correct_response(act, response, said, reason="Misread"),
        )
    )
    assert response.answerers.get() == after

    take_back(batch)

    assert response.answerers.get() == before


def test_the_trail_says_that_it_was_undone_and_why(addressees):
    batch = carry_out_together(together(addressees, expect))

    take_back(batch, by=OfficerFactory(email="second@example.org"))

    last = addressees[0].events.order_by("-pgh_id")[0]
    assert last.pgh_context["by"] == "second@example.org"
    assert last.pgh_context["reason"] == "Wrong paper"
    assert last.pgh_context["undoes"] == batch.pk


def test_it_can_be_done_again_after(addressees):
    document = DocumentFactory()
    acts = {"do": lambda act: record_response(act, answer(document))}
    take_back(carry_out_together(together(addressees, **acts)))
    for addressee in addressees:
        addressee.refresh_from_db()

    carry_out_together(together(addressees, **acts))

    assert Response.objects.published().count() == 3


def test_it_is_not_undone_over_what_came_after(addressees):
    batch = carry_out_together(together(addressees, expect))
    later = addressees[1]
    later.refresh_from_db()
    set_expected(act_on(later), expected=None, source_url="")

    with pytest.raises(ChangedSince) as changed:
        take_back(batch)

    assert changed.value.addressees == [later]
    assert Addressee.objects.filter(expected="2028").count() == 2
    assert not Batch.objects.get().is_undone


def test_it_is_undone_once(addressees):
    batch = carry_out_together(together(addressees, expect))
    take_back(batch)

    with pytest.raises(AlreadyRecorded, match="undone already"):
        take_back(batch)


def test_whoever_may_not_record_may_not_undo(addressees):
    batch = carry_out_together(together(addressees, expect))
    officer = OfficerFactory(has_all_institutions=False)
    officer.institutions.add(addressees[0].institution)

    with pytest.raises(NotAllowed):
        take_back(batch, by=officer)

    assert not Batch.objects.get().is_undone


def test_where_review_is_asked_for_another_reviewer_undoes(addressees):
    batch = carry_out_together(
        together(addressees, expect, by=OfficerFactory(role="reviewer"))
    )
    Inquiry.objects.update(asks_for_review=True)

    for by in (batch.done_by, OfficerFactory()):
        with pytest.raises(AsksForReview, match="reviewer who did not do"):
            take_back(batch, by=by)

    take_back(batch, by=OfficerFactory(role="reviewer"))
    assert Batch.objects.get().is_undone


def test_extensions_that_were_granted_are_withdrawn(addressees):
    batch = carry_out_together(
        together(addressees, lambda act: grant_extension(act, extension()))
    )
    assert Addressee.objects.filter(extended_on=None).count() == 0

    take_back(batch)

    assert Addressee.objects.filter(extended_on=None).count() == 3
    assert not Extension.objects.standing().exists()
