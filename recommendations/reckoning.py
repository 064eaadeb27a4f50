"""Write down for each addressee the days that its due date follows from.

The one writer of those columns. Call it after any change to what they follow from: a
report's date, an inquiry's period, a deadline, an extension, the end of a body or of
a recommendation. Nothing here announces anything: history recomputed is not news.
"""

from django.db import models, transaction
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Least, Substr

from recommendations.fields import AddMonths, EarliestDay, LatestDay
from recommendations.models import (
    Addressee,
    Extension,
    Inquiry,
    Institution,
    Recommendation,
    Report,
)


@transaction.atomic
def reckon(addressees: models.QuerySet[Addressee]) -> None:
    """Recompute the due and lapsed days of the addressees, in a handful of statements.

    Belongs in the transaction of the change that called for it.
    """
    chosen = Addressee.objects.filter(pk__in=addressees.order_by().values("pk"))
    # Each reads what the one before it wrote.
    for columns in (_publication(), _original_due(), _due(), _lapse()):
        chosen.update(**columns)


def _publication() -> dict[str, Combinable]:
    report = Report.objects.filter(recommendations=OuterRef("recommendation"))
    columns = {"published_earliest", "published_latest"}
    return {"report": Subquery(report.values("pk"))} | {
        column: Subquery(report.values(column)) for column in columns
    }


def _original_due() -> dict[str, Combinable]:
    inquiry = Inquiry.objects.filter(reports=OuterRef("report"))
    default_months = Subquery(inquiry.values("response_months"))
    own_months = Cast(Substr("deadline", len("months:") + 1), IntegerField())
    own_date = Substr("deadline", len("date:") + 1)

    def due(published: str, date_of: type[EarliestDay] | type[LatestDay]) -> Case:
        return Case(
            When(deadline="default", then=AddMonths(published, default_months)),
            When(deadline__startswith="months:", then=AddMonths(published, own_months)),
            When(deadline__startswith="date:", then=date_of(own_date)),
        )

    return {
        "original_due_earliest": due("published_earliest", EarliestDay),
        "original_due_latest": due("published_latest", LatestDay),
    }


def _due() -> dict[str, Combinable]:
    granted = Extension.objects.standing().filter(addressee=OuterRef("pk"))
    newest = granted.order_by("-granted_latest", "-pk")

    def last(column: str) -> Subquery:
        return Subquery(newest.values(column)[:1])

    return {
        f"due_{end}": Coalesce(
            last(f"due_{end}"),
            F(f"original_due_{end}"),
            output_field=models.DateField(),
        )
        for end in ("earliest", "latest")
    } | {
        "extended_on": last("granted_latest"),
    }


def _lapse() -> dict[str, Combinable]:
    """Return from when nothing is owed; PostgreSQL's least passes over nulls."""
    recommendation_ended = (
        Recommendation.objects.filter(pk=OuterRef("recommendation"))
        .exclude(status=Recommendation.Status.CURRENT)
        .values(
            day=Coalesce(
                "ended_earliest",
                "report__published_earliest",
                output_field=models.DateField(),
            )
        )
    )
    # A body's end excuses it only where nobody took over and nothing was yet due.
    body_ended = (
        Institution.objects.annotate(
            due=ExpressionWrapper(OuterRef("due_latest"), models.DateField()),
            heir=ExpressionWrapper(OuterRef("passed_to"), models.BigIntegerField()),
        )
        .filter(
            Q(due__isnull=True) | Q(ended_earliest__lt=F("due")),
            pk=OuterRef("institution"),
            successions__isnull=True,
            heir__isnull=True,
        )
        .values("ended_earliest")
    )
    never_asked = Case(When(is_reply_required=False, then=F("published_earliest")))
    return {
        "lapsed_on": Least(
            never_asked,
            Subquery(recommendation_ended),
            Subquery(body_ended),
            output_field=models.DateField(),
        )
    }
