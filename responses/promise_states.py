"""How a promise stands on a day: by its date and what was said of it, nothing else.

A date that has gone by says only that nobody has looked; whether a promise was kept is
somebody's word, never a conclusion of ours.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db import models

from recommendations.partial_dates import PartialDate


class PromiseState(models.TextChoices):
    TO_COME = "to_come", "Date still to come"
    DATE_PASSED = "date_passed", "Date passed, not yet checked"
    NO_DATE = "no_date", "No date given"
    ASSESSED = "assessed", "Assessed"


class Outcome(models.TextChoices):
    """What somebody says has become of a promise."""

    OPEN = "open", "Still open"
    KEPT = "kept", "Kept"
    NOT_KEPT = "not_kept", "Not kept"
    SUPERSEDED = "superseded", "Replaced by a later promise"


class Word(Protocol):
    """What somebody said of a promise, and when."""

    outcome: str
    assessed: PartialDate


def state_of(
    due: PartialDate | None, words: Iterable[Word], *, on: date
) -> PromiseState:
    """Return how a promise stands on a day (Europe/London).

    words: those of any time; what was not certainly said by the day does not count. A
    promise that was still open on its last day, or before it, is to be looked at again.
    """
    said = [word for word in words if word.assessed.latest <= on]
    if any(_settles(word, due) for word in said):
        return PromiseState.ASSESSED
    if due is None:
        return PromiseState.NO_DATE
    return PromiseState.DATE_PASSED if due.latest < on else PromiseState.TO_COME


def _settles(word: Word, due: PartialDate | None) -> bool:
    if word.outcome != Outcome.OPEN:
        return True
    return due is not None and word.assessed.latest > due.latest
