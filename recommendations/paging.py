"""Pages that cost the same at any depth: each starts where the last one ended."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy


class NotACursor(ValueError):
    """The text is no place in this list."""


@dataclass(frozen=True)
class Key:
    """A column that a list is sorted by; it must never be null."""

    name: str
    kind: type[date] | type[int] | type[str] | type[float]
    is_descending: bool = False

    def reversed(self) -> "Key":
        return Key(self.name, self.kind, not self.is_descending)

    @property
    def ordering(self) -> OrderBy:
        return OrderBy(F(self.name), descending=self.is_descending)

    def beyond(self, value: Any) -> Q:
        return Q(**{f"{self.name}__{'lt' if self.is_descending else 'gt'}": value})


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the cursors of its neighbours, where there are any."""

    rows: list[Any]
    previous: str | None
    next: str | None


def page_of(
    rows: QuerySet[Any], keys: Sequence[Key], *, cursor: str = "", size: int
) -> Page:
    """Return the page that the cursor names, or the first.

    keys: the sort order; the last must be unique. Raises NotACursor.
    """
    backwards, start = _read(cursor, keys) if cursor else (False, None)
    way = [key.reversed() for key in keys] if backwards else list(keys)
    if start is not None:
        rows = rows.filter(_after(way, start))
    found = list(rows.order_by(*(key.ordering for key in way))[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous = has_more if backwards else start is not None
    has_next = True if backwards else has_more
    return Page(
        rows=found,
        previous=_write(found[0], keys, back=True) if has_previous and found else None,
        next=_write(found[-1], keys, back=False) if has_next and found else None,
    )


def following(rows: QuerySet[Any], keys: Sequence[Key], row: Any) -> QuerySet[Any]:
    """Return the rows that come after one, which need not be among them, in order.

    row: with the columns that the keys name.
    """
    place = [getattr(row, key.name) for key in keys]
    return rows.filter(_after(keys, place)).order_by(*(key.ordering for key in keys))


def _after(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """Return the condition of coming after a place in a list of several keys."""
    condition = Q()
    for index, key in enumerate(keys):
        same = Q(**{each.name: values[at] for at, each in enumerate(keys[:index])})
        condition |= same & key.beyond(values[index])
    return condition


def _write(row: Any, keys: Sequence[Key], *, back: bool) -> str:
    values = [getattr(row, key.name) for key in keys]
    place = [
        value.isoformat() if isinstance(value, date) else value for value in values
    ]
    text = json.dumps([int(back), [key.name for key in keys], *place])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, keys: Sequence[Key]) -> tuple[bool, list[Any]]:
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        back, names, *place = json.loads(text)
        values = [
            date.fromisoformat(value) if key.kind is date else value
            for key, value in zip(keys, place, strict=True)
        ]
    except (ValueError, TypeError, RecursionError) as problem:
        raise NotACursor(cursor) from problem
    # Not isinstance: True is no number here.
    kinds = [type(value) is key.kind for key, value in zip(keys, values, strict=True)]
    if back not in (0, 1) or names != [key.name for key in keys] or not all(kinds):
        raise NotACursor(cursor)
    if any(isinstance(value, str) and not _is_storable(value) for value in values):
        raise NotACursor(cursor)
    return bool(back), values


def _is_storable(text: str) -> bool:
    """Tell whether PostgreSQL could hold the text: no NUL, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= each <= "\udfff" for each in text)
