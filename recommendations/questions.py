"""What an address asks of the register: which rows, as at which day, in which order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import QueryDict

from recommendations import sorting
from recommendations.as_at import AsAt
from recommendations.filters import RegisterFilter
from recommendations.models import Addressee, Recommendation
from recommendations.paging import NotACursor, Page, page_of
from recommendations.querysets import AddresseeQuerySet

PER_PAGE, MOST_PER_PAGE = 25, 200


class ShownForm(forms.Form):
    """In which order, and how many a page."""

    sort = forms.ChoiceField(
        choices=sorting.choices,
        required=False,
        label="Sort by",
        error_messages={
            "invalid_choice": "The list cannot be sorted by “%(value)s”. Choose one "
            f"of: {', '.join(sorting.SORTS)}."
        },
    )
    per_page = forms.IntegerField(required=False, label="Rows a page")

    def clean_per_page(self) -> int:
        wanted = self.cleaned_data["per_page"]
        if wanted is not None and not 1 <= wanted <= MOST_PER_PAGE:
            raise forms.ValidationError(_ROWS)
        return wanted or PER_PAGE


_ROWS = f"Rows a page must be a whole number from 1 to {MOST_PER_PAGE}."
ShownForm.base_fields["per_page"].error_messages["invalid"] = _ROWS


@dataclass(frozen=True)
class Problem:
    """A parameter that was not understood, and so left aside."""

    name: str
    label: str
    message: str


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the same list without it."""

    label: str
    address: str


@dataclass(frozen=True)
class Totals:
    """What a list holds, counted both ways."""

    recommendations: int
    addressees: int
    institutions: int

    @property
    def in_words(self) -> str:
        return (
            f"{_counted(self.recommendations, 'recommendation')}, "
            f"{_counted(self.addressees, 'response')} due from "
            f"{_counted(self.institutions, 'institution')}"
        )


class Question:
    """One question to the register; every way of answering it shares its rows.

    params: of an address. today: in Europe/London. A parameter that is not understood
    is left aside and named by `problems`; one that is not known is ignored.
    """

    def __init__(self, params: QueryDict, *, today: date, default_sort: str) -> None:
        self.params = params
        self.as_at = AsAt(params, today=today)
        self.on = on = self.as_at.on
        among = self.among().in_register(on=on)
        self.filter = self.narrowed(among.with_timeliness(on=on, today=today))
        self.filter.form.is_valid()
        self.chosen = {
            name: value
            for name, value in self.filter.form.cleaned_data.items()
            if value
        }
        self.shown = ShownForm(params)
        self.shown.is_valid()
        self.sort = self._sort(default_sort)
        self.has_bad_cursor = False

    def among(self) -> AddresseeQuerySet:
        """Return all that the question is asked of."""
        return Addressee.objects.all()

    def narrowed(self, rows: AddresseeQuerySet) -> RegisterFilter:
        """Return the rows, with_timeliness, narrowed as the address asks."""
        return RegisterFilter(self.params, queryset=rows, on=self.on)

    def _sort(self, default: str) -> sorting.Sort:
        wanted = self.shown.cleaned_data.get("sort") or default
        if wanted == "relevance" and "q" not in self.chosen:
            self.shown.add_error("sort", "Relevance needs words to search for.")
            wanted = default
        return sorting.SORTS[wanted]

    @property
    def addressees(self) -> Any:
        """The addressees that the question finds, in its order."""
        rows = sorting.sorted_addressees(self.filter.qs.for_list(), self.sort)
        return rows.order_by(*(key.ordering for key in self.sort.keys))

    @property
    def recommendations(self) -> QuerySet[Recommendation]:
        """The recommendations of those addressees, in the question's order.

        One that no addressee is recorded for is found only where nothing is asked.
        """
        found = self.filter.qs
        rows = Recommendation.objects.in_register(on=self.on).for_page()
        if self.chosen:
            rows = rows.filter(pk__in=found.order_by().values("recommendation"))
        rows = sorting.sorted_recommendations(rows, found, self.sort)
        return rows.order_by(*(key.ordering for key in self.sort.keys))

    def totals(self) -> Totals:
        counted = self.filter.qs.order_by().aggregate(
            addressees=Count("pk"),
            recommendations=Count("recommendation", distinct=True),
            institutions=Count("institution", distinct=True),
        )
        if not self.chosen:
            every = Recommendation.objects.in_register(on=self.on)
            counted["recommendations"] = every.count()
        return Totals(**counted)

    def page(self, rows: QuerySet[Any]) -> Page:
        """Return the page of the rows that the address names, or else the first."""
        size = self.shown.cleaned_data.get("per_page") or PER_PAGE
        cursor = self.params.get("cursor", "")
        try:
            page = page_of(rows, self.sort.keys, cursor=cursor, size=size)
        except NotACursor:
            self.has_bad_cursor = True
            page = page_of(rows, self.sort.keys, size=size)
        return Page(
            rows=page.rows,
            previous=page.previous and self.address(cursor=page.previous),
            next=page.next and self.address(cursor=page.next),
        )

    @property
    def problems(self) -> Iterator[Problem]:
        for form in (self.as_at.form, self.filter.form, self.shown):
            for name, errors in form.errors.items():
                label = str(form.fields[name].label)
                yield Problem(name, label, " ".join(map(str, errors)))
        if self.params.get("known_on"):
            message = (
                "The register is read with what it holds today: as_at leaves out what "
                "came later, but not what was learnt later."
            )
            yield Problem("known_on", "As known on a past day", message)
        if self.has_bad_cursor:
            message = "The address names no place in this list; here is its beginning."
            yield Problem("cursor", "Page", message)

    @property
    def chips(self) -> Iterator[Chip]:
        """What was chosen, each to be taken away by itself."""
        for name, value in self.chosen.items():
            field = self.filter.form.fields[name]
            labels = dict(getattr(field, "choices", ()))
            for each in value if isinstance(value, list) else [value]:
                text = labels.get(each) or getattr(each, "in_words", each)
                yield Chip(f"{field.label}: {text}", self._without(name, each))
        if self.as_at.is_past:
            address = self.address(as_at=None)
            yield Chip(f"As at {self.on:%-d %B %Y}", address)

    @property
    def asks_for_states(self) -> bool:
        return bool({"state", "verification"} & self.chosen.keys())

    @property
    def asks_for_more(self) -> bool:
        """Whether anything is asked that the filter form keeps folded away."""
        plain = {"q", "institution", "report", "state", "verification"}
        return bool(self.chosen.keys() - plain) or self.as_at.is_past

    @property
    def download_query(self) -> str:
        """The query of the same question's downloads."""
        return self.address(per_page=None)

    def address(self, **changes: str | None) -> str:
        """Return the same question's query with changes; it starts at page 1 again."""
        params = self.params.copy()
        for name, value in {"cursor": None, **changes}.items():
            params.pop(name, None)
            if value is not None:
                params[name] = value
        return f"?{params.urlencode()}"

    def _without(self, name: str, value: Any) -> str:
        if not isinstance(self.chosen[name], list):
            return self.address(**{name: None})
        params = self.params.copy()
        params.pop("cursor", None)
        kept = [each for each in params.getlist(name) if each and each != value]
        params.setlist(name, kept)
        return f"?{params.urlencode()}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
