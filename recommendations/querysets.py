"""The questions asked of the register, as methods that chain.

Timeliness is `deadlines` said once more in SQL, from the days that the addressee
carries and the day asked about; tests hold the two to the same cases.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from recommendations.deadlines import DUE_SOON_DAYS, Timeliness, Verification


class InstitutionQuerySet(models.QuerySet):
    def with_lineage(self, slugs: Iterable[str]) -> set[int]:
        """Return the ids of the named bodies, those below them and predecessors.

        Bodies below a predecessor count as well. Reads the whole tree, two columns.
        """
        wanted = set(self.filter(slug__in=slugs).values_list("pk", flat=True))
        leads_to: dict[int, set[int]] = {}
        everyone = self.model._base_manager
        for child, parent in everyone.filter(parent__isnull=False).values_list(
            "pk", "parent_id"
        ):
            leads_to.setdefault(parent, set()).add(child)
        for old, new in everyone.filter(successions__isnull=False).values_list(
            "pk", "successions__successor_id"
        ):
            leads_to.setdefault(new, set()).add(old)
        unread = list(wanted)
        while unread:
            found = leads_to.get(unread.pop(), set()) - wanted
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

    def with_timeliness(self, *, on: date) -> Self:
        """Add how things stood on a day (Europe/London).

        as_at: the day.
        due_earliest_as_at, due_latest_as_at: with the extensions granted by then.
        is_answered_as_at: whether a response had certainly been published.
        state, days_late, days_late_original, last_checked_as_at, verification: as
        deadlines has them, null where it has None.
        """
        return (
            self.annotate(
                as_at=Value(on, output_field=models.DateField()),
                due_earliest_as_at=self._due_as_at("earliest", on),
                due_latest_as_at=self._due_as_at("latest", on),
                is_answered_as_at=Q(
                    answered_latest__isnull=False, answered_latest__lte=on
                ),
                last_checked_as_at=self._last_check(on),
            )
            .annotate(
                state=_state(_CURRENT, on=on), state_original=_state(_ORIGINAL, on=on)
            )
            .annotate(
                days_late=_days_late(_CURRENT, on=on),
                days_late_original=_days_late(_ORIGINAL, on=on),
                verification=_verification(),
            )
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
        )

    def _others(self, **conditions: Any) -> Any:
        return self.model._base_manager.filter(**conditions).values("pk")

    def _due_as_at(self, end: str, on: date) -> Case:
        granted = self.model._base_manager.filter(
            pk=OuterRef("pk"), extensions__granted_latest__lte=on
        ).order_by("-extensions__granted_latest", "-extensions__pk")
        return Case(
            When(
                Q(extended_on__isnull=True) | Q(extended_on__lte=on),
                then=F(f"due_{end}"),
            ),
            default=Coalesce(
                Subquery(granted.values(f"extensions__due_{end}")[:1]),
                F(f"original_due_{end}"),
                output_field=models.DateField(),
            ),
            output_field=models.DateField(),
        )

    def _last_check(self, on: date) -> Subquery:
        checks = self.model._base_manager.filter(
            pk=OuterRef("pk"), checks__checked_on__lte=on
        ).order_by("-checks__checked_on")
        return Subquery(checks.values("checks__checked_on")[:1])


class _Due(NamedTuple):
    """The columns that a state is computed from, and the one that it is put in."""

    earliest: str
    latest: str
    state: str


_CURRENT = _Due("due_earliest_as_at", "due_latest_as_at", "state")
_ORIGINAL = _Due("original_due_earliest", "original_due_latest", "state_original")


def _state(due: _Due, *, on: date) -> Case:
    answered = Q(is_answered_as_at=True)
    lapsed = Q(lapsed_on__lte=on) & ~(
        answered & Q(answered_earliest__lte=F("lapsed_on"))
    )
    undated = Q(**{f"{due.latest}__isnull": True})
    on_time = Q(answered_latest__lte=F(due.earliest))
    soon = on + timedelta(days=DUE_SOON_DAYS)
    in_order = [
        (lapsed, Timeliness.NOT_REQUIRED),
        (answered & undated, Timeliness.ANSWERED_NO_DEADLINE),
        (answered & on_time, Timeliness.ANSWERED_ON_TIME),
        (answered & Q(answered_earliest__gt=F(due.latest)), Timeliness.ANSWERED_LATE),
        (answered, Timeliness.ANSWERED_DATE_UNCERTAIN),
        (undated, Timeliness.NO_DEADLINE),
        (Q(**{f"{due.latest}__lt": on}), Timeliness.OVERDUE),
        (Q(**{f"{due.earliest}__lt": on}), Timeliness.POSSIBLY_OVERDUE),
        (Q(**{f"{due.earliest}__lte": soon}), Timeliness.DUE_SOON),
    ]
    return Case(
        *(When(when, then=Value(str(state))) for when, state in in_order),
        default=Value(str(Timeliness.AWAITING)),
        output_field=models.CharField(),
    )


def _days_late(due: _Due, *, on: date) -> Case:
    day = Value(on, output_field=models.DateField())
    known_due = Q(**{due.earliest: F(due.latest)})
    known_answer = Q(answered_earliest=F("answered_latest"))
    overdue = Q(**{due.state: str(Timeliness.OVERDUE)})
    late = Q(**{due.state: str(Timeliness.ANSWERED_LATE)})
    return Case(
        When(**{due.state: str(Timeliness.ANSWERED_ON_TIME)}, then=Value(0)),
        When(overdue & known_due, then=_Days(day, due.latest)),
        When(
            late & known_due & known_answer, then=_Days("answered_earliest", due.latest)
        ),
        output_field=models.IntegerField(),
    )


def _verification() -> Case:
    looked = Q(last_checked_as_at__gt=F("due_latest_as_at"))
    past_due = Q(state__in=["overdue", "possibly_overdue"])
    return Case(
        When(past_due & looked, then=Value(str(Verification.CONFIRMED))),
        When(past_due, then=Value(str(Verification.UNVERIFIED))),
        output_field=models.CharField(),
    )


class _Days(models.Func):
    """Whole days from one date to another."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = models.IntegerField()


InstitutionManager = models.Manager.from_queryset(InstitutionQuerySet)
RecommendationManager = models.Manager.from_queryset(RecommendationQuerySet)
AddresseeManager = models.Manager.from_queryset(AddresseeQuerySet)
