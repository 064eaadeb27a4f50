"""For whom the publishers of a paper speak, and for whom they only may."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from recommendations.models import Addressee, Institution
from responses.models import Paper, Response

RECORDED = "A response of it in this document is recorded already."
ABOVE = (
    "A publisher stands above it: whether the paper answers for it as well is yours "
    "to decide."
)
NOT_THEIRS = "It is not among the publishers, nor led by one of them."


@dataclass(frozen=True)
class Speakers:
    """The publishers of a paper, in order, and every body's parent, by their ids."""

    publishers: list[int]
    parents: dict[int, int | None]

    @classmethod
    def of(cls, paper: Paper) -> Self:
        named = paper.ordered_publishers.values_list("institution", flat=True)
        parents = Institution.objects.order_by().values_list("pk", "parent_id")
        return cls(list(named), dict(parents))

    def why_not(self, addressee: Addressee) -> str:
        """Say why the paper may not answer for an addressee; blank where it does.

        It does for a publisher, for a body above one (a ministry answers for the
        government), and for what a publisher leads on or has taken over. Reads the
        addressee's ordered_leads.
        """
        speakers = set(self.publishers)
        leads = {lead.institution_id for lead in addressee.ordered_leads.all()}
        theirs = {addressee.passed_to_id, *leads} & speakers
        if theirs or addressee.institution_id in speakers | self.above(speakers):
            return ""
        return (
            ABOVE if self.above([addressee.institution_id]) & speakers else (NOT_THEIRS)
        )

    def above(self, bodies: Iterable[int]) -> set[int]:
        """Return the ids of all bodies that stand above some."""
        found: set[int] = set()
        unread = list(bodies)
        while unread:
            parent = self.parents.get(unread.pop())
            if parent is not None and parent not in found:
                found.add(parent)
                unread.append(parent)
        return found


def recorded_in(paper: Paper) -> set[int]:
    """Return the ids of the addressees whose response in the paper is recorded."""
    if paper.document_id is None:
        return set()
    held = Response.objects.filter(document=paper.document_id)
    live = held.exclude(status=Response.Status.WITHDRAWN)
    return set(live.values_list("addressee", flat=True))
