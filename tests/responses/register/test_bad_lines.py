"""Whatever is wrong with a file is said with its place, and nothing is stored."""

import pytest

from recommendations.models import Inquiry, Institution, Recommendation
from responses.models import Response
from tests.responses.factories import OfficerFactory, ResponseFactory

# File, what stands there, what is written instead, and what is said of it.
CASES = [
    (
        "inquiries",
        "iicsa,Ind",
        "the inquiry,Ind",
        "2: slug: 'the inquiry' is not a slug",
    ),
    ("inquiries", ",6,", ",six,", "2: response_months: 'six' is not a whole number"),
    ("inquiries", ",6,", ",100,", "2: response_months: '100' is not a whole number"),
    ("inquiries", "2015-03-12", "2015-02-30", "2: established: February 2015 has days"),
    ("inquiries", "2015-03-12", "12/03/2015", "2: established: '12/03/2015' is not a"),
    ("inquiries", "2015-03-12", "0215-03-12", "2: established: The year must have"),
    ("inquiries", "2015-03-12", "9999-12", "2: established: 9999-12 lies outside"),
    ("inquiries", "https", "javascript", "2: url: 'javascript://example.org/' is not"),
    ("inquiries", "Independent Inquiry", "", "2: name: is blank, and may not be."),
    (
        "inquiries",
        "Independent",
        "Inde\0pendent",
        "2: name: holds the character U+0000",
    ),
    ("inquiries", "Independent", "\u202eInde", "2: name: holds the character U+202E"),
    ("inquiries", "Independent", "x" * 300, "2: name: has 308 characters: shorten"),
    ("ladder", ",no,", ",maybe,", "2: public: 'maybe' is neither yes nor no."),
    ("ladder", "iicsa", "covid", "2: inquiry_slug: there is no covid in inquiries.csv"),
    (
        "investigations",
        "The Internet",
        '"The\nInternet"',
        "2: title: goes over several",
    ),
    ("hearings", "public", "private", "2: kind: 'private' is not known: write one of"),
    ("hearings", "2018-01,", "2017-12,", "2: ends: 2017-12 is before the start"),
    ("reports", ",internet,", ",web,", "2: investigation_slug: there is no iicsa/web"),
    (
        "institutions",
        "department,uk",
        "department,us",
        "2: parent_slug: there is no us",
    ),
    (
        "institutions",
        "ent,,,,,,",
        "ent,home-office,,,,,",
        "2: parent_slug: leads round",
    ),
    ("institutions", "UK Government", "Home Office", "3: name: 'Home Office' stands"),
    ("recommendations", "internet,2,2", "internet,1,2", "3: reference: names the same"),
    (
        "recommendations",
        "internet,2,2",
        "internet,2,1",
        "3: number: '1' stands in line 2",
    ),
    (
        "recommendations",
        "ing.,,",
        "ing.,web/9,",
        "2: restates: there is no iicsa/web/9",
    ),
    ("recommendations", "ing.,,", "ing.,web,", "2: restates: 'web' is not a reference"),
    ("addressees", "default", "soon", "2: deadline: 'soon' is not a deadline: write"),
    ("addressees", "default", "date:2020-13", "2: deadline: The month must be from 1"),
    ("addressees", "home-office", "a;a", "2: leads: names the same one twice"),
    ("addressees", "home-office", "ho", "2: leads: there is no ho in institutions.csv"),
    ("addressees", ",1,uk", ",7,uk", "2: reference: there is no iicsa/internet/7 in"),
    ("addressees", "default,,", "default,", "2: has 6 cells where the header has 7"),
    ("documents", "2020-11-10", "", "2: published: is blank, and may not be."),
    ("responses", "accepted,", "agreed,", "2: position: 'agreed' is not known: write"),
    ("responses", "hmg-2020", "hmg", "2: document_slug: there is no hmg in documents"),
    ("responses", ",internet,1", ",internet,9", "there is no iicsa/internet/9"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), CASES)
def test_a_bad_cell_is_named_with_its_file_line_and_column(
    register, name, old, new, said
):
    register.edit(name, old, new)

    problems = register.problems()

    assert any(said in each and each.startswith(f"{name}.csv:") for each in problems)


def test_three_broken_lines_give_three_messages_and_store_nothing(register):
    register.edit("recommendations", "internet,1,1,", "internet,1,one,")
    register.append(
        "recommendations",
        "internet,3,3,Third,yes,Text.,,gone,,primary,",
        "internet,4,4,Fourth,yes,,,current,,primary,",
    )

    problems = register.problems()

    places = [problem.split(" ")[0:2] for problem in problems]
    assert places == [
        ["recommendations.csv:2:", "number:"],
        ["recommendations.csv:4:", "status:"],
        ["recommendations.csv:5:", "summary:"],
    ]
    assert not Inquiry.objects.exists()


def test_a_bad_row_is_not_reported_again_by_what_refers_to_it(register):
    register.edit("reports", "investigation,2020-03-12", "essay,2020-03-12")

    assert len(register.problems()) == 1


def test_lines_are_counted_as_an_editor_shows_them(register):
    register.edit("recommendations", "Asks for screening.", '"Asks\nfor\nscreening."')
    register.edit("recommendations", "internet,2,2", "internet,2,two")

    (problem,) = register.problems()

    assert problem.startswith("recommendations.csv:5: number: ")


def test_a_missing_file_is_named(register):
    register.path("hearings").unlink()
    register.path("scope").unlink()

    assert register.problems() == [
        "scope.csv: is missing: a file with only its first line will do.",
        "hearings.csv: is missing: a file with only its first line will do.",
    ]


def test_without_inquiries_the_other_files_are_checked_all_the_same(register):
    register.path("inquiries").unlink()
    register.edit("documents", "2020-11-10", "soon")

    assert [each.split(":")[0] for each in register.problems()] == [
        "inquiries.csv",
        "documents.csv",
    ]


def test_a_missing_directory_is_named(register):
    register.directory = register.directory / "nowhere"

    assert "is no directory" in register.problems()[0]


def test_unknown_missing_and_repeated_columns_are_named(register):
    register.edit("documents", "slug,title,published", "slug,slug,heading")

    assert [each.split(": ", 1)[1][:40] for each in register.problems()[:3]] == [
        "has columns that are not known: 'heading",
        "names a column twice: slug.",
        "lacks the columns title, published.",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "documents.csv: is empty: the first line names slug, title"),
        (b"\xff\xfes\0", "documents.csv: is UTF-16: save it as UTF-8"),
        (b"slug;title;published", "1: is separated by semicolons: save it with commas"),
        (b"slug\ttitle", "documents.csv:1: is separated by tabs: save it with commas."),
        (b"HEAD\nd,Caf\xe9,2020,,,,primary\n", "2: is not UTF-8 (byte E9): save it"),
        (b"HEAD\nd,\xed\xa0\x80,2020,,,,primary\n", "2: is not UTF-8 (byte ED)"),
        (b'HEAD\nd,"T,2020,,,,primary\n', "2: opens a quotation mark that is never"),
        (b'HEAD\nd,"T"x,2020,,,,primary\n', "2: has text after a closing quotation"),
        (b"HEAD\rd,T,2020,,,,primary\r", "1: ends its lines with CR alone"),
        (b"HEAD\nd," + b"x" * 140_000 + b"\n", "2: has a cell of more than 131,072"),
        (b"HEAD\n" + b"x," * 600_000, "2: is longer than 1,048,576 bytes."),
    ],
)
def test_a_file_that_is_no_such_csv_is_refused_with_what_to_do(register, data, said):
    header = b"slug,title,published,publishers,url,source_url,confidence"
    register.path("documents").write_bytes(data.replace(b"HEAD", header))

    assert any(said in problem for problem in register.problems())


def test_a_byte_order_mark_crlf_blank_lines_and_spaces_do_no_harm(register):
    data = register.path("documents").read_bytes().replace(b"\n", b"\r\n\r\n")
    data = data.replace(b",2020-11-10,", b", 2020-11-10 ,")
    register.path("documents").write_bytes(b"\xef\xbb\xbf" + data + b",,,,,,\r\n")

    assert register.load().tallies["documents"].added == 1


def test_what_the_database_alone_refuses_is_a_message_too(register):
    register.load()
    Institution.objects.filter(slug="home-office").update(name="Office of the Home")
    Institution.objects.create(slug="old", name="Home Office", kind="other")

    (problem,) = register.problems()

    assert problem.startswith("institutions.csv:2: the database refuses this row")
    assert "(name)=(Home Office) already exists" in problem


def test_an_officers_draft_is_in_the_way_of_the_same_response(register):
    register.load()
    draft = Response.objects.get()
    Response.objects.filter(pk=draft.pk).update(
        status="draft", recorded_by=OfficerFactory()
    )

    (problem,) = register.problems()

    assert problem.startswith("responses.csv:2: document_slug: an officer has drafted")
    assert Response.objects.get().status == "draft"


def test_a_paper_known_only_from_a_draft_may_be_loaded(register):
    ResponseFactory(document__slug="hmg-2020", status="draft")

    assert register.load().tallies["documents"].changed == 1


def test_recommendations_may_not_restate_one_another_in_a_circle(register):
    register.edit("recommendations", "screening.,,", "screening.,internet/2,")
    register.edit("recommendations", "checks.,,", "checks.,internet/1,")

    (problem,) = register.problems()

    assert problem.startswith(
        "recommendations.csv:2: restates: leads round in a circle"
    )
    assert not Recommendation.objects.exists()


def test_several_inquiries_must_be_told_apart(register):
    register.append("inquiries", "covid,Covid-19 Inquiry,,,,6,,")

    assert (
        "scope.csv: needs a column inquiry_slug: inquiries.csv does not name just one."
    ) in register.problems()
