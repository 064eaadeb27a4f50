"""Response papers on their way into the record: drafts that no reader ever sees."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from recommendations.fields import PartialDateField
from recommendations.models import (
    Addressee,
    Confidence,
    Inquiry,
    Institution,
    Report,
)
from recommendations.positions import Position
from recommendations.trail import tracked
from responses.models.batches import Batch
from responses.models.documents import Document
from responses.models.responses import Response
from responses.querysets import PaperAnswerManager, PaperManager


# Its text is as long as a book and never changes: the trail does without it.
@tracked(exclude=["blocks", "unmatched_headings"])
class Paper(models.Model):
    """One document, many recommendations: what an officer is entering at once.

    Published, its answers are responses like any other, and this row is how they came
    there. Undone, it is open again.
    """

    class Status(models.TextChoices):
        EDITING = "editing", "Being written"
        SUBMITTED = "submitted", "Waiting for review"
        RETURNED = "returned", "Returned by the reviewer"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Discarded"

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="papers"
    )
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="papers")
    # Which it answers, where the officer said so; else whichever it seems to.
    reports = models.ManyToManyField(Report, related_name="papers", blank=True)
    title = models.CharField(max_length=300)
    published = PartialDateField()
    url = models.URLField(max_length=500)
    confidence = models.CharField(max_length=20, choices=Confidence)
    publishers = models.ManyToManyField(
        Institution, through="PaperPublisher", related_name="papers"
    )
    # In the register: chosen there, or stored when the paper was published.
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="papers", null=True
    )
    # Its words, in order (responses.papers.stored), and where they came from.
    blocks = models.JSONField(default=list)
    file_name = models.CharField(max_length=200, blank=True)
    unmatched_headings = models.JSONField(default=list)
    status = models.CharField(max_length=20, choices=Status, default=Status.EDITING)
    # Goes up by one with every save: what a page was made from.
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(blank=True)
    # What publishing it did, and undoes.
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="papers", null=True)

    objects = PaperManager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "editing",
                        "submitted",
                        "returned",
                        "published",
                        "discarded",
                    ]
                ),
                name="paper_status_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["primary", "secondary"]),
                name="paper_confidence_known",
            ),
            models.CheckConstraint(
                condition=~Q(published=""), name="paper_has_a_date_of_publication"
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(batch__isnull=False, document__isnull=False),
                name="paper_published_as_a_batch",
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted") | Q(submitted_at__isnull=False),
                name="paper_submitted_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned")
                | Q(reviewed_by__isnull=False) & ~Q(review_note=""),
                name="paper_returned_by_somebody_with_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.published.in_words})"

    @property
    def is_open(self) -> bool:
        """Whether it can be written in."""
        return self.status in {self.Status.EDITING, self.Status.RETURNED}

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


@tracked()
class PaperPublisher(models.Model):
    """A body that published a paper; the first named first."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="ordered_publishers")
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="ordered_papers"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["paper", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "institution"], name="paper_published_once_by_a_body"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)


@tracked()
class PaperAnswer(models.Model):
    """What a paper may say for one addressee, as far as it has been written."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="answers")
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, related_name="paper_answers"
    )
    # In the paper's own order.
    order = models.PositiveSmallIntegerField()
    is_included = models.BooleanField(default=True)
    kind = models.CharField(
        max_length=20, choices=Response.Kind, default=Response.Kind.SUBSTANTIVE
    )
    # Blank until it is chosen.
    position = models.CharField(max_length=30, choices=Position, blank=True)
    summary = models.TextField(blank=True)
    paragraphs = models.CharField(max_length=60, blank=True)
    answerers = models.ManyToManyField(
        Institution, through="PaperAnswerer", related_name="paper_answers"
    )
    # How it came here: under which heading, how surely (0 to 1), why, in what words.
    heading = models.TextField(blank=True)
    confidence = models.FloatField(
        validators=[MinValueValidator(0), MaxValueValidator(1)], null=True
    )
    reason = models.TextField(blank=True)
    excerpt = models.TextField(blank=True)
    # The paper's version that last changed it.
    changed_in = models.PositiveIntegerField(default=0)

    objects = PaperAnswerManager()

    class Meta:
        ordering = ["paper", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "addressee"], name="paper_answers_an_addressee_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["substantive", "update", "holding"]),
                name="paper_answer_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(position__in=["", *Position.values]),
                name="paper_answer_position_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True)
                | Q(confidence__gte=0, confidence__lte=1),
                name="paper_answer_confidence_from_0_to_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.addressee}"

    @property
    def missing(self) -> list[str]:
        """What has to be written before it can be published, as fields."""
        return [name for name in ("position", "summary") if not getattr(self, name)]


@tracked()
class PaperAnswerer(models.Model):
    """A body that answers for an addressee in a paper; the first named first."""

    answer = models.ForeignKey(
        PaperAnswer, models.CASCADE, related_name="ordered_answerers"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="ordered_paper_answers"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["answer", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "institution"], name="paper_answerer_named_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)
