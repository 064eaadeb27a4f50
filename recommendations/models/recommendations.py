"""What an inquiry recommended."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from recommendations.fields import PartialDateField, first_day_column
from recommendations.models.inquiries import Report
from recommendations.querysets import RecommendationManager
from recommendations.trail import tracked


class Confidence(models.TextChoices):
    """How near its source a row stands."""

    PRIMARY = "primary", "Primary source"
    SECONDARY = "secondary", "Secondary source"


@tracked(exclude=["search"])
class Recommendation(models.Model):
    """Known by its report, number and part; numbering restarts in every report."""

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        WITHDRAWN = "withdrawn", "Withdrawn"
        SUPERSEDED = "superseded", "Superseded"
        MERGED = "merged", "Merged into another"

    report = models.ForeignKey(Report, models.PROTECT, related_name="recommendations")
    # In addresses and citations: the official number where known, else a local label.
    reference = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    part = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=300)
    title_is_official = models.BooleanField(default=False)
    summary = models.TextField()
    official_wording = models.TextField(blank=True)
    official_wording_url = models.URLField(max_length=500, blank=True)
    restates = models.ForeignKey(
        "self", models.PROTECT, related_name="restated_by", null=True, blank=True
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.CURRENT)
    # From when it is no longer current; blank while it is, or when not known.
    ended = PartialDateField(blank=True)
    ended_earliest = first_day_column("ended")
    # What took the place of a superseded or merged recommendation.
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, related_name="replaces", null=True, blank=True
    )
    source_url = models.URLField(max_length=500, blank=True)
    confidence = models.CharField(
        max_length=20, choices=Confidence, default=Confidence.PRIMARY
    )
    note = models.TextField(blank=True)

    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("official_wording", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RecommendationManager()

    class Meta:
        ordering = ["report__published", "report__slug", "number", "reference"]
        indexes = [GinIndex(fields=["search"], name="recommendation_search")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "reference"],
                name="recommendation_referred_to_once_per_report",
            ),
            models.UniqueConstraint(
                fields=["report", "number", "part"],
                name="recommendation_numbered_once_per_report",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["current", "withdrawn", "superseded", "merged"]
                ),
                name="recommendation_status_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["primary", "secondary"]),
                name="recommendation_confidence_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="current") | Q(ended=""),
                name="recommendation_has_ended_or_is_current",
            ),
        ]

    def __str__(self) -> str:
        return self.place if self.number else f"{self.place}: {self.title}"

    def get_absolute_url(self) -> str:
        report = self.report
        return reverse(
            "recommendations:recommendation",
            args=[report.inquiry.slug, report.slug, self.reference],
        )

    @property
    def place(self) -> str:
        """Where it stands: its report, and its number there where it has one."""
        if self.number is None:
            return self.report.title
        return f"{self.report.title}, {self.numbered.lower()}"

    @property
    def numbered(self) -> str:
        """What it is called: a local label is never shown as if it were a number."""
        if self.number is None:
            return "Recommendation without an official number"
        return f"Recommendation {self.number}{self.part}"

    @property
    def identifier(self) -> str:
        """The permanent reference, such as iicsa/internet/1."""
        report = self.report
        return f"{report.inquiry.slug}/{report.slug}/{self.reference}"
