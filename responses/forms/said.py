"""What a response says: the fields by which it is recorded and corrected."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from recommendations.models import Addressee, Confidence, Institution
from responses.forms.acts import ActForm
from responses.forms.text import PassageField, TextField, WebAddressField
from responses.models import Position, Response


class SaidForm(ActForm):
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
        super().__init__(*args, addressee=addressee, on=on, **options)
        self.field("answerers").queryset = bodies_near(addressee)

    def field(self, name: str) -> Any:
        """Return a field, whatever its kind."""
        return self.fields[name]

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if not (said.get("answerers") or said.get("other_answerer")):
            self.add_error("answerers", "Choose at least one body that answers.")

    @property
    def confidence_chosen(self) -> Confidence:
        """What was chosen; where nothing was, nothing is claimed."""
        return Confidence(self.cleaned_data["confidence"] or Confidence.SECONDARY)

    @property
    def answerers_chosen(self) -> list[Institution]:
        """The addressee itself first, where it is among them."""
        said = self.cleaned_data
        chosen = list(said["answerers"])
        if said["other_answerer"] and said["other_answerer"] not in chosen:
            chosen.append(said["other_answerer"])
        own = self.addressee.institution_id
        return sorted(chosen, key=lambda body: body.pk != own)


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
