"""Who leads, who took over, and who answers for whom."""

import pytest

from recommendations.models import Addressee
from responses.models import Response
from responses.services import (
    AlreadyRecorded,
    Because,
    NoSuccessor,
    answer_for,
    carry_out_together,
    name_leads,
    pass_on,
    successors_of,
    undo,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    SuccessionFactory,
)
from tests.responses.acts import NOW, act_on, together
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db

BECAUSE = Because("Said in the House", "https://example.org/hansard")


def leads(addressee):
    return [each.institution for each in addressee.ordered_leads.all()]


def named(addressee, *bodies):
    addressee.refresh_from_db()
    name_leads(act_on(addressee), bodies, because=BECAUSE)
    return leads(Addressee.objects.get(pk=addressee.pk))


def test_leads_are_added_put_in_order_and_removed():
    addressee, (one, two) = AddresseeFactory(), InstitutionFactory.create_batch(2)

    assert named(addressee, one) == [one]
    assert named(addressee, two, one) == [two, one]
    assert named(addressee, two) == [two]
    assert named(addressee) == []


def test_the_same_leads_in_the_same_order_are_refused():
    addressee, lead = AddresseeFactory(), InstitutionFactory()
    named(addressee, lead)

    with pytest.raises(AlreadyRecorded):
        named(addressee, lead)


def test_leads_are_as_before_once_a_batch_is_undone():
    addressee, (one, two) = AddresseeFactory(), InstitutionFactory.create_batch(2)
    named(addressee, one, two)
    addressee.refresh_from_db()
    batch = carry_out_together(
        together([addressee], lambda act: name_leads(act, [two, one], because=BECAUSE))
    )

    undo(batch, by=OfficerFactory(), at=NOW, reason="A slip")

    assert leads(Addressee.objects.get(pk=addressee.pk)) == [one, two]


def test_a_duty_passes_to_a_successor_and_back():
    succession = SuccessionFactory()
    addressee = AddresseeFactory(institution=succession.predecessor)

    pass_on(act_on(addressee), succession.successor, because=BECAUSE)
    addressee.refresh_from_db()
    assert addressee.passed_to == succession.successor

    pass_on(act_on(addressee), None, because=BECAUSE)
    addressee.refresh_from_db()
    assert addressee.passed_to is None


def test_a_duty_passes_to_nobody_who_did_not_take_over():
    addressee = AddresseeFactory()

    with pytest.raises(NoSuccessor, match="names no succession"):
        pass_on(act_on(addressee), InstitutionFactory(), because=BECAUSE)


def test_successors_of_successors_are_successors_and_predecessors_are_not():
    first = SuccessionFactory()
    second = SuccessionFactory(predecessor=first.successor)

    assert successors_of(first.predecessor_id) == {
        first.successor_id,
        second.successor_id,
    }
    assert successors_of(second.successor_id) == set()


def test_a_parents_response_discharges_an_agencys_duty_as_given_by_the_parent():
    parents = AddresseeFactory()
    given = ResponseFactory(addressee=parents, paragraphs="7-8")
    given.answerers.add(parents.institution, through_defaults={"order": 1})
    agencys = AddresseeFactory(recommendation=parents.recommendation)

    answer_for(act_on(agencys), given, because=BECAUSE)

    recorded = Response.objects.get(addressee=agencys)
    assert (recorded.document, recorded.paragraphs) == (given.document, "7-8")
    assert list(recorded.answerers.all()) == [parents.institution]
    assert (recorded.note, recorded.source_url) == (
        BECAUSE.reason,
        BECAUSE.source_url,
    )
    agencys.refresh_from_db()
    assert agencys.answered == given.document.published
    with pytest.raises(AlreadyRecorded):
        answer_for(act_on(agencys), given, because=BECAUSE)
