"""The ladder, the log and a letter, as officers read them."""

from io import BytesIO

import docx
import pytest

from recommendations.partial_dates import PartialDate
from responses.models import Letter
from responses.services import Reply, record_reply
from tests.recommendations.factories import AddresseeFactory, InquiryFactory
from tests.responses.chased import act_on, drafted, ladder, sent
from tests.responses.factories import LetterFactory, OfficerFactory
from tests.responses.views.pages import address, text

pytestmark = pytest.mark.django_db
READS = ["letter", "print-letter", "letter-docx"]
ACTS = ["edit-letter", "letter-sent", "letter-reply", "cancel-letter", "email-letter"]


@pytest.fixture
def rung(addressee):
    return ladder()[2]


@pytest.fixture
def letter(rung, addressee, officer):
    return drafted(rung, addressee, by=officer)


PATHS = {
    "letter-sent": "sent/",
    "letter-reply": "reply/",
    "letter": "",
    "letter-docx": "letter.docx",
}


def path(letter, name):
    return f"/desk/letters/{letter.pk}/" + PATHS.get(name, f"{name.split('-')[0]}/")


def test_the_ladder_shows_the_next_rung_and_leads_to_a_draft(client, rung, addressee):
    page = client.get("/desk/ladder/")

    assert "1 response due from 1 body" in text(page)
    assert "Archbishops' Council" in text(page)
    assert "Rung 5 passed after 12 March 2021, no letter recorded" in text(page)
    fifth = rung.inquiry.rungs.get(number=5)
    assert f"institution={addressee.institution.slug}&amp;rung={fifth.pk}" in (
        page.content.decode()
    )


def test_the_ladder_of_others_leads_to_no_draft(client, rung, addressee):
    AddresseeFactory(institution__name="Somebody Else")

    assert "due from Somebody Else" not in text(client.get("/desk/ladder/"))
    page = client.get("/desk/ladder/?all=1&institution=&within=")
    assert "due from Somebody Else" in text(page)
    assert page.content.decode().count("Draft<span") == 1


@pytest.mark.parametrize(
    "odd",
    ["within=x", "within=-1", "within=99999", "inquiry=no", "institution=%00"],
)
def test_a_filter_that_cannot_be_read_is_said_and_left_out(client, rung, odd):
    page = client.get(f"/desk/ladder/?{odd}")

    assert page.status_code == 200
    assert "There is a problem" in text(page)
    assert "1 response due" in text(page)


def test_pages_of_the_ladder_keep_the_filters(client, rung, officer, addressee):
    report = addressee.report
    for number in range(100, 151):
        AddresseeFactory(
            recommendation__report=report,
            recommendation__number=number,
            institution=addressee.institution,
        )

    page = client.get("/desk/ladder/?inquiry=iicsa&passed=on&all=1").content.decode()

    assert "?inquiry=iicsa&amp;passed=on&amp;all=1&amp;page=2" in page
    assert "Page 2 of 2" in text(client.get("/desk/ladder/?page=99"))


def test_the_addressees_page_shows_its_ladder_and_its_letters(
    client, letter, addressee
):
    page = text(client.get(address(addressee)))

    assert "Rung 5 passed after 12 March 2021, no letter recorded" in page
    assert f"Letter {letter.pk} , rung 3: Draft" in page


def test_a_letter_shows_what_it_says_and_what_became_of_it(client, letter):
    sent(letter, url="https://example.org/letter")

    page = text(client.get(path(letter, "letter")))

    assert "disappointed" in page
    assert "Sent 21 September 2020" in page
    assert "by post, by The Chair" in page
    assert "due 12 September 2020" in page


def test_a_reply_in_hand_is_said_to_be_no_response(client, letter):
    reply = Reply(PartialDate(2020, 9, 21), "Will answer.")
    record_reply(act_on(sent(letter)), reply)

    assert "not a published response" in text(client.get(path(letter, "letter")))


def test_the_print_view_is_the_letter_alone(client, letter):
    Letter.objects.update(addressed_to="1 Great <Street>", text="- one\n- two\n\nEnd.")

    page = client.get(path(letter, "print-letter"))

    assert "1 Great &lt;Street&gt;" in page.content.decode()
    assert "<li>one</li>" in page.content.decode()
    assert "Response due 12 September 2020" in text(page)


def test_the_word_file_is_named_and_opens(client, letter):
    page = client.get(path(letter, "letter-docx"))

    named = f'attachment; filename="letter-{letter.pk}.docx"'
    assert page.headers["Content-Disposition"] == named
    file = docx.Document(BytesIO(page.content))
    assert file.paragraphs[0].text == "Archbishops' Council"


def test_the_log_is_narrowed_by_status_body_and_rung(client, letter, addressee):
    other = LetterFactory(
        rung=InquiryFactory().rungs.get(number=1),
        institution=addressee.institution,
        addressees=[addressee],
    )

    def found(query):
        page = text(client.get(f"/desk/letters/?{query}"))
        return {each.pk for each in (letter, other) if f"Letter {each.pk} " in page}

    assert found("") == {letter.pk, other.pk}
    assert found("status=draft") == {letter.pk}
    assert found("status=sent") == {other.pk}
    assert found(f"rung={other.rung.pk}") == {other.pk}
    assert found("institution=body-none&status=;drop") == {letter.pk, other.pk}
    assert found("status=cancelled") == set()


@pytest.mark.parametrize("name", READS + ACTS)
def test_letters_about_what_is_not_mine_are_not_known_to_exist(client, rung, name):
    other = drafted(rung, AddresseeFactory())

    assert client.get(path(other, name)).status_code == 404
    assert f"Letter {other.pk} " not in text(client.get("/desk/letters/"))


@pytest.mark.parametrize("name", ACTS)
def test_a_letter_that_is_partly_mine_can_be_read_and_not_changed(client, letter, name):
    stranger = OfficerFactory(has_all_institutions=False)
    other = AddresseeFactory()
    stranger.institutions.add(other.institution)
    letter.addressees.add(other)
    client.force_login(stranger)

    page = client.get(path(letter, "letter"))
    assert page.status_code == 200
    assert f"/desk/letters/{letter.pk}/edit/" not in page.content.decode()
    assert client.get(path(letter, name)).status_code == 403
    assert client.post(path(letter, name), {}).status_code == 403


@pytest.mark.parametrize("name", [*READS, *ACTS])
def test_nobody_gets_in_without_signing_in_and_no_cache_keeps_it(client, letter, name):
    kept = client.get(path(letter, name)).headers["Cache-Control"]
    assert {"private", "no-store"} <= {each.strip() for each in kept.split(",")}

    client.logout()

    assert client.get(path(letter, name)).status_code == 302


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30, "x", "-1"])
def test_a_letter_that_is_not_there_is_not_found(client, officer, pk):
    assert client.get(f"/desk/letters/{pk}/").status_code == 404


@pytest.mark.parametrize(
    ("number", "is_told"), [(1, False), (2, False), (3, True), (4, True)]
)
def test_readers_are_told_of_letters_of_public_rungs_alone(
    client, rung, addressee, number, is_told
):
    letter = drafted(rung.inquiry.rungs.get(number=number), addressee)
    page = addressee.recommendation.get_absolute_url()
    assert "Letter sent" not in text(client.get(page))

    sent(letter, url="https://example.org/letter")
    record_reply(
        act_on(letter),
        Reply(PartialDate(2020, 9, 21), "Secret words", is_public=number != 4),
    )
    client.logout()

    shown = client.get(page).content.decode()
    assert ("Letter sent" in shown) == is_told
    assert ("https://example.org/letter" in shown) == is_told
    assert ("Reply to a letter" in shown) == (is_told and number != 4)
    assert "Secret words" not in shown
    assert letter.text[:40] not in shown


def test_readers_are_not_told_of_a_cancelled_letter(client, rung, addressee):
    letter = sent(drafted(rung, addressee))
    Letter.objects.filter(pk=letter.pk).update(
        cancelled_at=letter.drafted_at, cancelled_reason="Slip"
    )

    page = client.get(addressee.recommendation.get_absolute_url())

    assert "Letter sent" not in text(page)
