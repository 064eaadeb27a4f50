"""The questions asked of the register, as methods that chain."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from recommendations import expressions
from recommendations.deadlines import Timeliness


class InstitutionQuerySet(models.QuerySet):
    def with_those_below(self, bodies: Iterable[int]) -> set[int]:
        """Return the ids of the bodies and of all below them. Reads the whole tree."""
        return reached(bodies, self.just_below())

    def with_those_above(self, bodies: Iterable[int]) -> set[int]:
        """Return the ids of the bodies and of all above them. Reads the whole tree."""
        just_above: dict[int, set[int]] = {}
        for parent, children in self.just_below().items():
            for child in children:
                just_above.setdefault(child, set()).add(parent)
        return reached(bodies, just_above)

    def with_lineage(self, slugs: Iterable[str]) -> set[int]:
        """Return the ids of the named bodies, those below them and predecessors.

        Bodies below a predecessor count as well. Reads the whole tree, two columns.
        """
        named = self.filter(slug__in=slugs).values_list("pk", flat=True)
        return reached(named, self.leading_to())

    def just_below(self) -> dict[int, set[int]]:
        """Return for each body the ids of those whose parent it is."""
        below: dict[int, set[int]] = {}
        pairs = self.model._base_manager.filter(parent__isnull=False)
        for child, parent in pairs.values_list("pk", "parent_id"):
            below.setdefault(parent, set()).add(child)
        return below

    def leading_to(self) -> dict[int, set[int]]:
        """Return for each body the ids of those just below it and just before it."""
        leading_to = self.just_below()
        pairs = self.model._base_manager.filter(successions__isnull=False)
        for old, new in pairs.values_list("pk", "successions__successor_id"):
            leading_to.setdefault(new, set()).add(old)
        return leading_to


def reached(named: Iterable[int], leading_to: dict[int, set[int]]) -> set[int]:
    """Return the named bodies and all that lead to them, however far."""
    wanted = set(named)
    unread = list(wanted)
    while unread:
        found = leading_to.get(unread.pop(), set()) - wanted
        wanted |= found
        unread += found
    return wanted


class RecommendationQuerySet(models.QuerySet):
    def in_register(self, *, on: date) -> Self:
        """Keep those whose report had certainly come out by the day."""
        return self.filter(report__published_latest__lte=on)

    def for_page(self) -> Self:
        return self.select_related("report__inquiry").defer("search")


class AddresseeQuerySet(models.QuerySet):
    def in_register(self, *, on: date) -> Self:
        """Keep those whose report had certainly come out by the day."""
        return self.filter(published_latest__lte=on)

    def with_timeliness(self, *, on: date, today: date | None = None) -> Self:
        """Add how things stood on a day (Europe/London).

        today: the day of reading, if on may be past; what was answered between the two
        shows that a silence was one (Addressee.standing).

        as_at: the day.
        due_earliest_as_at, due_latest_as_at: with the extensions granted by then.
        is_answered_as_at: whether a response had certainly been published.
        state, days_late, days_late_original, last_checked_as_at, verification: as
        deadlines has them, null where it has None.
        """
        return self.annotate(
            as_at=expressions.day(on),
            is_answered_since=expressions.is_answered(on=today or on),
            due_earliest_as_at=expressions.due_as_at("earliest", on=on),
            due_latest_as_at=expressions.due_as_at("latest", on=on),
            is_answered_as_at=expressions.is_answered(on=on),
            last_checked_as_at=expressions.last_checked(on=on),
        ).annotate(
            state=expressions.state(on=on),
            days_late=expressions.days_late("due_{end}_as_at", on=on),
            days_late_original=expressions.days_late("original_due_{end}", on=on),
            verification=expressions.verification(on=on),
        )

    def overdue(self, *, on: date) -> Self:
        """Keep those certainly past their due day and not certainly answered."""
        return self.in_register(on=on).with_timeliness(on=on).in_state("overdue")

    def outstanding(self, *, on: date) -> Self:
        """Keep those that still owe a response, or owe one without a date."""
        return (
            self.in_register(on=on)
            .with_timeliness(on=on)
            .in_state(*(state for state in Timeliness if state.is_outstanding))
        )

    def in_state(self, *states: str) -> Self:
        """Keep some states; needs with_timeliness."""
        return self.filter(state__in=[str(state) for state in states])

    def concerning(self, institutions: Iterable[int]) -> Self:
        """Keep what is addressed to, led by, passed to or answered by the bodies."""
        bodies = list(institutions)
        led = self._others(leads__in=bodies)
        answered = self._others(
            responses__status="published", responses__answerers__in=bodies
        )
        return self.filter(
            Q(institution__in=bodies)
            | Q(passed_to__in=bodies)
            | Q(pk__in=led)
            | Q(pk__in=answered)
        )

    def with_answers(self, *, on: date) -> Self:
        """Add position (of the newest response that states one) and answer_count."""
        published = self._others(
            pk=OuterRef("pk"),
            responses__status="published",
            responses__document__published_latest__lte=on,
        )
        # One that states no position comes last, however new it is.
        telling = Case(When(responses__position="not_stated", then=1), default=0)
        newest = published.order_by(
            telling, "-responses__document__published_latest", "-responses__pk"
        )
        counted = published.values("pk").annotate(n=models.Count("responses"))
        return self.annotate(
            answer_count=Coalesce(Subquery(counted.values("n")), 0),
            position=Coalesce(
                Subquery(newest.values("responses__position")[:1]), Value("")
            ),
        )

    def assessed_as(self, progress: Iterable[str], *, on: date) -> Self:
        """Keep those of which an assessor's newest word by the day is one of these."""
        newer = self.model._base_manager.filter(
            pk=OuterRef("pk"),
            assessments__assessor=OuterRef("assessments__assessor"),
            assessments__assessed_latest__gt=OuterRef("assessments__assessed_latest"),
            assessments__assessed_latest__lte=on,
        )
        standing = self.model._base_manager.filter(
            ~Exists(newer),
            assessments__progress__in=list(progress),
            assessments__assessed_latest__lte=on,
        )
        return self.filter(pk__in=standing.values("pk"))

    def for_list(self) -> Self:
        """Load all that a line of a list shows."""
        return (
            self.select_related("institution", "recommendation__report__inquiry")
            .prefetch_related("ordered_leads__institution", "assessments")
            .defer("institution__search", "recommendation__search")
        )

    def for_page(self) -> Self:
        """Load all that a recommendation's page shows of each addressee."""
        return self.select_related(
            "institution", "report__inquiry", "passed_to"
        ).prefetch_related(
            "ordered_leads__institution",
            "extensions",
            "checks",
            "assessments",
            "letters__rung",
            "responses__document__ordered_publishers__institution",
            "responses__ordered_answerers__institution",
            "responses__adequacy_check",
            "responses__promises__assessments",
        )

    def _others(self, **conditions: Any) -> Any:
        return self.model._base_manager.filter(**conditions).values("pk")


class WithdrawableQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Keep what has not been withdrawn: nothing else counts, on any day."""
        return self.filter(withdrawn_at__isnull=True)


WithdrawableManager = models.Manager.from_queryset(WithdrawableQuerySet)
InstitutionManager = models.Manager.from_queryset(InstitutionQuerySet)
RecommendationManager = models.Manager.from_queryset(RecommendationQuerySet)
AddresseeManager = models.Manager.from_queryset(AddresseeQuerySet)
