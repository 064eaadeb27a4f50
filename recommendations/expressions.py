"""`deadlines` said once more, in SQL; tests hold the two to the same cases.

Written as SQL rather than put together from Case and When: every reading of a list
compiles it, and that was most of a page's time.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Func

from recommendations.deadlines import DUE_SOON_DAYS

# The duty fell away before any answer.
_LAPSED = """
    {lapsed_on} <= {on} AND NOT ({answered_latest} IS NOT NULL
    AND {answered_latest} <= {on} AND {answered_earliest} <= {lapsed_on})
"""
_STATE = f"""CASE
    WHEN {_LAPSED} THEN 'not_required'
    WHEN {{answered_latest}} <= {{on}} THEN CASE
        WHEN {{due_latest}} IS NULL THEN 'answered_no_deadline'
        WHEN {{answered_latest}} <= {{due_earliest}} THEN 'answered_on_time'
        WHEN {{answered_earliest}} > {{due_latest}} THEN 'answered_late'
        ELSE 'answered_date_uncertain' END
    WHEN {{due_latest}} IS NULL THEN 'no_deadline'
    WHEN {{on}} > {{due_latest}} THEN 'overdue'
    WHEN {{on}} > {{due_earliest}} THEN 'possibly_overdue'
    WHEN {{on}} >= {{due_earliest}} - {DUE_SOON_DAYS} THEN 'due_soon'
    ELSE 'awaiting' END"""
_DAYS_LATE = f"""CASE
    WHEN {_LAPSED} THEN NULL
    WHEN {{answered_latest}} <= {{on}} AND {{answered_latest}} <= {{due_earliest}}
        THEN 0
    WHEN {{due_earliest}} <> {{due_latest}} THEN NULL
    WHEN {{answered_latest}} <= {{on}} THEN CASE
        WHEN {{answered_earliest}} = {{answered_latest}}
        THEN {{answered_latest}} - {{due_latest}} END
    WHEN {{on}} > {{due_latest}} THEN {{on}} - {{due_latest}} END"""
_VERIFICATION = """CASE WHEN {state} IN ('overdue', 'possibly_overdue') THEN CASE
    WHEN {last_checked} > {due_latest} THEN 'confirmed' ELSE 'unverified' END END"""
_DUE_AS_AT = """CASE
    WHEN {extended_on} IS NULL OR {extended_on} <= {on} THEN {current}
    ELSE coalesce((
        SELECT {column} FROM recommendations_extension AS granted
        WHERE granted.addressee_id = {pk} AND granted.granted_latest <= {on}
            AND granted.withdrawn_at IS NULL
        ORDER BY granted.granted_latest DESC, granted.id DESC LIMIT 1
    ), {original}) END"""
_LAST_CHECKED = """(
    SELECT max(checked.checked_on) FROM recommendations_check AS checked
    WHERE checked.addressee_id = {pk} AND checked.checked_on <= {on}
        AND checked.withdrawn_at IS NULL)"""


class _Sql(Func):
    """SQL with the names of columns in braces, and {on}: a day, written out.

    Its sources are columns or expressions of this kind, none with a parameter.
    """

    def __init__(
        self, sql: str, *, on: date, output_field: models.Field, **columns: str
    ) -> None:
        super().__init__(*map(F, columns.values()), output_field=output_field)
        self.sql, self.names = sql, list(columns)
        self.on = f"DATE '{on.isoformat()}'"

    def as_sql(self, compiler: Any, *_args: Any, **_kwargs: Any) -> Any:
        columns = [compiler.compile(each)[0] for each in self.source_expressions]
        named = dict(zip(self.names, columns, strict=True))
        return f"({self.sql.format(on=self.on, **named)})", ()


_ANSWERED = {
    "answered_earliest": "answered_earliest",
    "answered_latest": "answered_latest",
    "lapsed_on": "lapsed_on",
}


def day(on: date) -> _Sql:
    return _Sql("{on}", on=on, output_field=models.DateField())


def due_as_at(end: str, *, on: date) -> _Sql:
    """Return the earliest or the latest due day, as extended by the day."""
    return _Sql(
        _DUE_AS_AT.replace("{column}", f"due_{end}"),
        on=on,
        output_field=models.DateField(),
        pk="pk",
        extended_on="extended_on",
        current=f"due_{end}",
        original=f"original_due_{end}",
    )


def is_answered(*, on: date) -> _Sql:
    return _Sql(
        "{answered_latest} IS NOT NULL AND {answered_latest} <= {on}",
        on=on,
        output_field=models.BooleanField(),
        answered_latest="answered_latest",
    )


def last_checked(*, on: date) -> _Sql:
    return _Sql(_LAST_CHECKED, on=on, output_field=models.DateField(), pk="pk")


def state(*, on: date) -> _Sql:
    """deadlines.timeliness; needs the due days as at the day."""
    return _Sql(
        _STATE, on=on, output_field=models.CharField(), **_due("due_{end}_as_at")
    )


def days_late(due: str, *, on: date) -> _Sql:
    """deadlines.days_late; due names its columns, {end} standing for each end."""
    return _Sql(_DAYS_LATE, on=on, output_field=models.IntegerField(), **_due(due))


def verification(*, on: date) -> _Sql:
    """deadlines.verification; needs state and the newest check."""
    return _Sql(
        _VERIFICATION,
        on=on,
        output_field=models.CharField(),
        state="state",
        last_checked="last_checked_as_at",
        due_latest="due_latest_as_at",
    )


def _due(named: str) -> dict[str, str]:
    ends = {f"due_{end}": named.format(end=end) for end in ("earliest", "latest")}
    return _ANSWERED | ends
