"""Who has passed which rung of the chasing ladder."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.models import Addressee
from recommendations.trail import tracked
from responses.querysets import FlagManager

# The rung "overdue": the day after the due date, whatever the inquiry's ladder.
OVERDUE_RUNG = 0


@tracked(is_read_by_time=True)
class Flag(models.Model):
    """The recorded event that an addressee passed a rung unanswered.

    Never deleted: one that proves wrong is withdrawn, with who, when and why.
    """

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="flags")
    # Its number on the inquiry's ladder, or OVERDUE_RUNG.
    rung = models.PositiveSmallIntegerField()
    # The last day on which the rung may have been reached; passed the day after.
    due = models.DateField()
    # The day (Europe/London) as at which it was raised, and when that was done.
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    # Null where the daily job withdrew it.
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = FlagManager()

    class Meta:
        ordering = ["addressee", "due", "rung"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee", "rung", "due"],
                condition=Q(withdrawn_at__isnull=True),
                name="flag_raised_once",
            ),
            models.CheckConstraint(
                condition=Q(raised_on__gt=models.F("due")),
                name="flag_raised_after_its_rung",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="flag_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.passed}"

    @property
    def passed(self) -> str:
        return "overdue" if self.rung == OVERDUE_RUNG else f"rung {self.rung}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
