"""On the way through a section of My work: what comes next, once this is done.

The section and the filters travel in the query of every page of the desk that was
reached from it.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Addressee
from responses.addresses import desk_address
from responses.questions import WorkQuestion
from responses.views.foreseeing import NEXT, step_of
from responses.views.officers import OfficerRequest
from responses.worklist import kind_named, next_of


@dataclass(frozen=True)
class Way:
    """A section that an officer works through; following: what is next, if anything.

    query: the section's own, with its filters. left: how many besides this one.
    """

    title: str
    query: str
    following: Any
    left: int

    @property
    def next_address(self) -> str:
        return f"{desk_address(self.following)}{self.query}"


def is_on_a_way(request: OfficerRequest) -> bool:
    return kind_named(request.GET.get("section", "")) is not None


def way_of(request: OfficerRequest, addressee: Addressee) -> Way | None:
    """Return the way that the address is on, seen from an addressee; None off any."""
    kind = kind_named(request.GET.get("section", ""))
    if kind is None:
        return None
    params = request.GET.copy()
    # What is not theirs they cannot go on to.
    params.pop("all", None)
    on = timezone.localdate()
    question = WorkQuestion(params, officer=request.user, on=on)
    following, left = next_of(question, addressee)
    return Way(kind.title, question.address(), following, left)


def goal_of(
    request: OfficerRequest, addressee: Addressee, address: dict[str, str]
) -> str:
    """Return where to go once something is saved: back, or on to the next one."""
    way = way_of(request, addressee)
    if way and way.following and step_of(request) == NEXT:
        return way.next_address
    query = way.query if way else ""
    return f"{reverse('responses:addressee', kwargs=address)}{query}"


def back_to_the_list(query: str) -> str:
    """Return the address of My work with a query, whatever it says."""
    return f"{reverse('responses:desk')}?{QueryDict(query).urlencode()}"
