"""The queue at the desk, and the answers."""

import pytest

from responses.models import CorrectionRequest
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import CorrectionRequestFactory, OfficerFactory
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db
QUEUE = "/desk/corrections/"
SAID = {"outcome": "corrected", "answer": "It was indeed; it now says October."}


@pytest.fixture
def asked(addressee):
    return CorrectionRequestFactory(
        addressee=addressee, email="reader@example.org", what_is_wrong="<b>Wrong</b>"
    )


def test_only_mine_wait_unless_all_are_asked_for(client, asked):
    CorrectionRequestFactory(what_is_wrong="About another")

    mine, everybodys = client.get(QUEUE), client.get(f"{QUEUE}?all=1")

    assert "Corrections asked for (1)" in text(mine)
    assert "About another" not in text(mine)
    assert "Corrections asked for (2)" in text(everybodys)
    assert everybodys.text.count('name="chosen"') == 1


def test_the_oldest_stands_first(client, officer, addressee, asked):
    CorrectionRequestFactory(
        addressee=addressee,
        what_is_wrong="Earlier",
        asked_at=asked.asked_at.replace(year=2025),
    )

    page = client.get(QUEUE).text

    assert page.index("Earlier") < page.index("Wrong")


def test_the_senders_address_is_shown_to_nobody(client, asked):
    for url in (QUEUE, f"{QUEUE}{asked.pk}/"):
        assert "reader@example.org" not in client.get(url).text
    client.post(f"{QUEUE}{asked.pk}/", SAID)
    for url in (f"{QUEUE}{asked.pk}/", "/changes/"):
        assert "reader@example.org" not in client.get(url).text


def test_an_answer_is_public_and_what_was_written_is_not(client, asked):
    page = client.post(f"{QUEUE}{asked.pk}/", SAID, follow=True)
    client.logout()
    changes = client.get("/changes/")

    assert "Answered." in text(page)
    assert "Correction request answered: corrected" in text(changes)
    assert SAID["answer"] in text(changes)
    assert "Wrong" not in text(changes)


def test_what_is_about_a_body_is_told_though_it_owes_nothing(client, officer):
    officer.role = "reviewer"
    officer.save()
    body = InstitutionFactory(name="Internet Watch Foundation")
    asked = CorrectionRequestFactory(addressee=None, institution=body)

    client.post(f"{QUEUE}{asked.pk}/", SAID)

    assert "Internet Watch Foundation" in text(client.get("/changes/"))
    narrowed = client.get(f"/changes/?institution={InstitutionFactory().slug}")
    assert "answered: corrected" not in text(narrowed)


def test_the_second_of_two_answers_is_refused_with_both_texts(client, asked):
    client.post(f"{QUEUE}{asked.pk}/", SAID)

    page = client.post(
        f"{QUEUE}{asked.pk}/", {"outcome": "unchanged", "answer": "Mine"}
    )

    assert page.status_code == 409
    assert SAID["answer"] in text(page)
    assert "What you had written: Mine" in text(page)


@pytest.mark.parametrize("field", ["outcome", "answer"])
def test_an_answer_is_whole(client, asked, field):
    page = client.post(f"{QUEUE}{asked.pk}/", SAID | {field: ""})

    assert "There is a problem" in text(page)
    assert CorrectionRequest.objects.open().exists()


def test_what_is_not_mine_to_answer_does_not_exist(client, officer):
    others = CorrectionRequestFactory()

    assert client.get(f"{QUEUE}{others.pk}/").status_code == 404
    assert client.post(f"{QUEUE}{others.pk}/", SAID).status_code == 404


def test_many_are_set_aside_after_a_page_that_says_how_many(client, addressee):
    spam = CorrectionRequestFactory.create_batch(3, addressee=addressee)
    ticked = {"chosen": [each.pk for each in spam]}

    sure = client.post(QUEUE, ticked)
    assert "Set aside 3 requests?" in text(sure)
    assert CorrectionRequest.objects.open().count() == 3

    page = client.post(QUEUE, ticked | {"is_sure": "yes"}, follow=True)
    assert "3 requests set aside" in text(page)
    assert not CorrectionRequest.objects.open().exists()


@pytest.mark.parametrize("chosen", ["", "x", "999", "9" * 30, "\x00"])
def test_an_odd_choice_is_a_message(client, asked, chosen):
    page = client.post(QUEUE, {"chosen": chosen, "is_sure": "yes"})

    assert page.status_code == 200
    assert "There is a problem" in text(page)


def test_anothers_request_among_those_ticked_refuses_all(client, asked):
    ticked = [asked.pk, CorrectionRequestFactory().pk]

    page = client.post(QUEUE, {"chosen": ticked, "is_sure": "yes"})

    assert "There is a problem" in text(page)
    assert CorrectionRequest.objects.open().count() == 2


def test_a_queue_of_any_length_takes_as_many_queries(
    client, addressee, django_assert_max_num_queries
):
    OfficerFactory()
    CorrectionRequestFactory.create_batch(12, addressee=addressee)

    with django_assert_max_num_queries(12):
        client.get(QUEUE)
