"""The forms of an import: which file, and that what it would do is right."""

from typing import Any

from django import forms

from responses.forms.text import PassageField
from responses.models import SheetImport
from responses.sheets.outcomes import Outcome
from responses.sheets.uploads import LARGEST_FILE

NAME_LENGTH = 200
TOO_LARGE = (
    f"The file is larger than {LARGEST_FILE // 1024**2} MB: split it, or take out what "
    "is not part of the table."
)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label="What does the sheet hold?",
        choices=SheetImport.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what the sheet holds.",
            "invalid_choice": "Choose what the sheet holds.",
        },
    )
    sheet = forms.FileField(
        label="Sheet",
        help_text="A CSV file or an Excel workbook (.xlsx), 10 MB and 10,000 rows at "
        "most.",
        max_length=NAME_LENGTH,
        error_messages={
            "required": "Choose a file.",
            "invalid": "Choose a file.",
            "missing": "Choose a file.",
            "empty": "The file is empty: choose one with a row of headings.",
            "max_length": f"The file's name is longer than {NAME_LENGTH} characters: "
            "rename it.",
        },
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE)
        return sheet


class ImportForm(forms.Form):
    """Asks for what an outcome leaves to be said before it is carried out."""

    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = PassageField(
        label="Why is the record changed?",
        help_text="Readers see this beside each correction.",
        max_length=2000,
        rows=2,
        missing="Enter why the record is changed.",
    )
    is_right = forms.BooleanField(
        label="I have looked at everything to confirm, and it is right",
        error_messages={
            "required": "Confirm that you have looked at everything to confirm, or "
            "correct the sheet and upload it again."
        },
    )

    def __init__(self, *args: Any, outcome: Outcome, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["fingerprint"] = outcome.fingerprint
        if not outcome.changed:
            del self.fields["reason"]
        if not outcome.doubts:
            del self.fields["is_right"]

    @property
    def reason_given(self) -> str:
        """Return why, blank where nothing is changed; needs is_valid."""
        return self.cleaned_data.get("reason", "")


class UndoForm(forms.Form):
    reason = PassageField(
        label="Why is it undone?",
        help_text="Readers see this beside what was withdrawn.",
        max_length=2000,
        rows=2,
        missing="Enter why it is undone.",
    )
