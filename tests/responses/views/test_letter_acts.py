"""What an officer does to a letter in the browser, and what it answers."""

from uuid import uuid4

import pytest

from responses.models import Letter, LetterMail
from tests.recommendations.factories import AddresseeFactory
from tests.responses.chased import drafted, ladder, sent
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db
SENT = {"sent": "12 October 2020", "channel": "post", "sent_by": "The Chair"}


@pytest.fixture
def rung(addressee):
    return ladder()[2]


@pytest.fixture
def letter(rung, addressee, officer):
    return drafted(rung, addressee, by=officer)


def typed(letter, **fields):
    letter.refresh_from_db()
    hidden = {"version": letter.version, "submission": str(uuid4())}
    return hidden | fields


def edited(letter, **changes):
    fields = {
        "addressees": [each.pk for each in letter.addressees.all()],
        "subject": "Ours",
        "addressed_to": "London",
        "text": "Our words",
    }
    return typed(letter, **fields | changes)


def new(rung, addressee):
    return f"/desk/letters/new/?institution={addressee.institution.slug}&rung={rung.pk}"


def test_a_draft_is_made_in_two_steps(client, rung, addressee):
    chosen = client.get("/desk/letters/new/")
    assert "Archbishops' Council" in text(chosen)
    fifth = rung.inquiry.rungs.get(number=5)

    page = client.get(new(fifth, addressee))
    assert "checked" in page.content.decode()
    ticked = {"addressees": [addressee.pk], "submission": str(uuid4())}
    done = client.post(new(fifth, addressee), ticked, follow=True)

    letter = Letter.objects.get()
    assert done.request["PATH_INFO"] == f"/desk/letters/{letter.pk}/edit/"
    assert "section 21" in text(done)


def test_what_another_rung_is_next_for_is_not_ticked(client, rung, addressee):
    assert "checked" not in client.get(new(rung, addressee)).content.decode()


@pytest.mark.parametrize(
    "query",
    ["institution=&rung=", "institution=nobody&rung=1", "institution=%00&rung=x"],
)
def test_an_odd_choice_is_answered_with_the_form(client, rung, query):
    page = client.get(f"/desk/letters/new/?{query}")

    assert page.status_code == 200
    assert "There is a problem" in text(page)


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"], ["other"]])
def test_a_draft_about_nothing_or_what_is_not_listed_is_not_made(
    client, rung, addressee, chosen
):
    other = AddresseeFactory()
    chosen = [other.pk if each == "other" else each for each in chosen]
    said = {"addressees": [*chosen], "submission": str(uuid4())}
    if chosen:
        said["addressees"].append(addressee.pk)

    page = client.post(new(rung, addressee), said)

    assert page.status_code == 200
    assert page.context["form"].errors["addressees"]
    assert not Letter.objects.exists()


def test_the_second_to_draft_the_same_is_led_to_the_first(client, letter, addressee):
    said = {"addressees": [addressee.pk], "submission": str(uuid4())}

    page = client.post(new(letter.rung, addressee), said)

    assert "covers some of these for this rung already" in text(page)
    assert f"/desk/letters/{letter.pk}/" in page.content.decode()
    assert Letter.objects.count() == 1


def test_a_draft_is_edited_and_its_subject_stays_in_one_line(client, letter):
    said = edited(letter, subject="Ours\r\nBcc: x@example.org")

    page = client.post(f"/desk/letters/{letter.pk}/edit/", said, follow=True)

    letter.refresh_from_db()
    assert (letter.subject, letter.text) == ("Ours Bcc: x@example.org", "Our words")
    assert "Nothing has been sent" in text(page)


def test_two_officers_on_one_draft_lose_nothing(client, letter):
    mine = edited(letter, text="Mine")
    client.post(f"/desk/letters/{letter.pk}/edit/", edited(letter, text="Theirs"))

    page = client.post(f"/desk/letters/{letter.pk}/edit/", mine)

    assert page.status_code == 409
    assert "Theirs" in text(page)
    assert "Mine</textarea>" in page.content.decode()
    again = edited(letter, text="Mine")
    client.post(f"/desk/letters/{letter.pk}/edit/", again)
    letter.refresh_from_db()
    assert letter.text == "Mine"


def test_a_letter_is_logged_as_sent_then_answered(client, letter):
    client.post(f"/desk/letters/{letter.pk}/sent/", typed(letter, **SENT))
    letter.refresh_from_db()
    assert (letter.status, letter.channel) == ("sent", "post")

    reply = {"replied": "Nov 2020", "says": "Will answer.", "is_public": "on"}
    page = client.post(
        f"/desk/letters/{letter.pk}/reply/", typed(letter, **reply), follow=True
    )

    letter.refresh_from_db()
    assert (letter.status, letter.is_reply_public) == ("replied", True)
    assert "The duty to publish a response stands" in text(page)


def test_a_letter_is_cancelled_with_a_reason(client, letter):
    address = f"/desk/letters/{letter.pk}/cancel/"
    assert "Enter why" in text(client.post(address, typed(letter, reason="")))

    client.post(address, typed(letter, reason="Answered by telephone"))

    letter.refresh_from_db()
    assert letter.cancelled_reason == "Answered by telephone"


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("sent", SENT | {"sent": "2099"}),
        ("sent", SENT | {"sent": "12 October"}),
        ("sent", SENT | {"channel": "pigeon"}),
        ("sent", SENT | {"sent_by": "\0"}),
        ("sent", SENT | {"url": "javascript:alert(1)"}),
        ("sent", SENT | {"version": "-1"}),
        ("reply", {"replied": "1 May 2020", "says": "x"}),
        ("reply", {"replied": "2020", "says": ""}),
        ("cancel", {"reason": "x" * 2001}),
        ("email", {"recipient": "nobody"}),
        ("email", {"recipient": "a@example.org\nb@example.org"}),
        ("email", {"recipient": "a" * 250 + "@example.org"}),
        ("email", {"recipient": "\0"}),
        ("edit", {"addressees": [], "subject": "x", "text": "x"}),
        ("edit", {"addressees": ["x\0"], "subject": "x" * 301, "text": ""}),
    ],
    ids=str,
)
def test_odd_input_is_answered_with_the_page_and_saves_nothing(
    client, letter, name, odd
):
    before = Letter.objects.values().get()

    page = client.post(f"/desk/letters/{letter.pk}/{name}/", typed(letter) | odd)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert Letter.objects.values().get() == before
    for word in ("invalid", "please", "sorry", "required", "ensure"):
        assert word not in str(page.context["form"].errors).lower()


def test_a_mail_is_shown_before_it_is_sent_and_sent_once(client, letter, sink):
    address = f"/desk/letters/{letter.pk}/email/"
    said = typed(letter, recipient="perm.sec@example.org")

    seen = client.post(address, said)
    assert "Send to perm.sec@example.org" in text(seen)
    assert "Archbishops' Council" in text(seen)
    assert not sink.messages
    assert not LetterMail.objects.exists()

    for _ in range(2):
        page = client.post(address, said | {"is_seen": "on"}, follow=True)
        assert page.status_code == 200

    assert sink.recipients == ["perm.sec@example.org"]
    assert "Accepted by the mail server" in text(page)
    assert LetterMail.objects.get().text in sink.texts[0].replace("\r\n", "\n")


def test_a_refused_mail_is_told_and_the_address_remembered(client, letter, sink):
    sink.refuses = {"gone@example.org"}
    address = f"/desk/letters/{letter.pk}/email/"
    said = typed(letter, recipient="gone@example.org", is_seen="on")

    page = client.post(address, said, follow=True)

    assert "Refused by the mail server: gone@example.org" in text(page)
    assert 'value="gone@example.org"' in client.get(address).content.decode()
    letter.refresh_from_db()
    assert letter.is_draft


def test_a_letter_that_was_sent_is_not_edited(client, letter):
    sent(letter)

    page = client.post(f"/desk/letters/{letter.pk}/edit/", edited(letter))

    assert "sent already" in text(page)


@pytest.mark.parametrize("name", ["edit", "sent", "reply", "cancel", "email"])
def test_reading_a_form_writes_nothing(client, letter, name):
    before = Letter.objects.values().get()

    page = client.get(f"/desk/letters/{letter.pk}/{name}/", SENT)

    assert page.status_code == 200
    assert Letter.objects.values().get() == before
