"""Templates are edited by reviewers and administrators, and refuse unknown braces."""

import pytest

from responses.models import LetterTemplate
from tests.responses.chased import ladder
from tests.responses.factories import OfficerFactory
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db
LIST = "/desk/templates/"
PAGE = "/desk/templates/iicsa/3/"
WORDS = {"subject": "To {institution}", "text": "Due {due}."}


@pytest.fixture
def reviewer(client):
    ladder()
    reviewer = OfficerFactory(role="reviewer")
    client.force_login(reviewer)
    return reviewer


def typed(page, **changes):
    form = page.context["form"]
    hidden = {name: form[name].value() for name in ("version", "submission")}
    return hidden | WORDS | changes


@pytest.mark.parametrize("address", [LIST, PAGE])
def test_an_officer_has_no_business_there(client, officer, address):
    ladder()

    assert client.get(address).status_code == 403
    assert client.post(PAGE, WORDS).status_code == 403
    assert not LetterTemplate.objects.exists()


def test_a_template_begins_as_what_is_built_in_and_becomes_its_own(client, reviewer):
    assert "(built in)" in text(client.get(LIST))
    page = client.get(PAGE)
    assert "disappointed" in text(page)
    assert "{institution}" in text(page)

    client.post(PAGE, typed(page))

    assert LetterTemplate.objects.get().text == "Due {due}."
    assert "(its own)" in text(client.get(LIST))


@pytest.mark.parametrize("field", ["subject", "text"])
def test_an_unknown_placeholder_is_refused_and_the_known_are_named(
    client, reviewer, field
):
    page = client.post(PAGE, typed(client.get(PAGE), **{field: "Hello {{7*7}}"}))

    assert "{7*7} is not a placeholder" in text(page)
    assert "{institution}" in str(page.context["form"].errors)
    assert not LetterTemplate.objects.exists()


def test_of_two_reviewers_the_second_sees_both_texts(client, reviewer):
    page = client.get(PAGE)
    client.post(PAGE, typed(page, text="Theirs"))

    late = client.post(PAGE, typed(page, text="Mine"))

    assert late.status_code == 409
    assert "Theirs" in text(late)
    assert "Mine" in text(late)
    assert LetterTemplate.objects.get().text == "Theirs"


@pytest.mark.parametrize("address", ["iicsa/9/", "nobody/3/", "iicsa/999999999/"])
def test_a_rung_that_is_not_there_is_not_found(client, reviewer, address):
    assert client.get(f"{LIST}{address}").status_code == 404
