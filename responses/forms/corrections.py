"""Forms that correct what is published."""

from typing import Any

from django.db.models import QuerySet

from recommendations.fields import PartialDateFormField
from recommendations.models import Addressee, Institution
from responses.forms.acts import ActForm
from responses.forms.said import SaidForm, bodies_near
from responses.forms.text import PassageField, TextField, WebAddressField
from responses.models import Document, Position, Response
from responses.services import Correction, DocumentCorrection, answered_by


def _reason() -> PassageField:
    return PassageField(
        label="Why is it corrected?",
        help_text="Readers see this beside what was said before.",
        max_length=2000,
        missing="Enter why it is corrected.",
    )


class CorrectionForm(SaidForm):
    """Corrects a response; what it said before stays to be read."""

    reason = _reason()

    edits = (
        "kind",
        "position",
        "confidence",
        "summary",
        "paragraphs",
        "answerers",
        "source_url",
    )

    def __init__(self, *args: Any, response: Response, **options: Any) -> None:
        held = [each.institution_id for each in response.ordered_answerers.all()]
        texts = {name: getattr(response, name) for name in self.edits[:5]}
        initial = texts | {"answerers": held, "source_url": response.source_url}
        super().__init__(*args, initial=initial, **options)
        near = bodies_near(self.addressee).values("pk")
        bodies = Institution.objects.filter(pk__in=near)
        bodies |= Institution.objects.filter(pk__in=held)
        self.field("answerers").queryset = bodies.order_by("name")

    @property
    def correction(self) -> Correction:
        """Return what it is to say; needs is_valid."""
        said = self.cleaned_data
        return Correction(
            kind=Response.Kind(said["kind"]),
            position=Position(said["position"]),
            summary=said["summary"],
            paragraphs=said["paragraphs"],
            source_url=said["source_url"],
            confidence=self.confidence_chosen,
            answerers=self.answerers_chosen,
        )


class DocumentForm(ActForm):
    """Corrects a document, and with it every response that it holds."""

    title = TextField(
        label="Title", max_length=300, missing="Enter the title of the document."
    )
    published = PartialDateFormField(
        label="Date published",
        help_text="As exactly as the source gives it: 10 November 2020, November 2020 "
        "or 2020.",
        error_messages={
            "required": "Enter the date on which the document was published."
        },
    )
    url = WebAddressField(
        label="Web address",
        missing="Enter the web address at which the document can be read.",
    )
    reason = _reason()

    doubtful_field = "published"
    edits = ("title", "published", "url")

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        self.document = document
        initial = {name: getattr(document, name) for name in self.edits}
        super().__init__(*args, initial=initial, **options)

    @property
    def concerned(self) -> QuerySet[Addressee]:
        return answered_by(self.document)

    @property
    def correction(self) -> DocumentCorrection:
        """Return what it is to be called, and when and where published."""
        said = self.cleaned_data
        return DocumentCorrection(
            title=said["title"], published=said["published"], url=said["url"]
        )
