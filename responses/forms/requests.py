"""What readers say is wrong, and how it is answered."""

from typing import Any

from django import forms

from recommendations.models import Addressee, Institution, Report
from responses.correction_requests import NewRequest
from responses.forms.text import PassageField, WebAddressField
from responses.models import CorrectionRequest, Response
from responses.querysets import CorrectionRequestQuerySet


class TellForm(forms.Form):
    """Filled in by anybody."""

    what_is_wrong = PassageField(
        label="What is wrong?",
        help_text="Say what this page says, and what it should say.",
        max_length=2000,
        missing="Enter what is wrong.",
    )
    how_known = PassageField(
        label="How do you know? (optional)",
        help_text="For example where a response was published.",
        max_length=2000,
        required=False,
    )
    source_url = WebAddressField(
        label="Where can it be seen? (optional)",
        help_text="A web address.",
        required=False,
    )
    email = forms.EmailField(
        label="Your e-mail address (optional)",
        help_text="Only if you want to be told what became of it.",
        required=False,
        max_length=254,
        error_messages={
            "invalid": "Enter an e-mail address such as name@example.org, or leave it "
            "blank.",
            "max_length": "Use %(limit_value)d characters or fewer: this has "
            "%(show_value)d.",
        },
    )
    # Out of people's sight: what is filled in here was filled in by a machine.
    website = forms.CharField(
        label="Leave this blank",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "website"]

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.cleaned_data["website"])

    def request(
        self, about: Addressee | Institution | Report, response: Response | None
    ) -> NewRequest:
        """Return what is said, about one thing; needs is_valid."""
        said = {
            name: self.cleaned_data[name]
            for name in ("what_is_wrong", "how_known", "source_url", "email")
        }
        return NewRequest(about=about, response=response, **said)


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=CorrectionRequest.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it."},
    )
    answer = PassageField(
        label="Your answer",
        help_text="Everybody can read it. Name nobody who asked.",
        max_length=2000,
        missing="Enter the answer.",
    )


class SetAsideForm(forms.Form):
    """Which of the requests of a page are not about the register."""

    chosen = forms.ModelMultipleChoiceField(
        CorrectionRequest.objects.none(),
        error_messages={
            "required": "Tick the requests that are not about this register.",
            "invalid_choice": "One of those ticked has been answered meanwhile, or is "
            "not yours to answer. Tick them again.",
            "invalid_pk_value": "Tick the requests in the list.",
            "invalid_list": "Tick the requests in the list.",
        },
    )

    def __init__(self, *args: Any, among: CorrectionRequestQuerySet) -> None:
        super().__init__(*args)
        field: Any = self.fields["chosen"]
        field.queryset = among

    @property
    def ids(self) -> list[int]:
        """The ids of those ticked; needs is_valid."""
        return [each.pk for each in self.cleaned_data["chosen"]]
