"""My work, section by section."""

import pytest

from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    InstitutionFactory,
    RungFactory,
)
from tests.responses.factories import CorrectionRequestFactory
from tests.responses.views.pages import address, text

pytestmark = pytest.mark.django_db


def test_the_desk_shows_what_is_mine_by_what_is_to_be_done(client, officer, addressee):
    AddresseeFactory(recommendation__title="Somebody else's")

    page = client.get("/desk/")

    assert "To check (1)" in text(page)
    assert address(addressee) in page.content.decode()
    assert "Somebody else's" not in text(page)


def test_everybodys_work_leads_to_the_public_page_where_it_is_not_mine(
    client, officer, addressee
):
    other = AddresseeFactory()

    page = client.get("/desk/?all=1").content.decode()

    assert address(addressee) in page
    assert other.recommendation.get_absolute_url() in page
    assert address(other) not in page


def test_a_long_section_goes_on_by_itself(client, officer):
    officer.has_all_institutions = True
    officer.save()
    body = InstitutionFactory()
    for _ in range(27):
        AddresseeFactory(institution=body)

    assert "And 2 more" in text(client.get("/desk/"))
    assert len(client.get("/desk/?section=to_check").context["page"].object_list) == 27
    assert client.get("/desk/?section=to_check&page=%00").status_code == 200
    assert client.get("/desk/?section=elsewhere").status_code == 404


def test_an_account_without_institutions_is_told_so(client, officer):
    assert "An administrator can add institutions" in text(client.get("/desk/"))


def test_the_desk_takes_a_bounded_number_of_queries(
    client, officer, django_assert_max_num_queries
):
    officer.has_all_institutions = True
    officer.save()
    for _ in range(8):
        AddresseeFactory()
        CheckFactory()

    with django_assert_max_num_queries(20):
        client.get("/desk/")


def test_rungs_that_come_up_and_corrections_asked_for_are_counted(client, addressee):
    RungFactory(inquiry=addressee.report.inquiry, number=5, months=81)
    CorrectionRequestFactory(addressee=addressee)

    page = text(client.get("/desk/"))

    assert "1 next rung due" in page
    assert "1 correction asked for" in page
