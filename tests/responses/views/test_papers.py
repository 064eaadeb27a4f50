"""A paper is handed over once: its text or its file, and what it is."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.partial_dates import PartialDate
from responses.models import Paper
from tests.recommendations.factories import AddresseeFactory, InquiryFactory
from tests.responses.factories import DocumentFactory, OfficerFactory, ResponseFactory
from tests.responses.papers import address, addressed, started, text_of
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db
NEW = "/desk/papers/new/"
SAMPLES = settings.BASE_DIR / "fixtures" / "samples"


@pytest.fixture
def addressees(officer):
    addressees = addressed(3)
    officer.institutions.add(addressees[0].institution)
    return addressees


@pytest.fixture
def paper(officer, addressees):
    return started(officer, addressees)


def typed(addressees, **changes):
    titles = [each.recommendation.title for each in addressees]
    return {
        "inquiry": addressees[0].report.inquiry_id,
        "text": text_of(*titles),
        "title": "Government response to the Internet Report",
        "published": "10 November 2020",
        "url": "https://example.org/response",
        "publisher_1": addressees[0].institution_id,
        "confidence": "primary",
    } | changes


def test_pasted_text_becomes_a_draft_that_proposes(client, addressees):
    page = client.post(NEW, typed(addressees), follow=True)

    paper = Paper.objects.get()
    assert page.redirect_chain == [(address(paper), 302)]
    assert "3 answers were found" in text(page)
    assert paper.published == PartialDate(2020, 11, 10)
    assert paper.file_name == ""


@pytest.mark.parametrize(
    "name", ["lambeth-progress.pdf", "westminster.html", "anglican-table.docx"]
)
def test_a_file_is_read_and_not_kept(client, addressees, name):
    file = SimpleUploadedFile(name, (SAMPLES / name).read_bytes())

    page = client.post(NEW, typed(addressees, text="", file=file))

    paper = Paper.objects.get()
    assert page.status_code == 302
    assert (paper.file_name, bool(paper.blocks)) == (name, True)


def test_what_is_left_blank_is_taken_from_the_paper(client, addressees):
    above = "Home Office\n\nGovernment response to the Internet Report\n\nNovember 2020"
    words = text_of("Age verification", above=above)
    blank = {"title": "", "published": "", "publisher_1": "", "text": words}

    client.post(NEW, typed(addressees, **blank))

    paper = Paper.objects.get()
    assert paper.title == "Government response to the Internet Report"
    assert paper.published == PartialDate(2020, 11)
    assert paper.publishers.get().slug == "home-office"


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"text": ""}, "text", "Paste the paper's text, or choose its file."),
        ({"inquiry": ""}, "inquiry", "Choose the inquiry that the paper answers."),
        ({"title": ""}, "title", "Enter the title of the paper."),
        ({"published": ""}, "published", "Enter the date on which"),
        ({"published": "10 November"}, "published", "must include a year"),
        ({"url": ""}, "url", "Enter the web address at which"),
        ({"url": "javascript:alert(1)"}, "url", "such as https://"),
        ({"publisher_1": ""}, "publisher_1", "Choose who published"),
        ({"publisher_2": "999"}, "publisher_2", "Choose a body from the list."),
        ({"confidence": "sure"}, "confidence", "Select a valid choice"),
        ({"reports": ["x"]}, "reports", "Choose from the reports listed."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client, addressees, wrong, field, message
):
    said = typed(addressees, text="Nothing but a sentence of no telling words.")

    page = client.post(NEW, said | wrong)

    assert message in page.context["form"].errors[field][0]
    for name, value in (said | wrong).items():
        if isinstance(value, str):
            assert page.context["form"][name].value() == value
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\nnothing more", "paste its text"),
        (b"PK\x03\x04 cut short", "damaged or cut short"),
        (b"\x89PNG\r\n", "is a picture"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    client, addressees, data, message
):
    file = SimpleUploadedFile("paper.pdf", data)

    page = client.post(NEW, typed(addressees, text="", file=file))

    assert message in str(page.context["form"].errors["file"])
    assert "has to be chosen again" in text(page)
    assert not Paper.objects.exists()


def test_text_and_file_are_not_taken_together(client, addressees):
    file = BytesIO(b"Words")
    file.name = "words.txt"

    page = client.post(NEW, typed(addressees, file=file))

    assert "not both" in str(page.context["form"].errors["file"])


def test_reports_are_of_the_inquiry_that_is_chosen(client, addressees):
    other = InquiryFactory(slug="covid")

    page = client.post(
        NEW, typed(addressees, inquiry=other.pk, reports=[addressees[0].report_id])
    )

    assert "Choose reports of COVID" in str(page.context["form"].errors["reports"])


def test_a_document_of_the_register_is_recognised_and_chosen(client, addressees):
    held = DocumentFactory(url="https://example.org/response/", title="As held")
    held.publishers.add(addressees[0].institution, through_defaults={"order": 1})
    ResponseFactory(document=held, addressee=addressees[0])
    said = typed(addressees, title="", published="", publisher_1="")

    asked = client.post(NEW, said)
    assert "The register may hold this document" in text(asked)
    assert "As held (10 November 2020)" in text(asked)

    page = client.post(NEW, said | {"document": held.pk}, follow=True)
    paper = Paper.objects.get()
    assert (paper.document, paper.title) == (held, "As held")
    assert "recorded already" in text(page)


def test_a_document_like_one_of_the_register_can_be_another(client, addressees):
    DocumentFactory(title="GOVERNMENT response to the Internet report")
    said = typed(addressees)

    assert client.post(NEW, said).status_code == 200
    assert client.post(NEW, said | {"document": "another"}).status_code == 302
    assert Paper.objects.get().document is None


def test_the_address_may_name_the_inquiry_and_the_report(client, addressees):
    report = addressees[0].report

    page = client.get(f"{NEW}?inquiry=iicsa&report={report.slug}")

    assert page.context["form"]["reports"].value() == [report.pk]
    assert client.get(f"{NEW}?inquiry=%00&report=x").status_code == 200
    assert client.get(f"{NEW}?inquiry=iicsa&report=%00").status_code == 200


def test_what_a_paper_is_can_be_corrected(client, paper):
    url = address(paper, "describe-paper")
    page = client.get(url)
    fields = page.context["form"].visible_fields()
    said = {each.html_name: each.value() or "" for each in fields}
    said |= {"version": paper.version, "title": "Joint response", "published": "2020"}

    assert client.post(url, said).status_code == 302
    paper.refresh_from_db()
    assert (paper.title, paper.published) == ("Joint response", PartialDate(2020))

    stale = client.post(url, said | {"title": "Mine"})
    assert "Somebody else has saved a change" in text(stale)
    assert stale.context["form"]["title"].value() == "Mine"


def test_the_text_of_a_paper_can_be_read(client, paper):
    page = client.get(address(paper, "paper-text"))

    assert "2. The Government has considered this with care" in text(page)


def test_a_paper_is_discarded_once_it_was_seen(client, paper):
    url = address(paper, "discard-paper")

    client.post(url, {"version": "7"})
    client.post(url, {})
    assert client.get(address(paper)).status_code == 200

    client.post(url, {"version": paper.version})
    assert client.get(address(paper)).status_code == 404


def test_my_papers_are_listed_at_the_desk_and_by_themselves(client, paper):
    for page in ("/desk/", "/desk/papers/"):
        assert address(paper) in client.get(page).content.decode()


@pytest.mark.parametrize(
    "name", ["paper", "describe-paper", "paper-text", "review-paper"]
)
def test_for_anybody_else_a_paper_does_not_exist(client, paper, name):
    other = AddresseeFactory()
    stranger = OfficerFactory(has_all_institutions=False)
    stranger.institutions.add(other.institution)
    client.force_login(stranger)

    assert client.get(address(paper, name)).status_code == 404
    for page in ("/desk/", "/desk/papers/"):
        assert paper.title not in text(client.get(page))


def test_a_colleague_for_the_same_bodies_finds_it(client, paper, addressees):
    colleague = OfficerFactory(has_all_institutions=False)
    colleague.institutions.add(addressees[0].institution)
    client.force_login(colleague)

    assert address(paper) in client.get("/desk/papers/").content.decode()
    assert client.get(address(paper)).status_code == 200


def test_an_account_that_is_closed_sees_none(client, paper, officer):
    officer.is_active = False
    officer.save()

    assert client.get(address(paper)).status_code == 302


def test_times_are_those_of_london(client, paper):
    Paper.objects.update(saved_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))

    assert "2 July 2026, 00:30" in text(client.get("/desk/papers/"))
