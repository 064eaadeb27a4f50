"""An inquiry: what it looked into, what it published, how it chases responses."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from recommendations.fields import (
    PartialDateField,
    first_day_column,
    last_day_column,
)
from recommendations.trail import tracked


@tracked()
class Inquiry(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    established = PartialDateField(blank=True)
    closed = PartialDateField(blank=True)
    # How long a body has to publish its response, in calendar months.
    response_months = models.PositiveSmallIntegerField(default=6)
    # What one officer writes about it is published by another.
    asks_for_review = models.BooleanField(
        default=False,
        help_text="A second person publishes what an officer writes at the desk.",
    )
    url = models.URLField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(response_months__gte=1, response_months__lte=99),
                name="inquiry_gives_1_to_99_months",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@tracked()
class Rung(models.Model):
    """A step of an inquiry's chasing ladder, counted from publication."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="rungs")
    number = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    is_public = models.BooleanField(default=False)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["inquiry", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "number"], name="rung_numbered_once_per_inquiry"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="rung_numbered_from_1"
            ),
        ]

    def __str__(self) -> str:
        return f"Rung {self.number} ({self.months} months): {self.title}"


@tracked()
class Investigation(models.Model):
    """One strand of an inquiry."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="investigations")
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "slug"], name="investigation_named_once_per_inquiry"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class ScopeParagraph(models.Model):
    """A numbered paragraph of an investigation's definition of scope."""

    investigation = models.ForeignKey(
        Investigation, models.PROTECT, related_name="scope"
    )
    paragraph = models.CharField(max_length=20)
    summary = models.TextField()

    class Meta:
        ordering = ["investigation", "paragraph"]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "paragraph"],
                name="scope_paragraph_numbered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.investigation}, scope paragraph {self.paragraph}"

    @property
    def depth(self) -> int:
        """0 for paragraph 2, 1 for 2.1."""
        return self.paragraph.count(".")


@tracked()
class Hearing(models.Model):
    class Kind(models.TextChoices):
        PRELIMINARY = "preliminary", "Preliminary hearing"
        PUBLIC = "public", "Public hearing"

    investigation = models.ForeignKey(
        Investigation, models.PROTECT, related_name="hearings"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    starts = PartialDateField()
    ends = PartialDateField(blank=True)
    title = models.CharField(max_length=300)
    venue = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["investigation", "starts", "ends", "kind", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "kind", "starts", "title"],
                name="hearing_held_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["preliminary", "public"]),
                name="hearing_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def when(self) -> str:
        if not self.ends or self.ends == self.starts:
            return self.starts.in_words
        return f"{self.starts.in_words} to {self.ends.in_words}"


@tracked()
class Report(models.Model):
    """What an inquiry published; its publication starts the clock."""

    class Kind(models.TextChoices):
        INVESTIGATION = "investigation", "Investigation report"
        INTERIM = "interim", "Interim report"
        FINAL = "final", "Final report"

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="reports")
    investigation = models.ForeignKey(
        Investigation, models.PROTECT, related_name="reports", null=True, blank=True
    )
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind)
    published = PartialDateField()
    published_earliest = first_day_column("published")
    published_latest = last_day_column("published")
    recommendations_expected = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["published", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "slug"], name="report_named_once_per_inquiry"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["investigation", "interim", "final"]),
                name="report_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(published=""), name="report_has_a_date_of_publication"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Needs the inquiry at hand."""
        return reverse("recommendations:report", args=[self.inquiry.slug, self.slug])

    @staticmethod
    def completeness_in_words(held: int, expected: int | None) -> str:
        """Say how many of a report's recommendations the register holds."""
        if expected is None:
            return f"{held} held; no source states how many there are"
        return f"{held} of {expected} recommendations held"
