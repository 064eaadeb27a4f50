"""How a reader narrows the register: lists, downloads, feeds and the API share it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q

from recommendations.deadlines import Timeliness, Verification
from recommendations.fields import PartialDateFormField
from recommendations.models import (
    Addressee,
    Inquiry,
    Institution,
    InstitutionKind,
    Report,
)
from recommendations.partial_dates import PartialDate
from recommendations.positions import Position, Progress
from recommendations.querysets import AddresseeQuerySet
from recommendations.search import matching
from recommendations.working import SAID

VERIFICATIONS = {
    Verification.CONFIRMED: "Checked: nothing found published",
    Verification.UNVERIFIED: "Not yet checked",
}
MOST_VALUES = 200
# What a date filter reads: the first and the last day that a row's date may be.
DAYS = {
    "published": ("published_earliest", "published_latest"),
    "due": ("due_earliest_as_at", "due_latest_as_at"),
    "answered": ("answered_earliest", "answered_latest"),
}


# A choice finds the unchecked as well, which are not to be called overdue.
WAYS = SAID | {
    Timeliness.OVERDUE: "Past due",
    Timeliness.POSSIBLY_OVERDUE: "Possibly past due",
}


class PickWidget(forms.SelectMultiple):
    """A short list that adds one more to the ones chosen; no script needed."""

    template_name = "recommendations/_pick_widget.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"].pop("multiple", None)
        options = [option for _, group, _ in widget["optgroups"] for option in group]
        widget["chosen"] = [option for option in options if option["selected"]]
        widget["others"] = [option for option in options if not option["selected"]]
        return context


class ChoicesField(forms.MultipleChoiceField):
    """Any of several values; a blank one is none, an unknown one is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_choice"] = (
            "%(value)s is not one of the choices here. The list shows what can be "
            "chosen."
        )

    def to_python(self, value: Any) -> list[str]:
        chosen = [each for each in super().to_python(value) if each]
        if len(chosen) > MOST_VALUES:
            raise forms.ValidationError(f"Choose at most {MOST_VALUES} values.")
        return list(dict.fromkeys(chosen))

    def validate(self, value: list[str]) -> None:
        for each in value:
            if not self.valid_value(each):
                shown = repr(each[:60]) if not each.isprintable() else each[:60]
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": f"“{shown}”"},
                )


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    field_class = ChoicesField


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateFormField


def _named(model: Any, name: str) -> Callable[[], Iterable[tuple[str, str]]]:
    return lambda: model.objects.order_by(name).values_list("slug", name)


class RegisterFilter(django_filters.FilterSet):
    """Narrow addressees by what an address asks; a value that is wrong narrows nothing.

    Different parameters hold of the same addressee. Which they are, and what went
    wrong, is in `form.errors`. The addressees must come with_timeliness, as at the
    same day.
    """

    q = django_filters.CharFilter(label="Words", method="keep_matching", max_length=500)
    institution = ChoicesFilter(
        label="Institution",
        choices=_named(Institution, "name"),
        widget=PickWidget,
        method="keep_institutions",
    )
    state = ChoicesFilter(
        label="Where the response stands",
        choices=[(str(state), WAYS[state]) for state in Timeliness],
        widget=forms.CheckboxSelectMultiple,
        method="keep_any",
    )
    inquiry = ChoicesFilter(
        label="Inquiry",
        choices=_named(Inquiry, "name"),
        widget=PickWidget,
        method="keep_inquiries",
    )
    report = ChoicesFilter(
        label="Report",
        choices=_named(Report, "title"),
        widget=PickWidget,
        method="keep_reports",
    )
    kind = ChoicesFilter(
        label="Kind of institution",
        choices=InstitutionKind.choices,
        widget=PickWidget,
        method="keep_kinds",
    )
    verification = ChoicesFilter(
        label="If past due",
        choices=[(str(value), label) for value, label in VERIFICATIONS.items()],
        widget=forms.CheckboxSelectMultiple,
        method="keep_any",
    )
    position = ChoicesFilter(
        label="Position stated",
        choices=Position.choices,
        widget=forms.CheckboxSelectMultiple,
        method="keep_positions",
    )
    progress = ChoicesFilter(
        label="Progress, as somebody assessed it",
        choices=Progress.choices,
        widget=forms.CheckboxSelectMultiple,
        method="keep_progress",
    )
    # Read by keep_institutions.
    exact = ChoicesFilter(
        label="Related bodies",
        choices=[("1", "Leave out bodies below it and its predecessors")],
        widget=forms.CheckboxSelectMultiple,
        method="keep_all",
    )
    published_from = PartialDateFilter(label="Report published from", method="since")
    published_to = PartialDateFilter(label="Report published to", method="until")
    due_from = PartialDateFilter(label="Due from", method="since")
    due_to = PartialDateFilter(label="Due to", method="until")
    answered_from = PartialDateFilter(label="Answered from", method="since")
    answered_to = PartialDateFilter(label="Answered to", method="until")

    class Meta:
        model = Addressee
        fields: list[str] = []

    def __init__(self, data: Any, *, queryset: AddresseeQuerySet, on: date) -> None:
        super().__init__(data, queryset=queryset)
        self.on = on

    @property
    def qs(self) -> Any:
        """The addressees, narrowed by every parameter that was understood."""
        if not hasattr(self, "_qs"):
            self.form.is_valid()
            queryset = self.queryset
            for name, value in self.form.cleaned_data.items():
                queryset = self.filters[name].filter(queryset, value)
            self._qs = queryset
        return self._qs

    def keep_matching(self, rows: Any, _name: str, words: str) -> Any:
        return matching(rows, words)

    def keep_institutions(self, rows: Any, _name: str, slugs: list[str]) -> Any:
        """Keep what concerns the bodies, and unless exact those related to them."""
        if self.form.cleaned_data.get("exact"):
            bodies = set(
                Institution.objects.filter(slug__in=slugs).values_list("pk", flat=True)
            )
        else:
            bodies = Institution.objects.with_lineage(slugs)
        return rows.concerning(bodies)

    def keep_inquiries(self, rows: Any, _name: str, slugs: list[str]) -> Any:
        return rows.filter(report__inquiry__slug__in=slugs)

    def keep_reports(self, rows: Any, _name: str, slugs: list[str]) -> Any:
        return rows.filter(report__slug__in=slugs)

    def keep_kinds(self, rows: Any, _name: str, kinds: list[str]) -> Any:
        return rows.filter(institution__kind__in=kinds)

    def keep_any(self, rows: Any, name: str, values: list[str]) -> Any:
        return rows.filter(**{f"{name}__in": values})

    def keep_positions(self, rows: Any, _name: str, positions: list[str]) -> Any:
        return rows.with_answers(on=self.on).filter(position__in=positions)

    def keep_progress(self, rows: Any, _name: str, values: list[str]) -> Any:
        return rows.assessed_as(values, on=self.on)

    def keep_all(self, rows: Any, _name: str, _value: list[str]) -> Any:
        return rows

    def since(self, rows: Any, name: str, day: PartialDate) -> Any:
        """Keep what may lie on or after the first day that the date may stand for."""
        _, latest = DAYS[name.removesuffix("_from")]
        return self._if_answered(rows, name).filter(**{f"{latest}__gte": day.earliest})

    def until(self, rows: Any, name: str, day: PartialDate) -> Any:
        """Keep what may lie on or before the last day that the date may stand for."""
        earliest, _ = DAYS[name.removesuffix("_to")]
        return self._if_answered(rows, name).filter(**{f"{earliest}__lte": day.latest})

    def _if_answered(self, rows: Any, name: str) -> Any:
        if name.startswith("answered"):
            return rows.filter(Q(is_answered_as_at=True))
        return rows
