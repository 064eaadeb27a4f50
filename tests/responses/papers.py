"""Response papers, for tests: their words, and what is typed about them."""

from uuid import uuid4

from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from recommendations.models import Confidence, Institution
from recommendations.partial_dates import PartialDate
from responses.papers import paper_from_text
from responses.services import (
    Description,
    NewPaper,
    PaperEdit,
    Publication,
    start_paper,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import NOW

TITLES = ["Age verification", "Removal of images", "Draft code of practice"]


def addressed(count, *, body=None, titles=TITLES, report="internet"):
    """Return addressees of one report, one a recommendation, all of one body."""
    body = body or InstitutionFactory(name="Home Office", slug="home-office")
    first = AddresseeFactory(
        institution=body,
        recommendation__title=titles[0],
        recommendation__report__slug=report,
        recommendation__report__title=f"The {report.title()}",
    )
    report = first.recommendation.report
    return [first] + [
        AddresseeFactory(
            institution=body,
            recommendation__report=report,
            recommendation__title=titles[place % len(titles)]
            + (f" {place}" if place >= len(titles) else ""),
        )
        for place in range(1, count)
    ]


def text_of(*titles, above="Government response to the Internet Report"):
    """A paper with a heading for each title, two numbered paragraphs under it."""
    parts = [above, "Introduction", "1. The Government is grateful to the Inquiry."]
    for place, title in enumerate(titles, start=1):
        parts += [
            f"Recommendation: {title}",
            f"{place * 2}. The Government has considered this with care, and agrees.",
            f"{place * 2 + 1}. It will report on progress to Parliament next year.",
        ]
    return "\n\n".join([*parts, "Conclusion", "The Government thanks the Inquiry."])


def about(**changes):
    details = {
        "title": "Government response to the Internet Report",
        "published": PartialDate(2020, 11, 10),
        "url": "https://example.org/response",
        "publishers": list(Institution.objects.filter(slug="home-office")),
        "confidence": Confidence.PRIMARY,
    }
    return Description(**details | changes)


def started(officer, addressees, **changes):
    """A paper that answers each of the addressees under a heading of its own."""
    titles = [each.recommendation.title for each in addressees]
    details = {
        "words": paper_from_text(text_of(*titles)),
        "about": about(),
        "inquiry": addressees[0].report.inquiry,
    }
    return start_paper(NewPaper(**details | changes), by=officer, at=NOW)


def edit(paper, by, **changes):
    details = {"paper": paper, "by": by, "at": NOW, "based_on": paper.version}
    return PaperEdit(**details | changes)


def complete(paper):
    """Write what every answer needs, as if it had been typed."""
    paper.answers.update(position="accepted", summary="Accepts it.")


def publication(paper, by, **changes):
    paper.refresh_from_db()
    answers = paper.answers.filter(is_included=True).select_related("addressee")
    seen = {each.addressee_id: each.addressee.version for each in answers}
    details = {"edit": edit(paper, by), "seen": seen, "submission": str(uuid4())}
    return Publication(**details | changes)


def address(paper, name="paper"):
    return reverse(f"responses:{name}", args=[paper.pk])


def sent(page, **changes):
    """Return what a browser sends of a paper's table as the page shows it."""
    table = page.context["table"]
    data = MultiValueDict()
    fields = [*table, *(field for row in table.rows for field in row)]
    for field in fields:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if value is not None:
            many = isinstance(value, list | tuple)
            data.setlist(field.html_name, value if many else [value])
    for name, value in changes.items():
        if value is None:
            data.pop(name, None)
        else:
            data.setlist(name, value if isinstance(value, list) else [value])
    return dict(data.lists())
