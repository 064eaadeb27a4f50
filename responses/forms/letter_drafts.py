"""What an officer fills in to draft a letter: to whom, about what, in which words."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from recommendations.models import Addressee, Institution, Rung
from responses.forms.letters import LetterForm
from responses.forms.submitted import SubmittedForm
from responses.forms.text import PassageField, TextField
from responses.models import Letter
from responses.services import LetterText

TEXT_ROWS = 18
NONE_CHOSEN = "Choose at least one recommendation."
NOT_LISTED = "Choose from the recommendations listed."


class AddresseesField(forms.ModelMultipleChoiceField):
    """The recommendations that a letter is about, each with its due date."""

    def __init__(self, **options: Any) -> None:
        wrong = ["invalid_choice", "invalid_pk_value", "invalid_list"]
        super().__init__(
            Addressee.objects.none(),
            label="Which recommendations is it about?",
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(wrong, NOT_LISTED) | {"required": NONE_CHOSEN},
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        about = obj.recommendation
        said = f"{about.place}: {about.title} (due {obj.due_in_words})"
        lettered = getattr(obj, "lettered_rung", 0)
        return f"{said}; letter of rung {lettered} sent" if lettered else said


class ChooseLetterForm(forms.Form):
    """Whom to write to, and of which rung; kept in the page's address."""

    institution = forms.ModelChoiceField(
        Institution.objects.order_by("name"),
        label="To which body?",
        to_field_name="slug",
        empty_label="Choose a body",
        error_messages={
            "required": "Choose the body that the letter goes to.",
            "invalid_choice": "Choose a body from the list.",
        },
    )
    rung = forms.ModelChoiceField(
        Rung.objects.select_related("inquiry"),
        label="Of which rung?",
        empty_label="Choose a rung",
        error_messages={
            "required": "Choose the rung that the letter is of.",
            "invalid_choice": "Choose a rung from the list.",
        },
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Institution], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        institution: Any = self.fields["institution"]
        institution.queryset = bodies
        rung: Any = self.fields["rung"]
        rung.label_from_instance = lambda each: f"{each.inquiry.called}: {each}"


class NewLetterForm(SubmittedForm):
    addressees = AddresseesField()

    def __init__(
        self, *args: Any, owing: QuerySet[Addressee], ticked: set[int], **options: Any
    ) -> None:
        super().__init__(*args, initial={"addressees": ticked}, **options)
        addressees: Any = self.fields["addressees"]
        addressees.queryset = owing


class EditLetterForm(LetterForm):
    addressees = AddresseesField()
    subject = TextField(
        label="Subject", max_length=300, missing="Enter the subject of the letter."
    )
    addressed_to = PassageField(
        label="Address lines (optional)",
        help_text="Who it is for and where, below the name of the body.",
        max_length=1000,
        required=False,
    )
    text = PassageField(
        label="Text",
        help_text="A blank line between paragraphs; lines that begin with a dash and a "
        "space are a list. The list of recommendations follows by itself.",
        rows=TEXT_ROWS,
        max_length=20_000,
        missing="Enter the text of the letter.",
    )
    is_anew = forms.BooleanField(
        required=False,
        label="Begin anew from the template: subject and text above are lost",
    )

    def __init__(
        self, *args: Any, letter: Letter, owing: QuerySet[Addressee], **options: Any
    ) -> None:
        initial = {
            "addressees": letter.addressees.values_list("pk", flat=True),
            "subject": letter.subject,
            "addressed_to": letter.addressed_to,
            "text": letter.text,
        }
        super().__init__(*args, letter=letter, initial=initial, **options)
        addressees: Any = self.fields["addressees"]
        addressees.queryset = owing

    def clean_subject(self) -> str:
        """In one line, as a mail's subject has to be."""
        return " ".join(self.cleaned_data["subject"].split())

    @property
    def said(self) -> LetterText:
        """Return what the draft is to say; needs is_valid."""
        said = dict(self.cleaned_data)
        asked = ("addressees", "subject", "addressed_to", "text", "is_anew")
        return LetterText(**{name: said[name] for name in asked})
