"""The form by which a response is held against the inquiry's own test."""

from typing import Any

from django import forms

from responses.forms.acts import ActForm
from responses.forms.text import PassageField
from responses.models import AdequacyCheck, Position, Response
from responses.services import Adequacy

YES, NO, NOT_APPLICABLE = "yes", "no", "does_not_apply"
_SAID = {YES: True, NO: False, NOT_APPLICABLE: None}
_WRITTEN = {said: written for written, said in _SAID.items()}
PARTS = (
    "names_the_body",
    "answers_this_recommendation",
    "gives_a_timetable",
    "gives_reasons",
)


class AnswerField(forms.TypedChoiceField):
    """Yes or no, or that a part of the test does not apply: True, False or None."""

    def __init__(self, *, always_applies: bool = False, **options: Any) -> None:
        choices = [(YES, "Yes"), (NO, "No"), (NOT_APPLICABLE, "Does not apply")]
        missing = "Choose yes or no." if always_applies else "Choose one of the three."
        super().__init__(
            choices=choices[:2] if always_applies else choices,
            coerce=_SAID.__getitem__,
            widget=forms.RadioSelect,
            error_messages={"required": missing, "invalid_choice": missing},
            **options,
        )


class AdequacyForm(ActForm):
    # It moves no timeliness.
    is_shown_first = False

    names_the_body = AnswerField(
        label="Does it name the body that was asked?", always_applies=True
    )
    answers_this_recommendation = AnswerField(
        label="Does it answer this recommendation?", always_applies=True
    )
    gives_a_timetable = AnswerField(
        label="Does it give a timetable?",
        help_text="Does not apply where nothing is to be done.",
    )
    gives_reasons = AnswerField(
        label="Does it give reasons?",
        help_text="Where it refuses, in whole or in part. Otherwise it does not apply.",
    )
    note = PassageField(
        label="Note (optional)",
        help_text="Readers see it beside the result.",
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, response: Response, **options: Any) -> None:
        self.response = response
        check = AdequacyCheck.objects.filter(response=response).first()
        if check is not None:
            answers = {part: _WRITTEN[getattr(check, part)] for part in PARTS}
            options["initial"] = answers | {"note": check.note}
        super().__init__(*args, **options)

    def clean_gives_reasons(self) -> bool | None:
        reasons: bool | None = self.cleaned_data["gives_reasons"]
        if reasons is None and self.response.position == Position.REJECTED:
            raise forms.ValidationError(
                "This response is recorded as a rejection: choose yes or no, or "
                "correct its position first."
            )
        return reasons

    @property
    def adequacy(self) -> Adequacy:
        """Return what was found; needs is_valid."""
        said = self.cleaned_data
        return Adequacy(**{part: said[part] for part in PARTS}, note=said["note"])
