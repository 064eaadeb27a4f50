"""Partial dates in models and forms, and their first and last days in SQL."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast

from recommendations.partial_dates import (
    LIKELY_YEARS,
    NotAPartialDate,
    PartialDate,
)


class PartialDateFormField(forms.CharField):
    """One box for a date; takes Nov 2020, 10/11/2020, 2020-11-10 and the like."""

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = PartialDate.from_text(text)
        except NotAPartialDate as problem:
            raise ValidationError(str(problem), code="partial_date") from problem
        if found.year not in LIKELY_YEARS:
            raise ValidationError(
                f"{found.year} lies outside {LIKELY_YEARS[0]} to {LIKELY_YEARS[-1]}: "
                "is the year right?",
                code="partial_date",
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.in_words if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def run_validators(self, value: Any) -> None:
        """Leave a date alone: the text's own validators have nothing to check."""


class PartialDateField(models.CharField):
    """A partial date, stored as its reduced ISO 8601 text, so that it sorts.

    None in Python is blank in the database, never null.
    """

    description = "A date known to the year, month or day"
    empty_strings_allowed = False
    # For the type checker: what may be assigned, and what is read.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(
        self, value: str | None, _expression: Any, _connection: Any
    ) -> PartialDate | None:
        return PartialDate.from_iso(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.from_text(str(value))
        except NotAPartialDate as problem:
            raise ValidationError(str(problem), code="partial_date") from problem

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return str(value) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def run_validators(self, value: Any) -> None:
        """Leave a date alone: the calendar has checked it."""

    def formfield(self, **kwargs: Any) -> Any:
        return super(models.CharField, self).formfield(
            **{"form_class": PartialDateFormField, **kwargs}
        )


class _DayOf(models.Func):
    """make_date on parts of a text: unlike a cast to date, the same in any session."""

    output_field = models.DateField()
    arity = 1

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        sql, params = super().as_sql(*args, **kwargs)
        return sql, tuple(params) * self.template.count("%(expressions)s")


class EarliestDay(_DayOf):
    """The first day a partial date may stand for, in SQL; null from blank."""

    template = (
        "(CASE WHEN %(expressions)s <> '' THEN make_date("
        "substr(%(expressions)s, 1, 4)::int, "
        "coalesce(nullif(substr(%(expressions)s, 6, 2), ''), '1')::int, "
        "coalesce(nullif(substr(%(expressions)s, 9, 2), ''), '1')::int) END)"
    )


class LatestDay(_DayOf):
    """The last day a partial date may stand for, in SQL; null from blank."""

    template = (
        "(CASE length(%(expressions)s) "
        "WHEN 4 THEN make_date(%(expressions)s::int, 12, 31) "
        "WHEN 7 THEN (make_date(substr(%(expressions)s, 1, 4)::int, "
        "substr(%(expressions)s, 6, 2)::int, 1) "
        "+ interval '1 month' - interval '1 day')::date "
        "WHEN 10 THEN make_date(substr(%(expressions)s, 1, 4)::int, "
        "substr(%(expressions)s, 6, 2)::int, substr(%(expressions)s, 9, 2)::int) "
        "END)"
    )


class AddMonths(models.Func):
    """deadlines.add_months in SQL: PostgreSQL cuts to the month's last day as well."""

    output_field = models.DateField()
    template = "(%(expressions)s)::date"
    arg_joiner = " + "

    def __init__(self, day: Any, months: Any) -> None:
        super().__init__(day, _Months(months))


class _Months(models.Func):
    function = "make_interval"
    template = "%(function)s(months => %(expressions)s)"
    output_field = models.DurationField()

    def __init__(self, months: Any) -> None:
        if isinstance(months, int):
            months = models.Value(months)
        super().__init__(Cast(months, models.IntegerField()))


def first_day_column(of: str) -> models.GeneratedField:
    """Return a column that the database itself keeps: the earliest day of another."""
    return _kept_by_the_database(EarliestDay(of))


def last_day_column(of: str) -> models.GeneratedField:
    """Return a column that the database itself keeps: the latest day of another."""
    return _kept_by_the_database(LatestDay(of))


def _kept_by_the_database(expression: models.Func) -> models.GeneratedField:
    return models.GeneratedField(
        expression=expression, output_field=models.DateField(null=True), db_persist=True
    )
