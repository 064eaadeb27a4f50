"""Forms about the bodies behind a duty: leads, successors, who answers for whom."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from recommendations.models import Addressee, Institution
from responses.forms.because import BecauseForm
from responses.forms.text import TextField
from responses.models import Response
from responses.services import Act, answer_for, name_leads, pass_on, successors_of

_PLACES = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"]
_BLANK = 2  # places to add a lead in


class InstitutionNameField(TextField):
    """An institution, typed or picked by its name; blank is None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, required=False, **options)
        self.widget.attrs |= {"list": "suggestions", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if not name:
            return None
        found = Institution.objects.filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(
                "The register holds no institution called “%(name)s”. Choose a name "
                "from those offered, in full.",
                params={"name": name},
            )
        return found


class LeadsForm(BecauseForm):
    """Places for the leads that are named and two more, in order."""

    def __init__(self, *args: Any, **options: Any) -> None:
        held = [each.institution for each in options["addressee"].ordered_leads.all()]
        wanted = min(len(held) + _BLANK, len(_PLACES))
        self.places = [f"lead_{number}" for number in range(1, wanted + 1)]
        options["initial"] = dict(zip(self.places, held, strict=False))
        super().__init__(*args, **options)
        for name, place in zip(self.places, _PLACES, strict=False):
            self.fields[name] = InstitutionNameField(label=f"{place} lead")
        self.fields[
            self.places[0]
        ].help_text = "In order. Clear a place to remove the lead in it."
        self.order_fields(self.places)

    @property
    def suggestions(self) -> list[str]:  # type: ignore[override]
        return list(Institution.objects.order_by("name").values_list("name", flat=True))

    def clean(self) -> None:
        super().clean()
        seen = {self.addressee.institution}
        for name in self.places:
            lead = self.cleaned_data.get(name)
            if lead in seen:
                is_itself = lead == self.addressee.institution
                said = "the one it is addressed to" if is_itself else "named above"
                self.add_error(name, f"{lead} is {said}: name another, or none.")
            elif lead:
                seen.add(lead)

    def save(self, act: Act) -> None:
        named = [self.cleaned_data[name] for name in self.places]
        leads = [lead for lead in named if lead]
        name_leads(act, leads, because=self.because)


class PassOnForm(BecauseForm):
    successor = forms.ModelChoiceField(
        Institution.objects.none(),
        label="To which successor does this duty pass?",
        help_text="Those to which the register names a succession.",
        empty_label="To nobody: it stays where it is",
        required=False,
        error_messages={"invalid_choice": "Choose a successor from the list."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        addressee = options["addressee"]
        options["initial"] = {"successor": addressee.passed_to_id}
        super().__init__(*args, **options)
        heirs = Institution.objects.filter(
            pk__in=successors_of(addressee.institution_id)
        )
        field: Any = self.fields["successor"]
        field.queryset = heirs.order_by("name")
        if not heirs:
            field.help_text = (
                f"The register names no successor of {addressee.institution}. "
                "An administrator records successions in the admin site."
            )

    def save(self, act: Act) -> None:
        successor = self.cleaned_data["successor"]
        pass_on(act, successor, because=self.because)


class AnswerForForm(BecauseForm):
    response = forms.ModelChoiceField(
        Response.objects.none(),
        label="Which response answers for it?",
        help_text="Published responses of other bodies to the same recommendation.",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the response that answers for it.",
            "invalid_choice": "Choose a response from the list.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["response"]
        field.queryset = answers_beside(self.addressee)
        field.label_from_instance = _as_given
        if not field.queryset:
            field.help_text = (
                "No response of another body to this recommendation is recorded. "
                "Where a paper of another body answers, record a response, and tick "
                "that body under “Who answers?”."
            )

    def save(self, act: Act) -> None:
        answer_for(act, self.cleaned_data["response"], because=self.because)


def answers_beside(addressee: Addressee) -> QuerySet[Response]:
    """Return what was published for others on the same recommendation."""
    beside = Response.objects.published().exclude(addressee=addressee)
    return (
        beside.filter(addressee__recommendation=addressee.recommendation_id)
        .select_related("document", "addressee__institution")
        .prefetch_related("ordered_answerers__institution")
        .order_by("document__published", "pk")
    )


def _as_given(response: Response) -> str:
    bodies = [each.institution.name for each in response.ordered_answerers.all()]
    by = ", ".join(bodies) or "nobody named"
    return (
        f"{response.document.title}, {response.document.published.in_words}: answered "
        f"by {by} for {response.addressee.institution}"
    )
