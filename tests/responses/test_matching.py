"""Which recommendations a paper answers, and where.

The samples are papers written for the project about the recommendations of the IICSA
register; fixtures/samples/README.md says what each is like.
"""

import csv
from functools import cache

import pytest
from django.conf import settings

from responses.matching import LIKELY, Candidate, propose
from responses.papers import Paper, Paragraph, Row, paper_from_text, read_paper

SAMPLES = settings.BASE_DIR / "fixtures" / "samples"
# The worked sample is the Home Office's; it is read where it lies, beside the project.
WORKED = settings.BASE_DIR.parent / "shared" / "data" / "papers"

ANSWERED = {
    "custodial-institutions.txt": [
        ("custodial-institutions/pain-compliance", "3-4"),
        ("custodial-institutions/3", "5-6"),
        ("custodial-institutions/1", "7-9"),
        ("custodial-institutions/2", "10"),
    ],
    "westminster.html": [
        ("westminster/1", "2.1-2.2"),
        ("westminster/2", "3.1-3.2"),
        ("westminster/3", "4.1"),
        ("westminster/4", "5.1-5.3"),
        ("westminster/5", "5.1-5.3"),
    ],
    "insurers-letter.txt": [
        ("accountability-reparations/2", ""),
        ("accountability-reparations/4", ""),
    ],
    "final-report-wales.html": [
        (f"final-report/{number}", "") for number in (1, 2, 3, 4, 16, 17)
    ],
    "two-reports.docx": [
        ("children-outside-uk-phase-2/3", "2"),
        ("children-outside-uk-phase-2/1", "3-4"),
        ("cse-organised-networks/1", "5"),
        ("cse-organised-networks/2", "6-7"),
        ("cse-organised-networks/3", "6-7"),
        ("cse-organised-networks/6", "8"),
    ],
    "anglican-table.docx": [(f"anglican-church/{n}", "") for n in (8, 1, 2, 6, 7)],
    "lambeth-progress.pdf": [
        ("lambeth-council/2", "3-4"),
        ("lambeth-council/3", "5-6"),
        ("lambeth-council/1", "7"),
    ],
    "nottinghamshire.txt": [
        ("nottinghamshire-councils/1", "2.1-2.3"),
        ("nottinghamshire-councils/2", "2.4-2.5"),
    ],
    "catholic-council.html": [(f"roman-catholic-church/{n}", "") for n in range(1, 7)],
    "interim-report-update.txt": [
        ("interim-report/chief-officers", ""),
        ("interim-report/lanzarote-convention", ""),
        ("interim-report/same-roof-rule", ""),
        ("interim-report/unspent-convictions", ""),
        ("interim-report/victims-code-inspection", ""),
        ("interim-report/support-services-spending", ""),
    ],
    "consultation-notice.txt": [],
}
INTERNET = [
    ("internet/4", "7-8"),
    ("internet/1", "9-10"),
    ("internet/3", "11-16"),
    ("internet/2", "17-22"),
]
PAPERS = [
    *((SAMPLES / name, answered) for name, answered in ANSWERED.items()),
    *((path, INTERNET) for path in WORKED.glob("003_*.txt")),
]


def read(path):
    with path.open("rb") as file:
        return read_paper(file, path.name)


def made(number, title, summary="Asks for it.", *, report="internet", part=""):
    return Candidate(
        reference=f"iicsa/{report}/{number}{part}",
        report=f"iicsa/{report}",
        report_title=f"The {report.title()} Investigation Report",
        number=number,
        part=part,
        title=title,
        summary=summary,
    )


def references(matches):
    return [proposal.reference for proposal in matches.proposals]


@cache
def register():
    """The candidates of the IICSA register; test_candidates.py has them from rows."""
    rows, titles = table("recommendations"), table("reports")
    title_of = {row["slug"]: row["title"] for row in titles}
    return [
        Candidate(
            reference=f"iicsa/{row['report_slug']}/{row['reference']}",
            report=f"iicsa/{row['report_slug']}",
            report_title=title_of[row["report_slug"]],
            number=int(row["number"]) if row["number"] else None,
            part="",
            title=row["title"],
            summary=row["summary"],
            inquiry_title="Independent Inquiry into Child Sexual Abuse",
        )
        for row in rows
    ]


def table(name):
    with (settings.BASE_DIR / "fixtures" / "iicsa" / f"{name}.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("is_named", [False, True], ids=["unnamed", "named"])
@pytest.mark.parametrize(("path", "answered"), PAPERS, ids=lambda made: str(made)[-30:])
def test_a_paper_is_matched_in_its_own_order(path, answered, is_named):
    reports = {f"iicsa/{ref.split('/')[0]}" for ref, _ in answered}

    matches = propose(read(path), register(), reports=reports if is_named else ())

    found = [(p.reference, p.paragraphs) for p in matches.proposals]
    assert found == [(f"iicsa/{ref}", where) for ref, where in answered]
    assert all(proposal.confidence >= LIKELY for proposal in matches.proposals)


def test_what_a_paper_leaves_out_is_silent():
    matches = propose(read(SAMPLES / "anglican-table.docx"), register())

    assert matches.silent == tuple(f"iicsa/anglican-church/{n}" for n in (3, 4, 5))
    assert matches.unmatched_headings == ("Further reading",)


def test_headings_that_match_nothing_are_named():
    matches = propose(read(SAMPLES / "catholic-council.html"), register())

    assert matches.unmatched_headings == ("Thanks",)


def test_a_number_is_not_trusted_in_another_report():
    paper = read(SAMPLES / "westminster.html")

    assert propose(paper, register(), reports=["iicsa/internet"]).proposals == ()


REGISTER = [
    made(1, "Pre-screening of images before uploading"),
    made(2, "Removal of images"),
    made(3, "Age verification", "Stricter checks of the ages of users."),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendation 2\n\nWe agree.", [2]),
        ("Recommendations 1 to 3\n\nWe agree.", [1, 2, 3]),
        ("Recommendations 1 and 3: images and ages\n\nWe agree.", [1, 3]),
        ("Verification of age\n\nWe agree.", [3]),
        ("Recommendation 3 - Age verification\n\nWe agree.", [3]),
        ("The removal of images from the internet\n\nWe agree.", [2]),
        ("Recommendation 3: A duty to check.\nWe will do so.", [3]),
        ("Dear Professor\n\nThe second recommendation is accepted.", [2]),
        ("Introduction\n\nThe report makes recommendation 2 and others.", []),
        ("Parking\n\nSee our response to recommendation 2.", []),
        ("Cycling to work\n\nWe agree with all who like it.", []),
    ],
)
def test_headings_and_sentences_name_recommendations(text, expected):
    matches = propose(paper_from_text(text), REGISTER)

    assert references(matches) == [f"iicsa/internet/{number}" for number in expected]


def test_a_title_counts_for_more_than_a_number_of_the_papers_own():
    paper = paper_from_text(
        "Recommendation 1: Age verification\n\nWe agree.\n\n"
        "Recommendation 3: Removal of images\n\nWe agree.\n"
    )

    assert references(propose(paper, REGISTER)) == [
        "iicsa/internet/3",
        "iicsa/internet/2",
    ]


def test_a_part_is_told_from_the_other_parts():
    register = [made(1, "Apologies", part="a"), made(1, "Payments", part="b")]
    paper = paper_from_text("Recommendation 1(b)\n\nWe agree.")

    assert references(propose(paper, register)) == ["iicsa/internet/1b"]


def test_a_number_alone_names_every_part():
    register = [made(1, "Apologies", part="a"), made(1, "Payments", part="b")]
    paper = paper_from_text("Recommendation 1\n\nWe agree.")

    assert references(propose(paper, register)) == [
        "iicsa/internet/1a",
        "iicsa/internet/1b",
    ]


def test_one_recommendation_answered_in_two_places_is_proposed_once():
    paper = paper_from_text(
        "Age verification\n\n1. We agree.\n\n"
        "Removal of images\n\n2. We do not.\n\n"
        "Age verification\n\n3. A bill will follow.\n"
    )

    first, second = propose(paper, REGISTER).proposals

    assert (first.paragraphs, second.paragraphs) == ("1, 3", "2")
    assert "answered in 2 places" in first.reason


def test_the_reason_says_what_was_found_and_where():
    paper = paper_from_text("Recommendation 3: Age verification\n\n7. Yes.\n\n8. Soon.")

    (proposal,) = propose(paper, REGISTER).proposals

    assert proposal.reason == (
        "The heading names recommendation 3 of The Internet Investigation Report and "
        "is the recommendation's title. Paragraphs 7 to 8 stand under it."
    )
    assert proposal.excerpt == "Yes."


def test_rows_that_go_on_about_the_row_above_are_its_answer():
    paper = Paper(
        "",
        (
            Row(("Recommendation 3", "Ages are to be checked.")),
            Row(("Response", "We agree.")),
            Row(("Recommendation 2", "Pictures are to be removed.")),
        ),
    )

    matches = propose(paper, REGISTER)

    assert references(matches) == ["iicsa/internet/3", "iicsa/internet/2"]


def test_a_restated_recommendation_is_the_one_of_the_report_that_is_named():
    register = [*REGISTER, made(20, "Age verification", report="final")]
    paper = paper_from_text(
        "Response to the Final report\n\nAge verification\n\nWe agree."
    )

    assert references(propose(paper, register)) == ["iicsa/final/20"]


def test_a_heading_may_name_its_report_beside_the_number():
    register = [*REGISTER, made(3, "Honours", report="westminster")]
    paper = paper_from_text(
        "Internet: recommendation 3\n\nWe agree.\n\n"
        "Westminster: recommendation 3\n\nWe do not.\n"
    )

    assert references(propose(paper, register)) == [
        "iicsa/internet/3",
        "iicsa/westminster/3",
    ]


def test_nothing_is_proposed_where_there_is_nothing_to_propose():
    matches = propose(paper_from_text("Age verification\n\nWe agree."), [])

    assert (matches.proposals, matches.silent) == ((), ())


def test_a_paper_without_numbers_has_none_made_up():
    paper = Paper("", (Paragraph("Recommendation 3: ages. We agree."),))

    (proposal,) = propose(paper, REGISTER).proposals

    assert proposal.paragraphs == ""
    assert "not numbered" in proposal.reason
