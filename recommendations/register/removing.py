"""Rows that a register's files no longer name."""

from collections import Counter

from django.db import transaction
from django.db.models import ProtectedError

from recommendations.register.outcome import Tally
from recommendations.register.problems import Problems
from recommendations.register.tables import Table, label


def remove_missing(table: Table, tally: Tally, problems: Problems) -> None:
    """Delete what nothing refers to; what something refers to is a problem.

    What officers recorded is kept.
    """
    for key, pk in removable(table, tally).items():
        try:
            with transaction.atomic():
                table.held().get(pk=pk).delete()
        except ProtectedError as error:
            problems.add(still_needed(label(key), error), file=table.file)
        else:
            tally.removed += 1


def removable(table: Table, tally: Tally) -> dict[tuple[str, ...], int]:
    """Return the missing rows without those that officers recorded."""
    missing = tally.missing
    if table.by_officers is None or not missing:
        return missing
    theirs = set(
        table.held()
        .filter(table.by_officers, pk__in=missing.values())
        .values_list("pk", flat=True)
    )
    return {key: pk for key, pk in missing.items() if pk not in theirs}


def still_needed(name: str, error: ProtectedError) -> str:
    counted = Counter(str(row._meta.verbose_name) for row in error.protected_objects)
    named = ", ".join(f"{count} {kind}" for kind, count in counted.items())
    return (
        f"{name} is not in the file, but cannot be removed: it is referred to by "
        f"{named}. Put it back into the file."
    )
