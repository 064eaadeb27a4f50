"""Figures, each with its denominator and the rows behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from recommendations.deadlines import Timeliness, Verification
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
    """Where each of some responses stands on one day, each counted once."""

    total: int
    shares: list[Share]

    def count(self, *names: str) -> int:
        return sum(each.count for each in self.shares if each.name in names)


def standings(addressees: Any, asked: Mapping[str, str]) -> Standings:
    """Count addressees, which need with_timeliness, by where they stand.

    asked: the parameters that find just these addressees in the list of responses due.
    What is past due is split by whether somebody has looked: the two are never added
    up, and what nobody has looked for is not called overdue. Ways in which none stands
    are left out.
    """
    counted = addressees.order_by().values("state", "verification")
    counts = {
        (each["state"], each["verification"]): each["n"]
        for each in counted.annotate(n=Count("pk", distinct=True))
    }
    shares = [
        Share(
            name=_name(state, verification),
            label=LABELS[state, verification],
            count=counts[state, verification],
            query=_query(asked, state, verification),
        )
        for state, verification in LABELS
        if (state, verification) in counts
    ]
    return Standings(total=sum(counts.values()), shares=shares)


# In the order in which they are shown.
LABELS: dict[tuple[Timeliness, Verification | None], str] = {
    (Timeliness.ANSWERED_ON_TIME, None): SAID[Timeliness.ANSWERED_ON_TIME],
    (Timeliness.ANSWERED_NO_DEADLINE, None): SAID[Timeliness.ANSWERED_NO_DEADLINE],
    (Timeliness.ANSWERED_DATE_UNCERTAIN, None): (
        SAID[Timeliness.ANSWERED_DATE_UNCERTAIN]
    ),
    (Timeliness.ANSWERED_LATE, None): SAID[Timeliness.ANSWERED_LATE],
    (Timeliness.AWAITING, None): SAID[Timeliness.AWAITING],
    (Timeliness.DUE_SOON, None): SAID[Timeliness.DUE_SOON],
    (Timeliness.NO_DEADLINE, None): SAID[Timeliness.NO_DEADLINE],
    (Timeliness.POSSIBLY_OVERDUE, Verification.UNVERIFIED): (
        "Possibly past due, not yet checked"
    ),
    (Timeliness.OVERDUE, Verification.UNVERIFIED): "Past due, not yet checked",
    (Timeliness.OVERDUE, Verification.CONFIRMED): "Overdue, checked",
    (Timeliness.NOT_REQUIRED, None): SAID[Timeliness.NOT_REQUIRED],
}


def _name(state: Timeliness, verification: Verification | None) -> str:
    return f"{state}_{verification}" if verification else str(state)


def _query(
    asked: Mapping[str, str], state: Timeliness, verification: Verification | None
) -> str:
    query = {**asked, "state": str(state)}
    if verification:
        query["verification"] = str(verification)
    return urlencode(query)
