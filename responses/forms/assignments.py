"""The form that says who looks after an addressee."""

from typing import Any

from django import forms

from responses.forms.acts import ActForm
from responses.models import Officer
from responses.permissions import recorders_of
from responses.services import Act, assign


class AssignForm(ActForm):
    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Who looks after it?",
        help_text="Officers who may record about it.",
        empty_label="Nobody",
        required=False,
        error_messages={"invalid_choice": "Choose an officer from the list."},
    )

    # No reader sees it, and it moves nothing.
    is_shown_first = False
    is_published = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["officer"]
        field.queryset = recorders_of([self.addressee, *self.others]).order_by("email")

    def save(self, act: Act) -> None:
        assign(act, officer=self.cleaned_data["officer"])
