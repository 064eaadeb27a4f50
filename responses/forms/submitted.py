"""Forms that are saved once, on the version of the record that they were made from."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.datastructures import MultiValueDict

CONFIRM = "date_is_right"
# Which button was pressed: no part of what is said.
STEP = "step"
LOST = (
    "This page does not say which version of the record it was made from. Open it "
    "again from the desk."
)

# What a page sends beside what was typed: a draft keeps none of it.
NOT_TYPED = {"csrfmiddlewaretoken", "do", "another", "draft", STEP}
# Two presses of one button may differ in these.
_UNTYPED = {*NOT_TYPED, "version", "submission", CONFIRM}


class SubmittedForm(forms.Form):
    """A form that is saved once, however often its button is pressed."""

    submission = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": LOST, "invalid": LOST}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        initial = {"submission": uuid4()}
        options["initial"] = initial | (options.pop("initial", None) or {})
        super().__init__(*args, **options)

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """What the officer fills in, in order."""
        return [field for field in self.visible_fields() if field.name != CONFIRM]

    @property
    def token(self) -> str:
        """The form's token and a digest of what was typed; needs is_valid.

        The same button pressed twice says the same; going back to type something else
        is another act.
        """
        typed = sorted(
            (name, values)
            for name, values in MultiValueDict(self.data).lists()
            if name not in _UNTYPED
        )
        digest = sha256(repr(typed).encode(errors="surrogatepass")).hexdigest()
        return f"{self.cleaned_data['submission']}:{digest[:16]}"


class VersionedForm(SubmittedForm):
    """A form about something that others may change; knows the version it was made of.

    What that is, and who writes, never comes from the form itself.
    """

    version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], LOST
        ),
    )

    def rebase(self, version: int) -> None:
        """Keep all that was typed, on a newer version: saving again is a decision."""
        self.retype({"version": [str(version)]})

    def retype(self, values: dict[str, list[str]]) -> None:
        """Put other values where some were typed."""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, each in values.items():
            typed.setlist(name, each)
        self.data = typed
