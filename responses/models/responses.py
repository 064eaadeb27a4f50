"""What one document says for one addressee, and what others make of it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.fields import PartialDateField, last_day_column
from recommendations.models import Addressee, Confidence, Institution
from recommendations.positions import Position, Progress
from recommendations.trail import tracked
from responses.models.documents import Document
from responses.querysets import ResponseManager
from responses.weeks import day_in_london


@tracked(is_read_by_time=True)
class Response(models.Model):
    class Kind(models.TextChoices):
        SUBSTANTIVE = "substantive", "Substantive response"
        UPDATE = "update", "Update after the first response"
        HOLDING = "holding", "Holding reply"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    document = models.ForeignKey(Document, models.PROTECT, related_name="responses")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="responses")
    # Who spoke: a ministry for its agency, the government for a department.
    answerers = models.ManyToManyField(
        Institution, through="Answerer", related_name="answers"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    position = models.CharField(
        max_length=30, choices=Position, default=Position.NOT_STATED
    )
    summary = models.TextField()
    paragraphs = models.CharField(max_length=60, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    confidence = models.CharField(
        max_length=20, choices=Confidence, default=Confidence.PRIMARY
    )
    note = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.PUBLISHED)
    # Null where a register directory brought it in.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = ResponseManager()

    class Meta:
        ordering = ["addressee", "document__published", "document__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "addressee"],
                condition=~Q(status="withdrawn"),
                name="document_answers_an_addressee_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["substantive", "update", "holding"]),
                name="response_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(position__in=Position.values),
                name="response_position_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "withdrawn"]),
                name="response_status_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["primary", "secondary"]),
                name="response_confidence_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="response_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.get_position_display().lower()}"

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


@tracked()
class Answerer(models.Model):
    """A body that a response speaks for as its author; the first named first."""

    response = models.ForeignKey(
        Response, models.CASCADE, related_name="ordered_answerers"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="ordered_answers"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["response", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "institution"], name="answerer_named_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)


@tracked()
class Assessment(models.Model):
    """How far somebody says that things have got; several stand side by side."""

    class By(models.TextChoices):
        INSTITUTION = "institution", "The institution itself"
        INQUIRY = "inquiry", "The inquiry"
        OTHER = "other", "Another assessor"

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="assessments")
    by = models.CharField(max_length=20, choices=By)
    assessor = models.CharField(max_length=200)
    progress = models.CharField(max_length=20, choices=Progress)
    assessed = PartialDateField()
    assessed_latest = last_day_column("assessed")
    summary = models.TextField(blank=True)
    source_url = models.URLField(max_length=500)

    class Meta:
        ordering = ["addressee", "assessed", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee", "assessor", "assessed"],
                name="assessment_made_once",
            ),
            models.CheckConstraint(
                condition=Q(progress__in=Progress.values),
                name="assessment_progress_known",
            ),
            models.CheckConstraint(
                condition=Q(by__in=["institution", "inquiry", "other"]),
                name="assessment_by_somebody_known",
            ),
            models.CheckConstraint(
                condition=~Q(assessed=""), name="assessment_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.get_progress_display()} ({self.assessed})"


@tracked()
class AdequacyCheck(models.Model):
    """An officer's check of a response against the inquiry's own test.

    Null is not applicable: only a refusal needs reasons. Says nothing of timeliness.
    """

    response = models.OneToOneField(
        Response, models.PROTECT, related_name="adequacy_check"
    )
    names_the_body = models.BooleanField()
    answers_this_recommendation = models.BooleanField()
    gives_a_timetable = models.BooleanField(null=True)
    gives_reasons = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    # Null where a register directory brought it in.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    checked_at = models.DateTimeField()

    # The parts of the test, and what is said where one is not met.
    FAILED: ClassVar = {
        "names_the_body": "does not name the body that was asked",
        "answers_this_recommendation": "does not answer this recommendation",
        "gives_a_timetable": "gives no timetable",
        "gives_reasons": "refuses without giving reasons",
    }

    def __str__(self) -> str:
        return f"{self.response}: {'adequate' if self.is_adequate else 'not adequate'}"

    @property
    def checked_on(self) -> date:
        """The day in London."""
        return day_in_london(self.checked_at)

    @property
    def is_adequate(self) -> bool:
        """Whether no part of the test that applies was failed."""
        return not self.failed

    @property
    def failed(self) -> list[str]:
        """The parts of the test that it does not meet, as a sentence goes on."""
        return [
            words for part, words in self.FAILED.items() if getattr(self, part) is False
        ]
