"""What was done together is listed, read, and undone as one."""

import pytest

from recommendations.models import Check, Inquiry
from recommendations.partial_dates import PartialDate
from responses.services import carry_out_together, record_check, set_expected
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on, together
from tests.responses.factories import OfficerFactory
from tests.responses.views.pages import address, text

pytestmark = pytest.mark.django_db


def check(act):
    record_check(act, looked_at="Its pages")


@pytest.fixture
def batch(addressee, officer):
    """Two checked together by another officer: one of ours, and one that is not."""
    return carry_out_together(
        together([addressee, AddresseeFactory()], check, title="Checked together")
    )


@pytest.fixture
def own(batch, officer):
    officer.institutions.set(each.addressee.institution for each in batch.items.all())
    return batch


def test_the_log_says_what_was_done_by_whom_and_about_how_many(client, batch):
    carry_out_together(together([AddresseeFactory()], check, title="Not ours"))

    said = text(client.get("/desk/batches/"))

    assert f"Checked together 2 {batch.done_by}" in said
    assert "Not ours" not in said


def test_a_batch_names_what_it_was_about_and_leads_there(client, batch, addressee):
    page = client.get(f"/desk/batches/{batch.pk}/")

    assert "2 responses due" in text(page)
    assert address(addressee) in page.content.decode()


def test_a_batch_that_is_nobodys_business_here_is_unknown(client, officer):
    other = carry_out_together(together([AddresseeFactory()], check))

    for url in (f"/desk/batches/{other.pk}/", f"/desk/batches/{other.pk}/undo/"):
        assert client.get(url).status_code == 404


def test_undoing_shows_what_it_changes_and_asks_why(client, own):
    url = f"/desk/batches/{own.pk}/undo/"

    page = client.get(url)
    assert "last checked 21 November 2026" in text(page)
    assert "not yet checked" in text(page)

    assert "Enter why it is undone." in text(client.post(url, {"reason": ""}))
    assert Check.objects.standing().count() == 2


def test_what_is_undone_stays_in_the_log_with_the_reason(client, own, officer):
    url = f"/desk/batches/{own.pk}/undo/"

    page = client.post(url, {"reason": "The wrong page"}, follow=True)

    assert page.redirect_chain == [(f"/desk/batches/{own.pk}/", 302)]
    assert f"{officer}: The wrong page" in text(page)
    assert "Undone 21 November 2026" in text(client.get("/desk/batches/"))
    assert not Check.objects.standing().exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_undone_is_not_undone_again(client, own, method):
    url = f"/desk/batches/{own.pk}/undo/"
    client.post(url, {"reason": "The wrong page"})

    page = getattr(client, method)(url, {"reason": "Again"}, follow=True)

    assert "This has been undone already." in text(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_written_about_since_is_named_and_nothing_is_undone(
    client, own, addressee, method
):
    addressee.refresh_from_db()
    set_expected(
        act_on(addressee), expected=PartialDate(2028), source_url="https://a.org/"
    )

    url = f"/desk/batches/{own.pk}/undo/"
    page = getattr(client, method)(url, {"reason": "The wrong page"})

    assert "cannot be undone as one any more" in text(page)
    assert address(addressee) in page.content.decode()
    assert Check.objects.standing().count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_theirs_in_whole_is_not_undone(client, batch, method):
    page = client.get(f"/desk/batches/{batch.pk}/")
    assert "you cannot undo it" in text(page)

    url = f"/desk/batches/{batch.pk}/undo/"
    assert getattr(client, method)(url, {"reason": "Mine"}).status_code == 403
    assert Check.objects.standing().count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_where_review_is_asked_for_an_officer_is_told_who_undoes(client, own, method):
    Inquiry.objects.update(asks_for_review=True)
    page = client.get(f"/desk/batches/{own.pk}/")
    assert "a reviewer who did not do or write this may undo it" in text(page)

    url = f"/desk/batches/{own.pk}/undo/"
    page = getattr(client, method)(url, {"reason": "Mine"}, follow=True)

    assert "ask a reviewer who did not do or write this" in text(page)
    assert Check.objects.standing().count() == 2


def test_a_page_of_the_log_takes_a_bounded_number_of_queries(
    client, officer, django_assert_max_num_queries
):
    officer.has_all_institutions = True
    officer.save()
    for _ in range(5):
        carry_out_together(together([AddresseeFactory()], check, by=OfficerFactory()))

    with django_assert_max_num_queries(8):
        client.get("/desk/batches/")
