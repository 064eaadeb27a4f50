"""What a response says that its body will do, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recommendations.fields import PartialDateField, last_day_column
from recommendations.trail import tracked
from responses.models.responses import Assessment, Response
from responses.promise_states import Outcome
from responses.querysets import PromiseManager

WITHDRAWN_WITH_A_REASON = Q(withdrawn_at__isnull=True, withdrawn_reason="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
)


class Withdrawable(models.Model):
    """A row that is never deleted: taken back, it stays, with who, when and why."""

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

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@tracked()
class Promise(Withdrawable):
    """One thing promised in a response; vague where no date was given with it."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="promises")
    # In the register's own words, on one line.
    text = models.CharField(max_length=500)
    due = PartialDateField(blank=True)
    due_latest = last_day_column("due")
    paragraphs = models.CharField(max_length=60, blank=True)

    objects = PromiseManager()

    class Meta:
        # The vague ones last.
        ordering = ["response", F("due_latest").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "text"], name="promise_recorded_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=WITHDRAWN_WITH_A_REASON,
                name="promise_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.due_in_words})"

    @property
    def is_vague(self) -> bool:
        return self.due is None

    @property
    def due_in_words(self) -> str:
        return self.due.in_words if self.due else "no date given"


@tracked()
class PromiseAssessment(Withdrawable):
    """What somebody says has become of a promise; several stand side by side."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="assessments")
    outcome = models.CharField(max_length=20, choices=Outcome)
    by = models.CharField(max_length=20, choices=Assessment.By)
    assessor = models.CharField(max_length=200)
    assessed = PartialDateField()
    assessed_latest = last_day_column("assessed")
    summary = models.CharField(max_length=500, blank=True)
    source_url = models.URLField(max_length=500)

    class Meta:
        ordering = ["promise", "assessed", "assessor"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "assessor", "assessed"],
                name="promise_assessed_once_by_one_on_a_date",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="promise_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(by__in=Assessment.By.values),
                name="promise_assessed_by_somebody_known",
            ),
            models.CheckConstraint(
                condition=~Q(assessed="") & ~Q(assessor="") & ~Q(source_url=""),
                name="promise_assessment_has_its_evidence",
            ),
            models.CheckConstraint(
                condition=WITHDRAWN_WITH_A_REASON,
                name="promise_assessment_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        said = self.get_outcome_display().lower()
        return f"{self.assessor}: {said} ({self.assessed.in_words})"
