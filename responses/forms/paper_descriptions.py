"""The form that says what a response paper is."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from recommendations.fields import PartialDateFormField
from recommendations.models import Confidence, Institution
from responses.forms.text import TextField, WebAddressField
from responses.models import Document, Paper
from responses.services import Description

ANOTHER = "another"
PUBLISHERS = [f"publisher_{number}" for number in range(1, 5)]


class DescriptionForm(forms.Form):
    """What a paper is; a document that the register holds describes itself."""

    title = TextField(label="Title", max_length=300, required=False)
    published = PartialDateFormField(
        label="Date published",
        help_text="As exactly as the source gives it: 10 November 2020, November 2020 "
        "or 2020.",
        required=False,
    )
    url = WebAddressField(label="Web address", required=False)
    confidence = forms.ChoiceField(
        label="How near its source is it?",
        choices=[
            (
                Confidence.PRIMARY,
                "Primary: from the body itself, the inquiry, Parliament or a "
                "government page",
            ),
            (Confidence.SECONDARY, "Secondary: from anybody else, such as the press"),
        ],
        initial=Confidence.PRIMARY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how near its source the paper is."},
    )
    document = forms.CharField(
        label="Which document is it?",
        help_text="The register holds a document of this title or at this address.",
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ["url", "title", "document", "published", *PUBLISHERS, "confidence"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {name: _publisher(name) for name in PUBLISHERS}
        self.order_fields(self.field_order)
        self.alike: list[Document] = []

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields to fill in; which document it is, is asked only in doubt."""
        return [
            field
            for field in self.visible_fields()
            if field.name != "document" or self.alike
        ]

    @classmethod
    def initial_of(cls, paper: Paper) -> dict[str, Any]:
        bodies = paper.ordered_publishers.values_list("institution", flat=True)
        return {
            "title": paper.title,
            "published": paper.published,
            "url": paper.url,
            "confidence": paper.confidence,
        } | dict(zip(PUBLISHERS, bodies, strict=False))

    def clean(self) -> None:
        super().clean()
        self._look_for_alike()
        chosen = self.cleaned_data.get("document")
        if self.alike and self.held is None and chosen != ANOTHER:
            self.add_error(
                "document",
                "The register may hold this document already: choose which it is.",
            )
        elif self.held is None:
            self._require_description()

    def _look_for_alike(self) -> None:
        said, field = self.cleaned_data, self.fields["document"]
        self.alike = list(alike(said.get("url") or "", said.get("title") or ""))
        widget: Any = field.widget
        held = [(str(each.pk), str(each)) for each in self.alike]
        widget.choices = [*held, (ANOTHER, "Another, which it does not hold")]

    def _require_description(self) -> None:
        messages = {
            "title": "Enter the title of the paper.",
            "published": "Enter the date on which the paper was published.",
            "url": "Enter the web address at which the paper can be read.",
            PUBLISHERS[0]: "Choose who published the paper.",
        }
        for name, message in messages.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, message)

    @property
    def held(self) -> Document | None:
        """The document of the register that was chosen."""
        chosen = self.cleaned_data.get("document")
        return next((each for each in self.alike if str(each.pk) == chosen), None)

    @property
    def about(self) -> Description:
        """Return what the paper is; needs is_valid."""
        said, held = self.cleaned_data, self.held
        if held is not None:
            return Description(
                title=held.title,
                published=held.published,
                url=held.url,
                publishers=[each.institution for each in held.ordered_publishers.all()],
                confidence=Confidence(held.confidence),
                document=held,
            )
        named = [said[name] for name in PUBLISHERS if said[name]]
        return Description(
            title=said["title"],
            published=said["published"],
            url=said["url"],
            publishers=list(dict.fromkeys(named)),
            confidence=Confidence(said["confidence"]),
        )


def alike(url: str, title: str) -> QuerySet[Document]:
    """Return the documents at an address or of a title; blank finds none."""
    at = url.rstrip("/")
    same = Q(url__in=[at, f"{at}/"]) if at else Q(pk=None)
    if title:
        same |= Q(title__iexact=title)
    documents = Document.objects.filter(same).order_by("published", "slug")
    return documents.prefetch_related("ordered_publishers__institution")


def _publisher(name: str) -> forms.ModelChoiceField:
    is_first = name == PUBLISHERS[0]
    return forms.ModelChoiceField(
        Institution.objects.order_by("name"),
        label="Published by" if is_first else "and by (optional)",
        empty_label="Choose a body" if is_first else "Nobody else",
        required=False,
        error_messages={"invalid_choice": "Choose a body from the list."},
    )
