"""The form that undoes a batch."""

from django import forms

from responses.forms.text import PassageField


class UndoForm(forms.Form):
    reason = PassageField(
        label="Why is it undone?",
        help_text="Readers see this beside what is withdrawn.",
        max_length=2000,
        missing="Enter why it is undone.",
    )
