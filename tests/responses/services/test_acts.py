from threading import Barrier, Thread

import pytest
from django.db import connection

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.services import (
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    grant_extension,
    record_check,
    record_response,
    set_expected,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on, answer, extension, paper
from tests.responses.factories import (
    OfficerFactory,
)

pytestmark = pytest.mark.django_db

ACTS = {
    "response": lambda act: record_response(act, answer()),
    "check": lambda act: record_check(act, looked_at="Everywhere"),
    "extension": lambda act: grant_extension(act, extension()),
    "expected": lambda act: set_expected(
        act, expected=PartialDate(2027, 5), source_url="https://example.org/"
    ),
}
every_act = pytest.mark.parametrize("carry_out", ACTS.values(), ids=ACTS)


@every_act
def test_an_act_about_what_is_not_ones_own_is_refused(carry_out):
    addressee = AddresseeFactory()
    stranger = OfficerFactory(has_all_institutions=False)

    with pytest.raises(NotAllowed):
        carry_out(act_on(addressee, by=stranger))

    assert Addressee.objects.get() == addressee
    assert Addressee.objects.get().version == 0


@every_act
def test_an_act_based_on_an_older_version_is_refused_and_told_what_changed(carry_out):
    addressee = AddresseeFactory()
    first = act_on(addressee)
    set_expected(first, expected=PartialDate(2028), source_url="https://example.org/")

    with pytest.raises(ChangedMeanwhile) as conflict:
        carry_out(act_on(addressee))

    assert conflict.value.version == 1
    told = conflict.value.changes[0]
    assert told.by == first.by.email
    assert ("Expected", "", "2028") in [
        (field.name, field.before, field.after)
        for row in told.rows
        for field in row.fields
    ]


@every_act
def test_the_same_form_sent_again_is_known(carry_out):
    act = act_on(AddresseeFactory(), submission="0b8d7b8e-7b0c-4d0c-9a43-1f0d3f6a2b11")
    carry_out(act)

    with pytest.raises(AlreadySubmitted):
        carry_out(act)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_save_at_once_the_second_is_told():
    addressee = AddresseeFactory()
    acts = [act_on(addressee), act_on(addressee)]
    outcomes, together = [], Barrier(2)

    def save(act, number):
        new = paper(url=f"https://example.org/{number}")
        together.wait()
        try:
            record_response(act, answer(new))
            outcomes.append("saved")
        except ChangedMeanwhile as conflict:
            outcomes.append(conflict.changes[0].by)
        connection.close()

    threads = [Thread(target=save, args=(act, n)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    saved = Response.objects.get()
    assert sorted(outcomes) == sorted(["saved", saved.recorded_by.email])
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_leaves_one_row():
    act = act_on(AddresseeFactory(), submission="0b8d7b8e-7b0c-4d0c-9a43-1f0d3f6a2b11")
    outcomes, together = [], Barrier(2)

    def save():
        together.wait()
        try:
            record_response(act, answer())
            outcomes.append("saved")
        except AlreadySubmitted:
            outcomes.append("already")
        connection.close()

    threads = [Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already", "saved"]
    assert Response.objects.count() == 1
