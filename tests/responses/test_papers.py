"""What is read out of papers, and what is refused."""

import subprocess
import sys
import zipfile
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.conf import settings

from responses.papers import (
    Heading,
    Paragraph,
    Row,
    UnreadablePaper,
    paper_from_text,
    read_paper,
)
from responses.papers.refusals import MOST_BYTES, MOST_CHARACTERS

SAMPLES = settings.BASE_DIR / "fixtures" / "samples"


def read(data, name="paper"):
    return read_paper(BytesIO(data), name)


def html(body):
    return read(f"<!doctype html><html><body>{body}".encode()).blocks


def word(*paragraphs, body=None):
    """Return a Word file, with the given bytes for its words if there are any."""
    document, saved = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(saved)
    if body is None:
        return saved.getvalue()
    packed = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", 8) as target:
        for member in source.infolist():
            is_body = member.filename == "word/document.xml"
            target.writestr(member.filename, body if is_body else source.read(member))
    return packed.getvalue()


def pdf(pages=1, **saving):
    document, saved = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(100, 100)
    document.save(saved, **saving)
    return saved.getvalue()


def test_a_text_is_read_as_headings_and_numbered_paragraphs():
    paper = paper_from_text("Ages\n\n1. We agree.\n2. We will act.")

    assert paper.title == ""
    assert paper.blocks == (
        Heading("Ages"),
        Paragraph("We agree.", "1"),
        Paragraph("We will act.", "2"),
    )


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("7. One.\n8. Two.", [Paragraph("One.", "7"), Paragraph("Two.", "8")]),
        ("4.1 One.\n4.2 Two.", [Paragraph("One.", "4.1"), Paragraph("Two.", "4.2")]),
        ("1.\nWe agree.", [Paragraph("We agree.", "1")]),
        (
            "Pupils were pro-\ntected there.",
            [Paragraph("Pupils were protected there.")],
        ),
        ("We agree.\n\nPage 3 of 17\n\nWe act.", ["We agree.", "We act."]),
        ("We agree.\n\n¹ A note.\n\nWe act.", ["We agree.", "We act."]),
        ("The o\ufb03cers agree.", ["The officers agree."]),
        (
            "Contents\nImages .... 3\nAges .... 4\n\nImages\n\nWe agree.",
            [Heading("Images"), "We agree."],
        ),
        (
            "Contents\nImages\nAges\n\nImages\n\nWe agree.\n\nAges\n\nNo.",
            [Heading("Images"), "We agree.", Heading("Ages"), "No."],
        ),
    ],
)
def test_the_blemishes_of_conversion_are_mended(text, blocks):
    wanted = [Paragraph(b) if isinstance(b, str) else b for b in blocks]

    assert list(paper_from_text(text).blocks) == wanted


def test_a_heading_on_top_of_each_page_is_no_page_header():
    pages = [f"Recommendation {n}\n\nWe agree, and so on {n}.\n" for n in range(1, 6)]

    paper = paper_from_text("\f".join(pages))

    kinds = [type(block) for block in paper.blocks]
    assert kinds == [Heading, Paragraph] * 5


def test_a_list_within_a_paragraph_does_not_number_paragraphs():
    paper = paper_from_text("7. Three things:\n\n1. one;\n2. two.\n\n8. We agree.")

    assert [block.number for block in paper.blocks if block.number] == ["7", "8"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_office_software_writes(encoding):
    paper = read("“Café” – we agree.".encode(encoding))

    assert paper.blocks == (Paragraph("“Café” – we agree."),)


def test_html_keeps_headings_numbers_and_tables():
    blocks = html(
        "<h2>Ages</h2><ol start=4><li>We agree.</ol><p><b>Images</b></p>"
        "<table><tr><th>No.<th>Response<tr><td>2<td>We <i>agree</i>.</table>"
    )

    assert blocks == (
        Heading("Ages", 2),
        Paragraph("We agree.", "4"),
        Heading("Images"),
        Row(("2", "We agree ."), ("No.", "Response")),
    )


@pytest.mark.parametrize(
    "active",
    [
        "<script>evil</script>",
        "<style>evil</style>",
        "<div hidden>evil</div>",
        "<!-- evil -->",
        "<iframe srcdoc='evil'>evil</iframe>",
        "<form>evil</form>",
        "<p onclick='evil()'></p>",
    ],
)
def test_only_the_words_of_a_page_are_kept(active):
    assert html(f"{active}<p>We agree.</p>") == (Paragraph("We agree."),)


def test_word_counts_paragraphs_and_so_do_we():
    paper = read((SAMPLES / "two-reports.docx").read_bytes())

    numbers = [b.number for b in paper.blocks if isinstance(b, Paragraph) and b.number]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_a_pdf_is_read_without_its_page_headers_and_contents():
    paper = read((SAMPLES / "lambeth-progress.pdf").read_bytes())

    words = " ".join(paper.words)
    assert "Lambeth progress report: January 2022" not in words
    assert "Page 2" not in words
    assert [b.text for b in paper.blocks if isinstance(b, Heading)].count(
        "Foreword"
    ) == 1


def test_what_a_file_is_its_bytes_say():
    assert read(word("We agree."), "paper.pdf").blocks == (Paragraph("We agree."),)


LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha ha ha ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    + b'] ><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml'
    b'/2006/main"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)
DEEP = b"<w:tbl>" * 100_000 + b"</w:tbl>" * 100_000


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "The file is empty"),
        (b"\0" * 100, "The file is empty"),
        (b"a" * (MOST_BYTES + 1), "larger than 20 MB"),
        (b"{\\rtf1 We agree.}", "is an RTF file. Save it as text, HTML, DOCX or PDF"),
        (b"\xd0\xcf\x11\xe0 old", "is an older Word or Office file"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\x7fELF\0\0", "is not text, HTML, DOCX or PDF"),
        (b"PK\x03\x04 cut short", "damaged or cut short"),
        (word("We agree.")[:9000], "damaged or cut short"),
        (word(body=LAUGHS), "could not be read"),
        (word(body=DEEP), "could not be read"),
        (word(body=b" " * (101 * 2**20)), "unpacks to more than 100 MB"),
        (b"%PDF-1.7 nothing more", "could not be read"),
        (pdf(), "holds no text: its pages are pictures"),
        (pdf(pages=1001), "has 1,001 pages: at most 1,000 are read"),
        (b"<html><body><p> </p>", "There are no words in it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data, message):
    with pytest.raises(UnreadablePaper, match=message):
        read(data)


@pytest.mark.parametrize("text", ["a" * (MOST_CHARACTERS + 1), "a\n" * 60_001])
def test_pasted_text_has_a_greatest_length(text):
    with pytest.raises(UnreadablePaper, match="more than 3,000,000 characters or"):
        paper_from_text(text)


def test_a_file_too_large_is_refused_before_it_is_read():
    class Endless(BytesIO):
        def read(self, size=-1):
            assert 0 < size <= MOST_BYTES + 1
            return b"a" * size

    with pytest.raises(UnreadablePaper, match="larger than 20 MB"):
        read_paper(Endless(), "endless.txt")


def test_the_process_that_reads_stays_small():
    """However much a file asks for: this one asks for gigabytes."""
    reading = [sys.executable, "-m", "responses.papers.worker", "docx"]

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *reading],
        input=word(body=LAUGHS),
        capture_output=True,
        cwd=settings.BASE_DIR,
        check=True,
    )

    assert int(done.stdout) < 200 * 2**20


# What macOS counts in bytes, Linux counts in kilobytes.
UNIT = 1 if sys.platform == "darwin" else 1024
MEASURE = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], capture_output=True, input=sys.stdin.buffer.read());"
    f"print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * {UNIT})"
)
