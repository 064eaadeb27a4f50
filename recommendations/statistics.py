"""Figures, each with its denominator and the rows behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from recommendations.deadlines import Timeliness, Verification
from recommendations.models import Addressee
from recommendations.working import SAID


@dataclass(frozen=True)
class Share:
    """How many responses stand in one way; query finds them at /responses/."""

    name: str
    label: str
    count: int
    query: str


@dataclass(frozen=True)
class Standings:
    """Where every response of the register stands on one day, each counted once."""

    total: int
    shares: list[Share]

    def count(self, name: str) -> int:
        return next((each.count for each in self.shares if each.name == name), 0)


def standings(*, on: date) -> Standings:
    """Count responses due by where they stood on a day.

    What is past due is split by whether somebody has looked: the two are never added
    up. Ways in which none stands are left out.
    """
    rows: Any = Addressee.objects.in_register(on=on).with_timeliness(on=on)
    counted = (
        rows.order_by()
        .values("state", "verification")
        .annotate(n=Count("pk"))
        .values_list("state", "verification", "n")
    )
    counts = {(state, verification): n for state, verification, n in counted}
    shares = [
        Share(
            name=f"{state}_{verification}" if verification else str(state),
            label=f"{SAID[state]}, {_LOOKED[verification]}"
            if verification
            else SAID[state],
            count=counts[state, verification],
            query=f"state={state}"
            + (f"&verification={verification}" if verification else ""),
        )
        for state in _IN_ORDER
        for verification in (None, *Verification)
        if counts.get((state, verification))
    ]
    return Standings(total=sum(counts.values()), shares=shares)


_LOOKED = {
    Verification.CONFIRMED: "checked",
    Verification.UNVERIFIED: "not yet checked",
}
_IN_ORDER = [
    Timeliness.ANSWERED_ON_TIME,
    Timeliness.ANSWERED_NO_DEADLINE,
    Timeliness.ANSWERED_DATE_UNCERTAIN,
    Timeliness.ANSWERED_LATE,
    Timeliness.AWAITING,
    Timeliness.DUE_SOON,
    Timeliness.NO_DEADLINE,
    Timeliness.POSSIBLY_OVERDUE,
    Timeliness.OVERDUE,
    Timeliness.NOT_REQUIRED,
]
