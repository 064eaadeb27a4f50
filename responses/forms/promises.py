"""Forms about what a response promises, and what is said to have become of it."""

from typing import Any

from django import forms

from recommendations.fields import PartialDateFormField
from responses.forms.acts import ActForm
from responses.forms.text import PassageField, TextField, WebAddressField
from responses.models import Assessment, Promise
from responses.promise_states import Outcome
from responses.services import NewAssessment, NewPromise


class OneLineField(PassageField):
    """Room for a sentence or two, kept on one line."""

    def to_python(self, value: Any) -> Any:
        return " ".join(super().to_python(value).split())


class TextOfResponseForm(forms.Form):
    """Where promises are looked for; nothing of it is stored."""

    passage = PassageField(
        label="Text of the response",
        help_text="Paste the paragraphs that answer this recommendation. They are "
        "read here and not kept.",
        rows=12,
        max_length=50_000,
        missing="Paste the text in which to look.",
    )


class PromiseForm(ActForm):
    # It moves no timeliness.
    is_shown_first = False

    text = OneLineField(
        label="What is promised?",
        help_text="In your own words, in one sentence.",
        rows=2,
        max_length=500,
        missing="Enter what is promised.",
    )
    due = PartialDateFormField(
        label="By when? (optional)",
        help_text="As exactly as the response gives it, for example 31 March 2022, "
        "March 2022 or 2022. Leave it blank where it gives no date.",
        required=False,
    )
    paragraphs = TextField(
        label="Paragraphs (optional)",
        help_text="For example 7-8.",
        max_length=60,
        required=False,
    )

    doubtful_field = "due"

    def __init__(
        self, *args: Any, promise: Promise | None = None, **options: Any
    ) -> None:
        if promise is not None:
            options["initial"] = {
                name: getattr(promise, name) for name in ("text", "due", "paragraphs")
            }
        super().__init__(*args, **options)

    @property
    def promise(self) -> NewPromise:
        """Return what is promised; needs is_valid."""
        said = self.cleaned_data
        return NewPromise(
            text=said["text"], due=said["due"], paragraphs=said["paragraphs"]
        )


class AssessmentForm(ActForm):
    # It moves no timeliness.
    is_shown_first = False

    outcome = forms.ChoiceField(
        label="What has become of it?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose what has become of it."
        ),
    )
    by = forms.ChoiceField(
        label="Who says so?",
        help_text="It is recorded as their word. The tracker draws no conclusion.",
        choices=Assessment.By.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose who says so."
        ),
    )
    assessor = TextField(
        label="Name",
        help_text="For example Home Office. The same name and date as before correct "
        "what is recorded.",
        max_length=200,
        missing="Enter the name of whoever says so.",
    )
    assessed = PartialDateFormField(
        label="When did they say so?",
        help_text="For example 12 May 2021 or May 2021.",
        error_messages={"required": "Enter the date on which they said so."},
    )
    source_url = WebAddressField(
        label="Evidence",
        help_text="The web address at which it can be read.",
        missing="Enter the web address at which it can be read.",
    )
    summary = OneLineField(
        label="What do they say? (optional)",
        help_text="In your own words.",
        rows=2,
        max_length=500,
        required=False,
    )

    doubtful_field = "assessed"

    @property
    def assessment(self) -> NewAssessment:
        """Return what was said; needs is_valid."""
        said = self.cleaned_data
        return NewAssessment(
            outcome=Outcome(said["outcome"]),
            by=Assessment.By(said["by"]),
            assessor=said["assessor"],
            assessed=said["assessed"],
            source_url=said["source_url"],
            summary=said["summary"],
        )
