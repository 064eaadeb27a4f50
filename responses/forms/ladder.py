"""How an officer narrows the ladder and the log of letters."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from recommendations.models import Inquiry, Institution, Rung
from responses.chasing import Wanted
from responses.models import Letter

NOT_IN_LIST = {"invalid_choice": "Choose from the list."}
WRONG_DAYS = "Enter a whole number of days from 0 to 3650."


class _Narrowing(forms.Form):
    """What both lists can be narrowed by. A field that cannot be read is left out."""

    inquiry = forms.ModelChoiceField(
        Inquiry.objects.order_by("name"),
        to_field_name="slug",
        empty_label="Any",
        required=False,
        error_messages=NOT_IN_LIST,
    )
    institution = forms.ModelChoiceField(
        Institution.objects.order_by("name"),
        label="Body",
        to_field_name="slug",
        empty_label="Any",
        required=False,
        error_messages=NOT_IN_LIST,
    )

    @property
    def query(self) -> str:
        """Return what the address holds besides the page, to be put before it."""
        names = [*self.fields, "all"]
        kept = [(name, self.data[name]) for name in names if self.data.get(name)]
        return f"{urlencode(kept)}&" if kept else ""

    def chosen(self, name: str) -> Any:
        """Return what was chosen, None where nothing was or it cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name)


class LadderForm(_Narrowing):
    within = forms.IntegerField(
        label="Next rung due within how many days?",
        min_value=0,
        max_value=3650,
        required=False,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], WRONG_DAYS),
    )
    passed = forms.BooleanField(
        label="A rung is passed, and no letter recorded", required=False
    )

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            inquiry=self.chosen("inquiry"),
            institution=self.chosen("institution"),
            within=self.chosen("within"),
            is_passed=bool(self.chosen("passed")),
        )


class LettersForm(_Narrowing):
    status = forms.ChoiceField(
        choices=[("", "Any"), *Letter.Status.choices],
        required=False,
        error_messages=NOT_IN_LIST,
    )
    rung = forms.ModelChoiceField(
        Rung.objects.select_related("inquiry"),
        empty_label="Any",
        required=False,
        error_messages=NOT_IN_LIST,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rung: Any = self.fields["rung"]
        rung.label_from_instance = lambda each: f"{each.inquiry.called}: {each}"

    @property
    def condition(self) -> dict[str, Any]:
        """Return what was chosen, as a queryset of letters filters by it."""
        paths = {"inquiry": "rung__inquiry", "institution": "institution"}
        names = ["inquiry", "institution", "status", "rung"]
        chosen = {name: self.chosen(name) for name in names}
        return {paths.get(name, name): each for name, each in chosen.items() if each}
