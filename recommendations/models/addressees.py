"""Who owes a response to what, by when: the unit that is due, answered and counted."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from recommendations import deadlines, working
from recommendations.deadlines import Deadline
from recommendations.fields import PartialDateField
from recommendations.models.inquiries import Report
from recommendations.models.institutions import Institution
from recommendations.models.recommendations import Recommendation
from recommendations.partial_dates import DayRange, NotAPartialDate, range_in_words
from recommendations.positions import Position
from recommendations.querysets import AddresseeManager
from recommendations.trail import tracked


def validate_deadline(text: str) -> None:
    """Refuse what Deadline cannot read, in its words."""
    try:
        Deadline.from_text(text)
    except (deadlines.NotADeadline, NotAPartialDate) as problem:
        raise ValidationError(str(problem), code="deadline") from problem


@tracked()
class Addressee(models.Model):
    """One recommendation addressed to one institution."""

    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, related_name="addressees"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="addressed"
    )
    leads = models.ManyToManyField(Institution, through="Lead", related_name="leads_on")
    # default, none, months:N or date:2020-09-12 (see deadlines.Deadline).
    deadline = models.CharField(
        max_length=20, default="default", validators=[validate_deadline]
    )
    deadline_note = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    # Some are named for information and not asked to reply.
    is_reply_required = models.BooleanField(default=True)
    # When the body has said that it will answer. Not an extension: nothing moves.
    expected = PartialDateField(blank=True)
    expected_source_url = models.URLField(max_length=500, blank=True)
    # To which successor an outstanding duty passed, where it was named for it.
    passed_to = models.ForeignKey(
        Institution, models.PROTECT, related_name="taken_over", null=True, blank=True
    )
    # Goes up by one with every act of an officer: what a form was based on.
    version = models.PositiveIntegerField(default=0, editable=False)

    # Written by recommendations.reckoning and by nothing else.
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="addressees", editable=False
    )
    published_earliest = models.DateField(null=True, editable=False)
    published_latest = models.DateField(null=True, editable=False)
    original_due_earliest = models.DateField(null=True, editable=False)
    original_due_latest = models.DateField(null=True, editable=False)
    due_earliest = models.DateField(null=True, editable=False)
    due_latest = models.DateField(null=True, editable=False)
    # The last day on which the newest extension may have been granted.
    extended_on = models.DateField(null=True, editable=False)
    # From when no response is required any more, or ever was.
    lapsed_on = models.DateField(null=True, editable=False)

    # Written by responses.settling and by nothing else: the first qualifying
    # response, as dated by its source, and the days it may have been published on.
    answered = PartialDateField(blank=True, editable=False)
    answered_earliest = models.DateField(null=True, editable=False)
    answered_latest = models.DateField(null=True, editable=False)

    objects = AddresseeManager()

    class Meta:
        ordering = ["recommendation", "institution__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "institution"], name="addressee_named_once"
            ),
            models.CheckConstraint(
                condition=Q(deadline__in=["default", "none"])
                | Q(deadline__regex=r"^months:[1-9][0-9]?$")
                | Q(deadline__regex=r"^date:\d{4}(-\d{2}(-\d{2})?)?$"),
                name="addressee_deadline_readable",
            ),
            models.CheckConstraint(
                condition=Q(due_earliest__isnull=True, due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
                name="addressee_due_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(answered="", answered_earliest=None, answered_latest=None)
                | Q(answered_earliest__lte=F("answered_latest")),
                name="addressee_answered_days_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_latest", "id"],
                condition=Q(answered_latest__isnull=True),
                name="addressee_outstanding_by_due",
            ),
            models.Index(
                fields=["institution", "due_latest", "id"],
                condition=Q(answered_latest__isnull=True),
                name="addressee_owing_by_due",
            ),
            models.Index(
                fields=["due_latest", "id"],
                condition=Q(answered_earliest__gt=F("due_latest")),
                name="addressee_late_by_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.recommendation}"

    def get_absolute_url(self) -> str:
        return f"{self.recommendation.get_absolute_url()}#{self.institution.slug}"

    @property
    def original_due(self) -> DayRange | None:
        return _days(self.original_due_earliest, self.original_due_latest)

    @property
    def due(self) -> DayRange | None:
        """The current due days, every extension counted."""
        return _days(self.due_earliest, self.due_latest)

    @property
    def due_as_at(self) -> DayRange | None:
        """The due days on the day given to with_timeliness, which it needs."""
        row: Any = self
        return _days(row.due_earliest_as_at, row.due_latest_as_at)

    @property
    def is_extended_as_at(self) -> bool:
        return self.due_as_at != self.original_due

    @property
    def due_in_words(self) -> str:
        return _due_in_words(self.due_as_at)

    @property
    def original_due_in_words(self) -> str:
        return _due_in_words(self.original_due)

    @property
    def standing(self) -> working.Standing:
        """Where it stood on the day given to with_timeliness, which it needs."""
        row: Any = self
        has_answered_since = row.is_answered_since and not row.is_answered_as_at
        return working.Standing(
            state=deadlines.Timeliness(row.state),
            verification=row.verification and deadlines.Verification(row.verification),
            due=self.due_as_at,
            days_late=row.days_late,
            last_checked=row.last_checked_as_at,
            answered_since=self.answered if has_answered_since else None,
        )

    @property
    def working(self) -> list[str]:
        """How its due date was worked out, as at the same day, in sentences."""
        report = self.report
        start = working.Start(
            report=report.title,
            published=report.published,
            source_url=report.source_url,
            inquiry=report.inquiry.called,
            response_months=report.inquiry.response_months,
        )
        row: Any = self
        answered = self.answered if row.is_answered_as_at else None
        counted = working.counted(
            self.due_as_at, answered, row.days_late, on=self._as_at
        )
        sentences = working.working(
            start,
            deadline=Deadline.from_text(self.deadline),
            note=self.deadline_note,
            original=self.original_due,
            extensions=deadlines.extensions_in_force(
                [
                    each.as_granted
                    for each in self.extensions.all()
                    if not each.is_withdrawn
                ],
                on=self._as_at,
            ),
        )
        return sentences + counted

    @property
    def position_in_words(self) -> str:
        """The position by the same day; blank if unanswered. Needs with_answers."""
        row: Any = self
        return Position(row.position).label if row.position else ""

    @property
    def progress_by_assessor(self) -> list[str]:
        """Each assessor's newest word by the same day, as assessor=progress."""
        newest = {
            each.assessor: each.progress
            for each in sorted(
                self.assessments.all(), key=lambda each: (each.assessed_latest, each.pk)
            )
            if each.assessed_latest <= self._as_at
        }
        return [f"{assessor}={progress}" for assessor, progress in newest.items()]

    @property
    def _as_at(self) -> date:
        row: Any = self
        return row.as_at

    @property
    def answered_days(self) -> DayRange | None:
        return _days(self.answered_earliest, self.answered_latest)


@tracked()
class Lead(models.Model):
    """A department that leads on what is addressed to the government."""

    addressee = models.ForeignKey(
        Addressee, models.CASCADE, related_name="ordered_leads"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="ordered_leads"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["addressee", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee", "institution"], name="lead_named_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)


def _days(earliest: date | None, latest: date | None) -> DayRange | None:
    return DayRange(earliest, latest) if earliest and latest else None


def _due_in_words(due: DayRange | None) -> str:
    return range_in_words(due) if due else "No date set"
