"""The command reads a paper, says what it answers, and stores nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import Recommendation
from tests.recommendations.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(
        "Government response to the Internet report\n\n"
        "Recommendation 3: Age verification\n\n"
        "7. We agree, and will bring in a bill.\n\n"
        "8. It will be laid before the House this year.\n"
    )
    return path


@pytest.fixture
def age_verification():
    return RecommendationFactory(
        report__slug="internet", number=3, title="Age verification"
    )


def test_match_document_prints_the_proposals_as_json(capsys, paper, age_verification):
    silent = RecommendationFactory(report=age_verification.report, title="Removal")

    call_command("match_document", str(paper), "--json")

    answer = json.loads(capsys.readouterr().out)
    (proposal,) = answer["proposals"]
    assert proposal["reference"] == "iicsa/internet/3"
    assert proposal["heading"] == "Recommendation 3: Age verification"
    assert proposal["paragraphs"] == "7-8"
    assert set(proposal) == {
        *("reference", "heading", "paragraphs", "confidence", "reason")
    }
    assert answer["silent"] == [silent.identifier]
    assert answer["unmatched_headings"] == []


def test_match_document_says_it_in_words(capsys, paper, age_verification):
    call_command("match_document", str(paper))

    said = capsys.readouterr().out
    assert "iicsa/internet/3" in said
    assert "paragraphs: 7-8" in said
    assert "Nothing is stored." in said


def test_match_document_stores_nothing_and_asks_once(
    paper, age_verification, django_assert_num_queries
):
    with django_assert_num_queries(1):
        call_command("match_document", str(paper))

    assert Recommendation.objects.count() == 1


def test_match_document_says_where_it_looked_in_vain(paper, age_verification):
    with pytest.raises(CommandError, match="of the report 'online'"):
        call_command("match_document", str(paper), "--report", "online")


def test_match_document_says_that_the_register_is_empty(paper):
    with pytest.raises(CommandError, match="load one with load_register"):
        call_command("match_document", str(paper))


def test_match_document_says_which_file_it_cannot_open(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened: No such file"):
        call_command("match_document", str(tmp_path / "none.txt"))


def test_match_document_says_why_it_cannot_read_a_file(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_bytes(b"")

    with pytest.raises(CommandError, match="The file is empty"):
        call_command("match_document", str(path))


@pytest.mark.parametrize("arguments", [[], ["--report", "custodial-institutions"]])
def test_match_document_finds_the_report_that_is_answered(capsys, iicsa, arguments):
    sample = iicsa.parent / "samples" / "custodial-institutions.txt"

    call_command("match_document", str(sample), "--json", *arguments)

    answer = json.loads(capsys.readouterr().out)
    assert [(p["reference"], p["paragraphs"]) for p in answer["proposals"]] == [
        ("iicsa/custodial-institutions/pain-compliance", "3-4"),
        ("iicsa/custodial-institutions/3", "5-6"),
        ("iicsa/custodial-institutions/1", "7-9"),
        ("iicsa/custodial-institutions/2", "10"),
    ]
    assert answer["silent"] == []
