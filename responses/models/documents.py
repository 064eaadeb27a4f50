"""The papers in which bodies answer."""

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Least

from recommendations.fields import (
    EarliestDay,
    LatestDay,
    PartialDateField,
    first_day_column,
)
from recommendations.models import Confidence, Institution
from recommendations.partial_dates import DayRange
from recommendations.trail import tracked


@tracked(is_read_by_time=True)
class Document(models.Model):
    """One published paper or statement, possibly joint, possibly answering many."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    published = PartialDateField()
    # The day it came into this register (Europe/London); by then it was out.
    logged_on = models.DateField()
    published_earliest = first_day_column("published")
    # deadlines.days_of_publication in SQL.
    published_latest = models.GeneratedField(
        expression=Case(
            When(
                logged_on__gte=EarliestDay("published"),
                then=Least(LatestDay("published"), F("logged_on")),
            ),
            default=LatestDay("published"),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    publishers = models.ManyToManyField(
        Institution, through="Publisher", related_name="documents"
    )
    url = models.URLField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    confidence = models.CharField(
        max_length=20, choices=Confidence, default=Confidence.PRIMARY
    )

    class Meta:
        ordering = ["published", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(published=""), name="document_has_a_date_of_publication"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["primary", "secondary"]),
                name="document_confidence_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.published.in_words})"

    @property
    def published_days(self) -> DayRange:
        """The days on which it may have been published; as stored."""
        return DayRange(self.published_earliest, self.published_latest)


@tracked()
class Publisher(models.Model):
    """A body that published a document; the first named first."""

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="ordered_publishers"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="ordered_publishers"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "institution"], name="publisher_named_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)
