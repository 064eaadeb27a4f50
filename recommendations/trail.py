"""Who changed what, when, from what to what: written by the database itself."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

_Model = TypeVar("_Model", bound=type[models.Model])


def tracked(
    *, exclude: list[str] | None = None, is_read_by_time: bool = False
) -> Callable[[_Model], _Model]:
    """Keep every version of a model's rows, by trigger, in the changing transaction.

    Bulk updates and raw SQL are caught as well. The versions can be added to, never
    changed, deleted or emptied. Who made a change travels as pghistory.context(by=…).

    is_read_by_time: whether the newest versions of all rows are looked for together.
    """
    by_time = models.Index(fields=["pgh_created_at", "pgh_context_id"])
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        append_only=True,
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        meta={
            "indexes": [by_time] if is_read_by_time else [],
            "triggers": [
                pgtrigger.Trigger(
                    name="never_emptied",
                    operation=pgtrigger.Truncate,
                    level=pgtrigger.Statement,
                    when=pgtrigger.Before,
                    func="RAISE EXCEPTION 'The trail can be added to, not emptied.';",
                )
            ],
        },
    )
