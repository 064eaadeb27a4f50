"""The working table of a paper: what it shows, how it saves, who is told of whom."""

import pytest

from responses.models import PaperAnswer
from responses.services import describe_paper
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory
from tests.responses.papers import about, address, addressed, edit, sent, started
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def addressees(officer):
    addressees = addressed(3)
    officer.institutions.add(addressees[0].institution)
    return addressees


@pytest.fixture
def paper(officer, addressees):
    return started(officer, addressees[:2])


@pytest.fixture
def page(client, paper):
    return client.get(address(paper))


def field(answer, name):
    return f"answer-{answer.pk}-{name}"


def first(paper):
    return paper.answers.first()


def test_each_row_says_how_surely_why_and_how_it_stands(page, paper):
    shown = text(page)

    answer = first(paper)
    assert f"{answer.confidence * 100:.0f} % sure" in shown
    assert answer.reason in shown
    assert answer.excerpt in shown
    assert "No response recorded" in shown
    assert "Left silent (1)" in shown


def test_what_is_typed_is_saved(client, page, paper):
    answer = first(paper)
    said = {
        field(answer, "position"): "accepted",
        field(answer, "summary"): "Agrees.",
        field(answer, "kind"): "holding",
        field(answer, "paragraphs"): "2",
    }

    saved = client.post(address(paper), sent(page, **said), follow=True)

    assert "Saved. Nothing of it is published yet." in text(saved)
    answer.refresh_from_db()
    assert [answer.position, answer.summary, answer.kind, answer.paragraphs] == [
        "accepted",
        "Agrees.",
        "holding",
        "2",
    ]


def test_position_and_words_are_set_for_all_ticked_rows_that_lack_them(
    client, page, paper
):
    answer = first(paper)
    said = {field(answer, "position"): "rejected", "fill_position": "accepted"}

    client.post(address(paper), sent(page, **said, fill_summary="Agrees.", do="fill"))

    rows = paper.answers.values_list("position", "summary")
    assert list(rows) == [("rejected", "Agrees."), ("accepted", "Agrees.")]


def test_an_unticked_row_keeps_what_was_typed_and_can_be_ticked_again(
    client, page, paper
):
    answer = first(paper)
    typed = {field(answer, "summary"): "Agrees."}
    client.post(
        address(paper), sent(page, **typed, **{field(answer, "is_included"): None})
    )
    answer.refresh_from_db()
    assert (answer.is_included, answer.summary) == (False, "Agrees.")

    page = client.get(address(paper))
    assert "Not ticked (1)" in text(page)
    client.post(address(paper), sent(page, **{field(answer, "is_included"): "on"}))

    answer.refresh_from_db()
    assert (answer.is_included, answer.summary) == (True, "Agrees.")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("position", "maybe", "Choose a position from the list."),
        ("kind", "", "Choose the kind of response from the list."),
        ("paragraphs", "7" * 61, "Use 60 characters or fewer"),
        ("answerers", None, "Choose at least one body that answers."),
        ("answerers", ["999"], "Choose from the bodies listed."),
        ("answerers", ["x"], "Choose from the bodies listed."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_nothing_is_saved(
    client, page, paper, name, value, message
):
    answer = first(paper)
    said = {field(answer, "summary"): "Kept", field(answer, name): value}

    shown = client.post(address(paper), sent(page, **said))

    assert "There is a problem" in text(shown)
    assert message in text(shown)
    assert "Kept" in shown.content.decode()
    assert not PaperAnswer.objects.filter(summary="Kept").exists()


@pytest.mark.parametrize("version", [None, "", "-1", "x", "9" * 20])
def test_a_page_that_does_not_say_its_version_saves_nothing(
    client, page, paper, version
):
    said = {field(first(paper), "summary"): "Kept"}

    shown = client.post(address(paper), sent(page, version=version, **said))

    assert "which version of the record" in text(shown)
    assert not PaperAnswer.objects.filter(summary="Kept").exists()


def test_it_saves_itself_and_says_when(client, page, paper):
    said = {field(first(paper), "summary"): "Agrees."}

    answer = client.post(address(paper), sent(page, **said), headers=JSON)

    assert answer.json() == {"version": 1, "saved": "12:00"}
    assert first(paper).summary == "Agrees."
    again = client.post(address(paper), sent(page, version="1", **said), headers=JSON)
    assert again.json()["version"] == 1


def test_what_cannot_be_saved_by_itself_is_said(client, page, paper):
    said = {field(first(paper), "paragraphs"): "7" * 61}

    answer = client.post(address(paper), sent(page, **said), headers=JSON)

    assert answer.status_code == 400
    assert "Not saved. Use 60 characters or fewer" in answer.json()["problem"]


def test_the_second_of_two_sees_both_texts_field_by_field(client, page, paper):
    answer, other = paper.answers.all()
    theirs = {field(answer, "summary"): "Theirs", field(other, "position"): "noted"}
    client.post(address(paper), sent(page, **theirs))
    mine = {field(answer, "summary"): "Mine", field(other, "paragraphs"): "5"}

    told = client.post(address(paper), sent(page, **mine))

    assert told.status_code == 409
    assert "has saved this paper meanwhile" in text(told)
    assert "Saved: Theirs Typed: Mine" in text(told)
    answer.refresh_from_db()
    assert answer.summary == "Theirs"

    kept = client.post(address(paper), sent(told))
    assert kept.status_code == 302
    answer.refresh_from_db()
    other.refresh_from_db()
    assert answer.summary == "Mine"
    assert (other.position, other.paragraphs) == ("noted", "5")


def test_a_tick_that_somebody_took_away_meanwhile_stays_away(client, page, paper):
    answer = first(paper)
    client.post(address(paper), sent(page, **{field(answer, "is_included"): None}))
    mine = {field(paper.answers.last(), "summary"): "Mine"}

    told = client.post(address(paper), sent(page, **mine))
    client.post(address(paper), sent(told))

    answer.refresh_from_db()
    assert "You wrote in different fields" in text(told)
    assert (answer.is_included, paper.answers.last().summary) == (False, "Mine")


def test_a_save_by_itself_does_not_overwrite_another(client, page, paper, officer):
    describe_paper(edit(paper, officer), about(title="Another"))
    said = {field(first(paper), "summary"): "Mine"}

    answer = client.post(address(paper), sent(page, **said), headers=JSON)

    assert answer.status_code == 409
    assert "press Save to see both" in answer.json()["problem"]


def test_another_recommendation_is_found_and_added(client, page, paper, addressees):
    answer = first(paper)
    typed = {field(answer, "summary"): "Kept", "find": "draft code"}

    found = client.post(address(paper), sent(page, **typed, do="find"), follow=True)
    assert found.redirect_chain[0][0].endswith("?find=draft+code#add")
    assert f'value="add:{addressees[2].pk}"' in found.content.decode()

    client.post(address(paper), sent(found, do=f"add:{addressees[2].pk}"))
    added = paper.answers.get(addressee=addressees[2])
    assert added.is_included
    assert first(paper).summary == "Kept"

    client.post(address(paper), sent(client.get(address(paper)), do="save"))
    twice = client.post(
        address(paper),
        sent(client.get(address(paper)), do=f"add:{addressees[2].pk}"),
        follow=True,
    )
    assert "It is in the table already." in text(twice)


def test_a_heading_that_matched_nothing_is_given_to_a_recommendation(
    client, page, paper, addressees
):
    place = paper.unmatched_headings.index("Introduction")
    asked = client.post(address(paper), sent(page, do=f"heading:{place}"), follow=True)
    assert "What does “Introduction” answer?" in text(asked)

    said = sent(asked, do=f"add:{addressees[2].pk}", heading=str(place))
    client.post(address(paper), said)

    added = paper.answers.get(addressee=addressees[2])
    assert (added.heading, added.paragraphs) == ("Introduction", "1")


@pytest.mark.parametrize("what", ["x", "", "9" * 30, "-1", "²"])
def test_an_odd_row_to_add_adds_nothing(client, page, paper, what):
    status = client.post(address(paper), sent(page, do=f"add:{what}")).status_code

    assert status in {302, 404}
    assert paper.answers.count() == 2


def test_an_addressee_of_somebody_else_is_not_added(client, page, paper):
    other = AddresseeFactory()

    answer = client.post(address(paper), sent(page, do=f"add:{other.pk}"))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "query", ["find=%00", "heading=²", "heading=99999999", "find=" + "x" * 5000]
)
def test_an_odd_address_is_read_as_it_can_be(client, paper, query):
    assert client.get(f"{address(paper)}?{query}").status_code == 200


def test_a_long_table_asks_no_more_of_the_database(
    client, officer, django_assert_max_num_queries
):
    addressees = addressed(12, titles=[f"Title {n} of its own" for n in range(12)])
    officer.institutions.add(addressees[0].institution)
    paper = started(officer, addressees)
    assert paper.answers.count() > 5

    with django_assert_max_num_queries(30):
        client.get(address(paper))


def test_a_colleagues_paper_can_be_written_in(client, page, paper, addressees):
    colleague = OfficerFactory(has_all_institutions=False)
    colleague.institutions.add(addressees[0].institution)
    client.force_login(colleague)

    client.post(address(paper), sent(page, **{field(first(paper), "summary"): "Hers"}))

    assert first(paper).summary == "Hers"
