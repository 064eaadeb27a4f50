"""Drafts of the desk: kept, shown again, told of, let go."""

import pytest

from recommendations.models import Check
from responses.models import Draft, Response
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import DraftFactory, OfficerFactory, ResponseFactory
from tests.responses.views.pages import FORMS, address, answered, text, typed

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


def keep(client, url, said, **options):
    return client.post(url, said | {"do": "keep"}, **options)


def hidden(page):
    """What a page sends back unseen."""
    form = page.context["form"]
    values = {name: form[name].value() for name in ("version", "submission", "draft")}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_draft_is_kept_as_it_was_typed_good_or_not(client, addressee):
    url = address(addressee, "record-response")
    said = answered(addressee, published="10 Novemb", summary="", title="A <b>title")

    page = keep(client, url, said, follow=True)

    assert page.redirect_chain == [(url, 302)]
    assert "Draft saved at 12:00. Nothing is recorded yet." in text(page)
    assert "Draft of 21 November, 12:00" in text(page)
    assert 'value="10 Novemb"' in page.content.decode()
    assert "A &lt;b&gt;title" in page.content.decode()
    assert "There is a problem" not in text(page)
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_keeps_drafts(client, addressee, name):
    url = address(addressee, name)

    assert keep(client, url, typed(addressee, {})).status_code == 302

    assert Draft.objects.get().form == name
    assert "Draft of 21 November, 12:00" in text(client.get(url))


def test_a_form_about_a_response_keeps_a_draft_for_each(client, addressee):
    first, second = ResponseFactory.create_batch(2, addressee=addressee)
    urls = [
        address(addressee, "withdraw-response", response=each.pk)
        for each in (first, second)
    ]

    keep(client, urls[0], typed(addressee, {"reason": "Another report"}))

    assert "Another report" in text(client.get(urls[0]))
    assert "Draft of" not in text(client.get(urls[1]))
    assert urls[0] in client.get("/desk/drafts/").content.decode()


def test_the_script_is_told_when_and_under_which_token(client, addressee):
    url = address(addressee, "record-check")

    said = keep(client, url, typed(addressee, {"looked_at": "Its"}), **SCRIPT).json()

    assert said == {
        "said": "Draft saved at 12:00",
        "draft": str(Draft.objects.get().token),
    }


def test_of_two_pages_the_second_is_told_and_its_text_is_kept(client, addressee):
    url = address(addressee, "record-check")
    first, second = (hidden(client.get(url)) for _ in range(2))
    keep(client, url, first | {"looked_at": "The first"})

    told = keep(client, url, second | {"looked_at": "The second"}, **SCRIPT)
    page = keep(client, url, second | {"looked_at": "The second"})

    assert told.status_code == page.status_code == 409
    assert "another page has changed this draft" in told.json()["said"]
    assert "Another page has changed this draft" in text(page)
    assert 'value="The second"' in page.content.decode()
    assert Draft.objects.get().data["looked_at"] == ["The first"]

    keep(client, url, hidden(page) | {"looked_at": "The second"})
    assert Draft.objects.get().data["looked_at"] == ["The second"]


def test_saving_the_form_ends_its_draft(client, addressee):
    url = address(addressee, "record-check")
    keep(client, url, typed(addressee, {"looked_at": "Its pages"}))

    client.post(url, hidden(client.get(url)) | {"looked_at": "Its pages"})

    assert Check.objects.get().looked_at == "Its pages"
    assert Draft.objects.get().status == "published"
    assert "Draft of" not in text(client.get(url))


def test_a_draft_knows_that_the_record_has_changed_since(client, addressee):
    url = address(addressee, "record-check")
    keep(client, url, typed(addressee, {"looked_at": "Its pages"}))
    expected = {"expected": "May 2027", "source_url": "https://example.org/"}
    client.post(address(addressee, "set-expected"), typed(addressee, expected))

    page = client.post(url, hidden(client.get(url)) | {"looked_at": "Its pages"})

    assert page.status_code == 409
    assert "Expected: May 2027" in text(page)
    assert 'value="Its pages"' in page.content.decode()


def test_a_draft_is_discarded(client, addressee):
    url = address(addressee, "record-check")
    keep(client, url, typed(addressee, {"looked_at": "Its pages"}))
    token = Draft.objects.get().token

    page = client.post(url, {"do": "discard", "draft": token}, follow=True)

    assert "Draft discarded." in text(page)
    assert "Its pages" not in page.content.decode()


def test_a_draft_that_another_page_has_changed_is_shown_before_it_is_discarded(
    client, officer, addressee
):
    draft = DraftFactory(author=officer, addressee=addressee)
    url = address(addressee, "record-check")

    page = client.post(url, {"do": "discard", "draft": "x"}, follow=True)

    assert "Not discarded" in text(page)
    assert 'value="Its pages"' in page.content.decode()
    draft.refresh_from_db()
    assert draft.is_open


def test_what_does_not_wait_for_review_is_not_taken_back(client, officer, addressee):
    DraftFactory(author=officer, addressee=addressee)

    page = client.post(
        address(addressee, "record-check"), {"do": "take-back"}, follow=True
    )

    assert "It waits for review no more." in text(page)


def test_a_draft_is_not_seen_by_others(client, addressee):
    draft = DraftFactory(addressee=addressee, form="record-check")
    url = address(addressee, "record-check")

    assert "Its pages" not in client.get(url).content.decode()
    assert client.get(f"{url}?draft={draft.pk}").status_code == 404
    assert client.get(f"{url}?draft=999999").status_code == 404
    for page in ("/desk/", "/desk/drafts/", address(addressee)):
        assert "Checked today: nothing published</" not in (
            client.get(page).content.decode().replace("nothing published</a>", "")
        )


@pytest.mark.parametrize("number", ["", "abc", "-1", "1e9", "9" * 5000, "\0", "²"])
def test_an_odd_number_of_a_draft_is_not_found(client, addressee, number):
    url = address(addressee, "record-check")

    assert client.get(url, {"draft": number}).status_code == 404


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ({"version": "x"}, "does not say which version"),
        ({"draft": "\0"}, "does not say which version"),
        ({"looked_at": "x" * 100_001}, "a draft holds 100,000"),
    ],
    ids=["version", "token", "length"],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    client, addressee, odd, told
):
    url = address(addressee, "record-check")
    said = typed(addressee, {"looked_at": "Its pages"} | odd)

    page = keep(client, url, said)

    assert page.status_code == 200
    assert told in text(page)
    assert said["looked_at"][:9] in page.content.decode()
    assert told in keep(client, url, said, **SCRIPT).json()["said"]
    assert not Draft.objects.exists()


def test_what_the_database_cannot_hold_is_left_out(client, addressee):
    url = address(addressee, "record-check")

    keep(client, url, typed(addressee, {"looked_at": "It\0s \u202epages"}))

    assert Draft.objects.get().data["looked_at"] == ["Its pages"]


def test_a_button_that_the_page_does_not_have_is_refused(client, addressee):
    url = address(addressee, "record-check")

    assert client.post(url, {"do": "approve"}).status_code == 400


def test_what_is_not_mine_keeps_no_draft(client, officer):
    other = AddresseeFactory()

    page = keep(client, address(other, "record-check"), typed(other, {}))

    assert page.status_code == 403
    assert not Draft.objects.exists()


def test_my_drafts_are_listed_on_the_desk_and_nobody_elses(client, officer, addressee):
    DraftFactory(author=officer, addressee=addressee, title="Mine")
    DraftFactory(addressee=addressee, title="Somebody else's")

    for address_of in ("/desk/", "/desk/drafts/"):
        page = text(client.get(address_of))
        assert "Drafts (1)" in page
        assert "Mine" in page
        assert "Somebody else's" not in page


def test_a_draft_of_a_closed_account_is_taken_over(client, officer, addressee):
    left = DraftFactory(addressee=addressee, author__is_active=False)
    url = address(addressee, "record-check")
    assert "(account closed)" in text(client.get("/desk/drafts/"))

    assert "Take it over" in text(client.get(f"{url}?draft={left.pk}"))
    page = client.post(f"{url}?draft={left.pk}", {"do": "take-over"}, follow=True)

    assert page.redirect_chain == [(url, 302)]
    assert 'value="Its pages"' in page.content.decode()


def test_the_lists_take_the_same_number_of_queries_for_any_length(
    client, officer, django_assert_max_num_queries
):
    officer.has_all_institutions = True
    officer.role = "reviewer"
    officer.save()
    for _ in range(5):
        DraftFactory(author=officer)
        DraftFactory(author=OfficerFactory(is_active=False))
        DraftFactory(submitted=True)

    for page in ("/desk/drafts/", "/desk/reviews/"):
        with django_assert_max_num_queries(12):
            client.get(page)
