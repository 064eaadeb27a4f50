"""The day that a page is read as at: today, or one in the past."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from recommendations.fields import PartialDateFormField


class DayField(PartialDateFormField):
    """A whole day, today at the latest."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is None:
            return None
        if not day.is_exact:
            raise forms.ValidationError(
                f"{day.in_words} is not a day: write for example {self.today}."
            )
        if day.earliest > self.today:
            raise forms.ValidationError(
                f"{day.in_words} is still to come: choose today or a day before it."
            )
        return day.earliest


class AsAtForm(forms.Form):
    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.fields["as_at"] = DayField(
            today=today,
            required=False,
            label="As at a past day",
            help_text="For example 1 October 2020. Blank is today.",
        )


class AsAt:
    """The day asked for, or today where none or no good one was.

    today: in Europe/London. `problem` says what was wrong with the day asked for.
    """

    def __init__(self, params: QueryDict, *, today: date) -> None:
        self.form = AsAtForm(params, today=today)
        self.today = today
        self.on: date = today
        if self.form.is_valid():
            self.on = self.form.cleaned_data["as_at"] or today
        self.problem = " ".join(map(str, self.form.errors.get("as_at", [])))
        self._params = params

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def params(self) -> dict[str, str]:
        """The parameters of an address that is read as at the same day."""
        return {"as_at": str(self.on)} if self.is_past else {}

    @property
    def query(self) -> str:
        """What to append to an address, so that it is read as at the same day."""
        return f"?as_at={self.on}" if self.is_past else ""

    @property
    def today_address(self) -> str:
        """The same page as at today."""
        params = self._params.copy()
        for name in ("as_at", "cursor"):
            params.pop(name, None)
        return f"?{params.urlencode()}"
