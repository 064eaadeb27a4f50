"""What a change does to timeliness as at one day: told before it is made, and after."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models

from recommendations.deadlines import Timeliness, Verification
from recommendations.models import Addressee
from recommendations.partial_dates import day_in_words

Standings = dict[int, tuple[str, str | None]]

# State, and what is said of those that come into it: to be done, and done.
_SAID = {
    Timeliness.ANSWERED_ON_TIME: ("answers {} on time", "answered {} on time"),
    Timeliness.ANSWERED_LATE: ("answers {} late", "answered {} late"),
    Timeliness.ANSWERED_DATE_UNCERTAIN: (
        "answers {} at an uncertain date",
        "answered {} at an uncertain date",
    ),
    Timeliness.ANSWERED_NO_DEADLINE: (
        "answers {} without a deadline",
        "answered {} without a deadline",
    ),
    Timeliness.POSSIBLY_OVERDUE: (
        "makes {} possibly overdue",
        "made {} possibly overdue",
    ),
    Timeliness.DUE_SOON: ("makes {} due soon", "made {} due soon"),
    Timeliness.AWAITING: ("awaits {}", "awaited {}"),
    Timeliness.NO_DEADLINE: (
        "leaves {} open without a deadline",
        "left {} open without a deadline",
    ),
    Timeliness.NOT_REQUIRED: ("requires {} no more", "required {} no more"),
}


def standings(
    addressees: models.QuerySet[Addressee] | None = None, *, on: date
) -> Standings:
    """Return the state and verification as at a day of every addressee, or of some."""
    chosen: Any = Addressee.objects.all() if addressees is None else addressees
    rows = chosen.in_register(on=on).with_timeliness(on=on)
    found = rows.order_by().values_list("pk", "state", "verification")
    return {pk: (state, seen) for pk, state, seen in found.iterator(chunk_size=2000)}


@dataclass(frozen=True)
class Effect:
    on: date
    newly_overdue: int
    newly_unverified: int
    cleared: int
    moved: Counter[str]

    @classmethod
    def between(cls, before: Standings, after: Standings, *, on: date) -> Self:
        nowhere = (None, None)
        moved = {
            pk: standing
            for pk, standing in after.items()
            if standing[0] != before.get(pk, nowhere)[0]
        }
        into = Counter(state for state, _ in moved.values())
        unverified = (Timeliness.OVERDUE, Verification.UNVERIFIED)
        return cls(
            on=on,
            newly_overdue=into.pop(Timeliness.OVERDUE, 0),
            newly_unverified=sum(each == unverified for each in moved.values()),
            cleared=sum(
                state == Timeliness.OVERDUE
                and after.get(pk, nowhere)[0] != Timeliness.OVERDUE
                for pk, (state, _) in before.items()
            ),
            moved=into,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether every response due stands where it stood."""
        return not (self.newly_overdue or self.cleared or self.moved)

    @property
    def would_be(self) -> list[str]:
        """The same in sentences, before it is done."""
        return self.lines(is_done=False)

    def lines(self, *, is_done: bool) -> list[str]:
        """Say it: makes 3 responses due overdue, clears 1; answers 2 late."""
        makes, clears = ("made", "cleared") if is_done else ("makes", "clears")
        due = "response" if self.newly_overdue == 1 else "responses"
        parts = [
            f"{makes} {self.newly_overdue} {due} due overdue, {clears} {self.cleared}"
        ]
        parts += [
            said[is_done].format(self.moved[state])
            for state, said in _SAID.items()
            if self.moved[state]
        ]
        lines = [f"As at {day_in_words(self.on)}, this {'; '.join(parts)}."]
        if self.newly_unverified:
            lines.append(
                f"Of those newly overdue, {self.newly_unverified} have not been "
                "checked: no answer held is not no answer given."
            )
        return lines
