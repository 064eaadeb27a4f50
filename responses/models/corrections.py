"""What readers say is wrong, and what became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.models import Addressee, Institution, Report
from recommendations.trail import tracked
from responses.models.deliveries import STATUS_KNOWN, UNSETTLED, Delivery, new_token
from responses.models.responses import Response
from responses.querysets import CorrectionRequestManager

# For how long an answer is tried to be sent.
PATIENCE = timedelta(weeks=4)


# What a reader wrote stays out of the trail, which nobody can empty.
@tracked(
    exclude=["what_is_wrong", "how_known", "source_url", "email", "sender"],
    is_read_by_time=True,
)
class CorrectionRequest(models.Model):
    """A reader's word that something here is wrong; open until it is answered.

    About a response due (and perhaps one response to it), a body or a report.
    """

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        UNCHANGED = "unchanged", "Unchanged"
        NOT_ABOUT_THIS = "not_about_this", "Not about this register"

    addressee = models.ForeignKey(
        Addressee, models.PROTECT, related_name="correction_requests", null=True
    )
    response = models.ForeignKey(
        Response, models.PROTECT, related_name="correction_requests", null=True
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="correction_requests", null=True
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="correction_requests", null=True
    )
    what_is_wrong = models.TextField()
    how_known = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    # Given by whoever wants an answer by mail; forgotten a year after that.
    email = models.EmailField(blank=True)
    # A keyed hash of the network it came from, by which too many are told.
    sender = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    # Public, as the outcome is.
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    answered_at = models.DateTimeField(null=True)

    objects = CorrectionRequestManager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    addressee__isnull=False,
                    institution__isnull=True,
                    report__isnull=True,
                )
                | Q(
                    addressee__isnull=True,
                    response__isnull=True,
                    institution__isnull=False,
                    report__isnull=True,
                )
                | Q(
                    addressee__isnull=True,
                    response__isnull=True,
                    institution__isnull=True,
                    report__isnull=False,
                ),
                name="correction_request_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at__isnull=True)
                | (
                    Q(outcome__in=["corrected", "unchanged", "not_about_this"])
                    & Q(answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="correction_request_answered_in_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(answered_at__isnull=True),
                name="correction_request_open",
            ),
            models.Index(fields=["asked_at"], name="correction_request_by_time"),
        ]

    def __str__(self) -> str:
        return str(self.about)

    def get_absolute_url(self) -> str:
        return self.about.get_absolute_url()

    @property
    def about(self) -> Addressee | Institution | Report:
        about = self.addressee or self.institution or self.report
        assert about is not None  # noqa: S101 -- a constraint of the table
        return about

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class AnswerDelivery(Delivery):
    """The mail that tells a reader what became of their request."""

    request = models.OneToOneField(
        CorrectionRequest, models.PROTECT, related_name="delivery"
    )
    token = models.CharField(max_length=40, unique=True, default=new_token)

    class Meta(Delivery.Meta):
        ordering = ["id"]
        verbose_name_plural = "answer deliveries"
        constraints = [
            models.CheckConstraint(
                condition=STATUS_KNOWN, name="answer_delivery_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=UNSETTLED,
                name="answer_delivery_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer about {self.request}"

    @property
    def gives_up_at(self) -> datetime:
        return self.created_at + PATIENCE
