"""What every form of the desk carries, whatever it records."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.datastructures import MultiValueDict

from recommendations.models import Addressee
from responses.models import Officer
from responses.services import Act

CONFIRM = "date_is_right"
LOST = (
    "This page does not say which version of the record it was made from. Open it "
    "again from the desk."
)


class ActForm(forms.Form):
    """A form about one addressee; knows the version that it was made from.

    Which addressee, and who writes, never comes from the form itself.
    """

    version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], LOST
        ),
    )
    submission = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": LOST, "invalid": LOST}
    )
    # Shown only after a date was found unlikely.
    date_is_right = forms.BooleanField(required=False, label="The date is right")

    # The date that may be found unlikely, and so carries the message.
    doubtful_field = ""

    def __init__(
        self, *args: Any, addressee: Addressee, on: date, **options: Any
    ) -> None:
        self.addressee = addressee
        self.on = on
        self.is_doubted = False
        initial = {"version": addressee.version, "submission": uuid4()}
        options["initial"] = initial | (options.pop("initial", None) or {})
        super().__init__(*args, **options)
        if CONFIRM in self.data:
            self.is_doubted = True

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """What the officer fills in, in order."""
        return [field for field in self.visible_fields() if field.name != CONFIRM]

    def act(self, *, by: Officer, at: datetime) -> Act:
        """Return who writes, when, and what they had before them; needs is_valid."""
        return Act(
            addressee=self.addressee,
            by=by,
            at=at,
            based_on=self.cleaned_data["version"],
            submission=self._submission,
            is_date_confirmed=self.cleaned_data[CONFIRM],
        )

    @property
    def _submission(self) -> str:
        """The form's token and a digest of what was typed.

        The same button pressed twice says the same; going back to type something else
        is another act.
        """
        typed = sorted(
            (name, values)
            for name, values in MultiValueDict(self.data).lists()
            if name not in {"csrfmiddlewaretoken", "version", "submission", CONFIRM}
        )
        digest = sha256(repr(typed).encode(errors="surrogatepass")).hexdigest()
        return f"{self.cleaned_data['submission']}:{digest[:16]}"

    def doubt_date(self, why: str) -> None:
        """Ask for the date to be confirmed, or corrected."""
        self.is_doubted = True
        name = self.doubtful_field
        self.add_error(
            name, f"{why} Correct the date, or confirm below that it is right."
        )

    def rebase(self, version: int) -> None:
        """Keep all that was typed, on a newer version: saving again is a decision."""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("version")] = str(version)
        self.data = typed
