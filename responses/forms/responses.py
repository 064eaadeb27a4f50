"""The form that records a response."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from recommendations.characters import visible
from recommendations.fields import PartialDateFormField
from recommendations.models import Addressee, Institution
from responses.forms.said import SaidForm
from responses.forms.text import (
    TextField,
    WebAddressField,
)
from responses.models import Document, Position, Response
from responses.services import Act, NewDocument, NewResponse, record_response

NEW = "A document that is not in the register yet"
_OF_A_NEW_ONE = ("title", "published", "url")


class ResponseForm(SaidForm):
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
    field_order = (
        "kind",
        "position",
        "document",
        "title",
        "published",
        "url",
        "publisher",
        "confidence",
        "summary",
        "paragraphs",
        "answerers",
        "other_answerer",
        "source_url",
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
        self.field("document").queryset = documents_near(
            addressee, visible(self.data.get("url", ""))
        )

    @property
    def doubtful_field(self) -> str:  # type: ignore[override]
        return "document" if self.cleaned_data.get("document") else "published"

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
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

    def save(self, act: Act) -> None:
        record_response(act, self.response)

    @property
    def response(self) -> NewResponse:
        """Return what is to be recorded; needs is_valid."""
        said = self.cleaned_data
        return NewResponse(
            document=said["document"] or self._new_document,
            kind=Response.Kind(said["kind"]),
            position=Position(said["position"]),
            summary=said["summary"],
            answerers=self.answerers_chosen,
            paragraphs=said["paragraphs"],
            source_url=said["source_url"],
            confidence=self.confidence_chosen,
        )

    @property
    def _new_document(self) -> NewDocument:
        said = self.cleaned_data
        publisher = said["publisher"]
        return NewDocument(
            title=said["title"],
            published=said["published"],
            url=said["url"],
            publishers=[publisher] if publisher else self.answerers_chosen,
            confidence=self.confidence_chosen,
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
