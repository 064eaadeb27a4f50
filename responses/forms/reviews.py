"""What a second person answers to what an officer wrote."""

from typing import Any

from django import forms

from responses.forms.submitted import LOST
from responses.forms.text import PassageField


class ReviewForm(forms.Form):
    """Knows the record's version and the draft's save that the reviewer has read."""

    version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], LOST
        ),
    )
    seen = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": LOST, "invalid": LOST}
    )
    note = PassageField(
        label="What is to be changed?",
        help_text="For the officer, where you return it.",
        max_length=2000,
        required=False,
        missing="Enter what is to be changed, so that the officer knows.",
    )


class ReturnForm(ReviewForm):
    """Asks for the note as well."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = True
