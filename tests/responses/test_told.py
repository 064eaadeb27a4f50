"""What the public is told of, and what it is not."""

import pghistory
import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.changes import changes
from responses.models import Response
from responses.services import record_check, set_expected
from responses.told import KINDS, Scope
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on
from tests.responses.factories import FlagFactory, ResponseFactory

# Each act is a transaction of its own, and so has an instant of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def told():
    return changes(Scope(Addressee.objects.all()))[0]


def test_drafts_and_what_they_rest_on_are_not_told_until_they_are_published():
    draft = ResponseFactory(status="draft", summary="Secret")
    Response.objects.update(summary="Still secret")
    type(draft.document).objects.update(title="A draft's paper")
    assert told() == []

    with pghistory.context(by="officer@example.org"):
        Response.objects.update(status="published")

    assert [each.what for each in told()[0].items] == ["Response published"]
    assert "secret" not in str(told()).lower()


def test_an_expected_date_and_a_check_are_no_change_of_what_is_published():
    addressee = AddresseeFactory()
    set_expected(
        act_on(addressee), expected=PartialDate(2027), source_url="https://e.org"
    )
    addressee.refresh_from_db()
    record_check(act_on(addressee), looked_at="Its pages")

    assert told() == []


def test_a_flag_is_told_of_when_it_is_withdrawn_and_not_when_it_is_raised():
    flag = FlagFactory()
    assert told() == []

    withdrawn = {"withdrawn_at": flag.raised_at, "withdrawn_reason": "It was a slip."}
    type(flag).objects.update(**withdrawn)

    (entry,) = told()
    assert [each.what for each in entry.items] == ["Flag withdrawn"]
    assert entry.reasons == ["It was a slip."]


def test_every_kind_is_looked_for_by_its_time():
    for kind in KINDS:
        (index,) = kind.model.pgh_event_model._meta.indexes
        assert index.fields == ["pgh_created_at", "pgh_context_id"]
