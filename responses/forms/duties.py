"""Forms about a duty to respond: looked for, extended, announced, taken back."""

from typing import Any

from recommendations.fields import PartialDateFormField
from responses.forms.acts import ActForm
from responses.forms.text import PassageField, TextField, WebAddressField
from responses.services import (
    Act,
    NewExtension,
    grant_extension,
    record_check,
    set_expected,
)


class CheckForm(ActForm):
    looked_at = TextField(
        label="Where did you look?",
        help_text="For example the department's publications and the inquiry's page.",
        max_length=500,
        missing="Enter where you looked.",
    )
    note = PassageField(label="Note (optional)", required=False)

    # It moves nothing, and is done many times a day.
    is_shown_first = False

    def save(self, act: Act) -> None:
        said = self.cleaned_data
        record_check(act, looked_at=said["looked_at"], note=said["note"])


class ExtensionForm(ActForm):
    due = PartialDateFormField(
        label="New due date",
        help_text="For example 12 December 2020 or December 2020.",
        error_messages={"required": "Enter the new due date."},
    )
    granted = PartialDateFormField(
        label="Granted on",
        help_text="The date of the inquiry's letter.",
        error_messages={"required": "Enter the date on which it was granted."},
    )
    granted_by = TextField(
        label="Granted by",
        help_text="For example the Chair.",
        max_length=200,
        missing="Enter who granted it.",
    )
    reason = PassageField(label="Reason", missing="Enter the reason that was given.")
    source_url = WebAddressField(
        label="Evidence",
        help_text="The web address at which the extension can be seen.",
        missing="Enter the web address at which the extension can be seen.",
    )

    doubtful_field = "due"

    @property
    def extension(self) -> NewExtension:
        """Return what was granted; needs is_valid."""
        asked = ("due", "granted", "granted_by", "reason", "source_url")
        return NewExtension(**{name: self.cleaned_data[name] for name in asked})

    def save(self, act: Act) -> None:
        grant_extension(act, self.extension)


class ExpectedForm(ActForm):
    expected = PartialDateFormField(
        label="When does it expect to answer?",
        help_text="For example May 2023. Leave blank to clear what is recorded.",
        required=False,
    )
    source_url = WebAddressField(
        label="Where did it say so?",
        help_text="A web address. Needed with a date.",
        required=False,
    )

    doubtful_field = "expected"
    edits = ("expected", "source_url")

    def __init__(self, *args: Any, **options: Any) -> None:
        addressee = options["addressee"]
        options["initial"] = {
            "expected": addressee.expected,
            "source_url": addressee.expected_source_url,
        }
        super().__init__(*args, **options)

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if said.get("expected") and said.get("source_url") == "":
            self.add_error("source_url", "Enter the web address at which it said so.")

    def save(self, act: Act) -> None:
        said = self.cleaned_data
        set_expected(act, expected=said["expected"], source_url=said["source_url"])


class WithdrawForm(ActForm):
    reason = PassageField(
        label="Why is it withdrawn?",
        help_text="Readers see this beside what was withdrawn.",
        max_length=2000,
        missing="Enter why it is withdrawn.",
    )
