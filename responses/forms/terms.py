"""Forms about the terms of a duty: by when, and whether at all."""

from typing import Any

from django import forms

from recommendations.deadlines import Deadline
from recommendations.fields import PartialDateFormField
from responses.forms.because import BecauseForm
from responses.forms.text import PassageField
from responses.services import Act, require_reply, set_deadline

_MONTHS = "Enter a whole number of months from 1 to 99."
YES, NO = "yes", "no"


class DeadlineForm(BecauseForm):
    kind = forms.ChoiceField(
        label="How is the due date set?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the due date is set."},
    )
    months = forms.IntegerField(
        label="Own period, in months",
        help_text="Counted from publication of the report.",
        required=False,
        min_value=1,
        max_value=99,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], _MONTHS),
    )
    day = PartialDateFormField(
        label="Own date",
        help_text="For example 12 September 2020 or September 2020.",
        required=False,
    )
    note = PassageField(
        label="Note on the deadline (optional)",
        help_text="Readers see it where the date is worked out.",
        max_length=1000,
        required=False,
    )

    doubtful_field = "day"

    def __init__(self, *args: Any, **options: Any) -> None:
        addressee = options["addressee"]
        held = Deadline.from_text(addressee.deadline)
        options["initial"] = {
            "kind": held.kind,
            "months": held.months,
            "day": held.day,
            "note": addressee.deadline_note,
        }
        super().__init__(*args, **options)
        inquiry = addressee.report.inquiry
        kind: Any = self.fields["kind"]
        kind.choices = [
            ("default", f"{inquiry.called}'s own: {inquiry.response_months} months"),
            ("months", "A period of its own"),
            ("date", "A date of its own"),
            ("none", "No date is set: it is never overdue"),
        ]

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        kind = said.get("kind")
        if kind == "months" and "months" in said and said["months"] is None:
            self.add_error("months", _MONTHS)
        if kind == "date" and "day" in said and said["day"] is None:
            self.add_error("day", "Enter the date by which the response is due.")

    def save(self, act: Act) -> None:
        said = self.cleaned_data
        set_deadline(act, self._deadline, note=said["note"], because=self.because)

    @property
    def _deadline(self) -> str:
        """What was chosen, as it is stored; the parts of another choice are left."""
        said = self.cleaned_data
        match said["kind"]:
            case "months":
                return f"months:{said['months']}"
            case "date":
                return f"date:{said['day']}"
        return str(said["kind"])


class ReplyForm(BecauseForm):
    is_required = forms.ChoiceField(
        label="Is a reply required?",
        choices=[
            (YES, "Yes: a response is due"),
            (NO, "No: it was named for information, and silence is no default"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether a reply is required."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        held = options["addressee"].is_reply_required
        options["initial"] = {"is_required": YES if held else NO}
        super().__init__(*args, **options)

    @property
    def is_reply_required(self) -> bool:
        """What was chosen; needs is_valid."""
        return bool(self.cleaned_data["is_required"] == YES)

    def save(self, act: Act) -> None:
        require_reply(act, is_required=self.is_reply_required, because=self.because)
