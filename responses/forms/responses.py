"""The form that records a response."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from recommendations.characters import visible
from recommendations.fields import PartialDateFormField
from recommendations.models import Addressee, Confidence, Institution
from responses.forms.acts import ActForm
from responses.forms.text import (
    PassageField,
    TextField,
    WebAddressField,
)
from responses.models import Document, Position, Response
from responses.services import NewDocument, NewResponse

NEW = "A document that is not in the register yet"
_OF_A_NEW_ONE = ("title", "published", "url")


class ResponseForm(ActForm):
    kind = forms.ChoiceField(
        label="What kind of response is it?",
        choices=Response.Kind.choices,
        initial=Response.Kind.SUBSTANTIVE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of response it is."},
    )
    position = forms.ChoiceField(
        label="What position does it take?",
        choices=Position.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the position that it takes."},
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="In which document?",
        help_text="Documents that answer the same report or come from the same body.",
        empty_label=NEW,
        required=False,
        error_messages={
            "invalid_choice": "Choose a document from the list, or describe a new one."
        },
    )
    title = TextField(label="Title of the new document", max_length=300, required=False)
    published = PartialDateFormField(
        label="Date published",
        help_text="As exactly as the source gives it: 10 November 2020, November 2020 "
        "or 2020.",
        required=False,
    )
    url = WebAddressField(label="Web address of the new document", required=False)
    publisher = forms.ModelChoiceField(
        Institution.objects.order_by("name"),
        label="Published by (optional)",
        empty_label="The bodies that answer",
        required=False,
        error_messages={"invalid_choice": "Choose a body from the list."},
    )
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
        required=False,
    )
    summary = PassageField(
        label="What does it say?",
        help_text="In your own words, in a sentence or two.",
        missing="Enter what the response says, in your own words.",
    )
    paragraphs = TextField(
        label="Paragraphs (optional)",
        help_text="For example 7-8.",
        max_length=60,
        required=False,
    )
    answerers = forms.ModelMultipleChoiceField(
        Institution.objects.none(),
        label="Who answers?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "Choose from the bodies listed.",
            "invalid_pk_value": "Choose from the bodies listed.",
            "invalid_list": "Choose from the bodies listed.",
        },
    )
    other_answerer = forms.ModelChoiceField(
        Institution.objects.order_by("name"),
        label="Another body that answers (optional)",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": "Choose a body from the list."},
    )
    source_url = WebAddressField(
        label="Source of this entry (optional)",
        help_text="A web address, where it is not the document itself.",
        required=False,
    )

    def __init__(
        self, *args: Any, addressee: Addressee, on: date, **options: Any
    ) -> None:
        super().__init__(
            *args,
            addressee=addressee,
            on=on,
            initial={"answerers": [addressee.institution_id]},
            **options,
        )
        self._field("document").queryset = documents_near(
            addressee, visible(self.data.get("url", ""))
        )
        self._field("answerers").queryset = bodies_near(addressee)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def doubtful_field(self) -> str:  # type: ignore[override]
        return "document" if self.cleaned_data.get("document") else "published"

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if not (said.get("answerers") or said.get("other_answerer")):
            self.add_error("answerers", "Choose at least one body that answers.")
        described = [name for name in _OF_A_NEW_ONE if said.get(name)]
        if said.get("document") and described:
            self.add_error(
                "document",
                "Choose a document from the list or describe a new one, not both.",
            )
        elif "document" in said and not said["document"]:
            self._require_new_one()

    def _require_new_one(self) -> None:
        messages = {
            "title": "Enter the title of the document, or choose one from the list.",
            "published": "Enter the date on which the document was published.",
            "url": "Enter the web address at which the document can be read.",
        }
        for name, message in messages.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, message)

    @property
    def response(self) -> NewResponse:
        """Return what is to be recorded; needs is_valid."""
        said = self.cleaned_data
        return NewResponse(
            document=said["document"] or self._new_document,
            kind=Response.Kind(said["kind"]),
            position=Position(said["position"]),
            summary=said["summary"],
            answerers=self._answerers,
            paragraphs=said["paragraphs"],
            source_url=said["source_url"],
            confidence=self._confidence,
        )

    @property
    def _confidence(self) -> Confidence:
        """What was chosen; where nothing was, nothing is claimed."""
        return Confidence(self.cleaned_data["confidence"] or Confidence.SECONDARY)

    @property
    def _answerers(self) -> list[Institution]:
        """The addressee itself first, where it is among them."""
        said = self.cleaned_data
        chosen = list(said["answerers"])
        if said["other_answerer"] and said["other_answerer"] not in chosen:
            chosen.append(said["other_answerer"])
        own = self.addressee.institution_id
        return sorted(chosen, key=lambda body: body.pk != own)

    @property
    def _new_document(self) -> NewDocument:
        said = self.cleaned_data
        publisher = said["publisher"]
        return NewDocument(
            title=said["title"],
            published=said["published"],
            url=said["url"],
            publishers=[publisher] if publisher else self._answerers,
            confidence=self._confidence,
        )


def documents_near(addressee: Addressee, url: str) -> QuerySet[Document]:
    """Return the documents that may hold the response: of the report or the body.

    url: one with this address is among them as well.
    """
    near = Document.objects.filter(
        Q(responses__addressee__report=addressee.report_id)
        | Q(publishers=addressee.institution_id)
        | (Q(url=url) if url else Q(pk=None))
    )
    return Document.objects.filter(pk__in=near.values("pk")).order_by(
        "-published", "title"
    )


def bodies_near(addressee: Addressee) -> QuerySet[Institution]:
    """Return the bodies that are likely to answer: it, its leads, parent and heirs."""
    body = addressee.institution_id
    near = Institution.objects.filter(
        Q(pk=body)
        | Q(leads_on=addressee)
        | Q(taken_over=addressee)
        | Q(children=body)
        | Q(inheritances__predecessor=body)
    )
    return Institution.objects.filter(pk__in=near.values("pk")).order_by("name")
