"""What an address asks of My work: whose, of which bodies, assigned to whom."""

from datetime import date
from typing import Any

import django_filters
from django.http import QueryDict

from recommendations.filters import RegisterFilter
from recommendations.models import Addressee
from recommendations.querysets import AddresseeQuerySet
from recommendations.questions import Question
from responses.models import Assignment, Officer
from responses.permissions import addressees_of, still_responsible

ME, NOBODY = "me", "nobody"
# Of the page, or of the public lists: My work is as at today, the longest due first.
_NOT_ASKED = ("page", "ticked", "cursor", "per_page", "sort", "as_at", "known_on")


class WorkFilter(RegisterFilter):
    """The filter of the public lists, and who looks after an addressee."""

    assigned = django_filters.ChoiceFilter(
        label="Assigned to",
        choices=[(ME, "Me"), (NOBODY, "Nobody")],
        empty_label="Anyone or nobody",
        method="keep_assigned",
        error_messages={"invalid_choice": f"Choose {ME} or {NOBODY}."},
    )

    def __init__(self, *args: Any, officer: Officer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.officer = officer

    def keep_assigned(self, rows: Any, _name: str, to: str) -> Any:
        standing = still_responsible(Assignment.objects.order_by())
        if to == NOBODY:
            return rows.exclude(pk__in=standing.values("addressee"))
        mine = standing.filter(officer=self.officer)
        return rows.filter(pk__in=mine.values("addressee"))


class WorkQuestion(Question):
    """One question to My work.

    params: of an address; all=1 asks for everybody's, section for one section alone.
    """

    def __init__(self, params: QueryDict, *, officer: Officer, on: date) -> None:
        asked = params.copy()
        for name in _NOT_ASKED:
            asked.pop(name, None)
        self.officer = officer
        self.is_everyones = asked.get("all") == "1"
        self.section = asked.get("section", "")
        super().__init__(asked, today=on, default_sort="due")

    def among(self) -> AddresseeQuerySet:
        if self.is_everyones:
            return Addressee.objects.all()
        return addressees_of(self.officer)

    def narrowed(self, rows: AddresseeQuerySet) -> WorkFilter:
        return WorkFilter(self.params, queryset=rows, on=self.on, officer=self.officer)

    @property
    def unfiltered(self) -> str:
        """The query of the same list without any filter."""
        query = QueryDict(mutable=True)
        if self.is_everyones:
            query["all"] = "1"
        if self.section:
            query["section"] = self.section
        return f"?{query.urlencode()}"

    @property
    def only_mine(self) -> str:
        return self.address(all=None)

    @property
    def everybodys(self) -> str:
        return self.address(all="1")

    @property
    def every_section(self) -> str:
        return self.address(section=None)
