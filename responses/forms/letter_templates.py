"""What letters of a rung begin as, as it is typed."""

from django import forms

from responses.forms.submitted import VersionedForm
from responses.forms.text import PassageField, TextField
from responses.letters import placeholders
from responses.letters.wording import Wording

TEXT_ROWS = 18


class TemplateForm(VersionedForm):
    subject = TextField(
        label="Subject", max_length=200, missing="Enter the subject of the letters."
    )
    text = PassageField(
        label="Text",
        rows=TEXT_ROWS,
        max_length=20_000,
        missing="Enter the text of the letters.",
    )

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        return self._checked(subject)

    def clean_text(self) -> str:
        return self._checked(self.cleaned_data["text"])

    def _checked(self, text: str) -> str:
        try:
            placeholders.check(text)
        except placeholders.UnknownPlaceholder as problem:
            raise forms.ValidationError(str(problem)) from problem
        return text

    @property
    def wording(self) -> Wording:
        """Return what the letters are to begin as; needs is_valid."""
        return Wording(self.cleaned_data["subject"], self.cleaned_data["text"])
