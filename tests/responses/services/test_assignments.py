"""Who looks after what, and who no longer does."""

import pytest

from responses.history import trail_of
from responses.models import Assignment
from responses.services import (
    AlreadyRecorded,
    NotAllowed,
    NotResponsible,
    assign,
    assignees,
    carry_out_together,
    undo,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import NOW, act_on, together
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


def assigned(addressee, officer):
    assign(act_on(addressee), officer=officer)
    addressee.refresh_from_db()
    return addressee


def test_an_addressee_is_assigned_and_the_trail_says_to_whom():
    addressee, ann = AddresseeFactory(), OfficerFactory(email="ann@example.org")

    assigned(addressee, ann)

    assert assignees([addressee]) == {addressee.pk: ann}
    rows = [row for entry in trail_of(addressee) for row in entry.rows]
    said = {(each.name, each.after) for row in rows for each in row.fields}
    assert ("Assigned to", "ann@example.org") in said


def test_nobody_needs_to_have_read_who_looks_after_what():
    asking = AddresseeFactory(recommendation__report__inquiry__asks_for_review=True)
    ann = OfficerFactory()

    assigned(asking, ann)

    assert assignees([asking]) == {asking.pk: ann}


def test_another_takes_over_and_nobody_is_left():
    addressee, ann, ben = AddresseeFactory(), OfficerFactory(), OfficerFactory()

    assigned(assigned(addressee, ann), ben)
    assert assignees([addressee]) == {addressee.pk: ben}

    assigned(addressee, None)
    assert assignees([addressee]) == {}


def test_whoever_is_not_responsible_is_refused_and_named():
    addressee = AddresseeFactory(institution__name="Home Office")
    stranger = OfficerFactory(email="ben@example.org", has_all_institutions=False)

    with pytest.raises(NotResponsible, match=r"Home Office .* ben@example\.org"):
        assign(act_on(addressee), officer=stranger)

    assert not Assignment.objects.exists()


def test_nobody_assigns_what_is_not_theirs():
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        assign(act_on(AddresseeFactory(), by=stranger), officer=OfficerFactory())


def test_what_is_so_already_is_not_assigned_again():
    addressee, ann = AddresseeFactory(), OfficerFactory()
    with pytest.raises(AlreadyRecorded, match="nobody already"):
        assign(act_on(addressee), officer=None)
    assigned(addressee, ann)

    with pytest.raises(AlreadyRecorded, match="already"):
        assign(act_on(addressee), officer=ann)


def test_an_account_that_is_closed_leaves_it_to_nobody_and_the_row_stays():
    addressee, ann = AddresseeFactory(), OfficerFactory()
    assigned(addressee, ann)

    ann.is_active = False
    ann.save()

    assert assignees([addressee]) == {}
    assert Assignment.objects.get().officer == ann


def test_an_officer_who_loses_the_institution_leaves_it_to_nobody():
    parent = InstitutionFactory()
    addressee = AddresseeFactory(institution__parent=parent)
    ann = OfficerFactory(has_all_institutions=False)
    ann.institutions.add(parent)
    assigned(addressee, ann)
    assert assignees([addressee]) == {addressee.pk: ann}

    ann.institutions.clear()

    assert assignees([addressee]) == {}


def test_who_looked_after_it_before_is_back_once_a_batch_is_undone():
    first, second = AddresseeFactory.create_batch(2)
    ann, ben = OfficerFactory(), OfficerFactory()
    assigned(first, ann)
    batch = carry_out_together(
        together([first, second], lambda act: assign(act, officer=ben))
    )

    undo(batch, by=ann, at=NOW, reason="A slip")

    assert assignees([first, second]) == {first.pk: ann}
