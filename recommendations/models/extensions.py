"""What may move a due date, and what confirms that it passed in silence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations import deadlines
from recommendations.fields import (
    PartialDateField,
    first_day_column,
    last_day_column,
)
from recommendations.models.addressees import Addressee
from recommendations.querysets import WithdrawableManager
from recommendations.trail import tracked


class Withdrawable(models.Model):
    """What proves wrong is withdrawn, with who, when and why, and never counts again.

    Not as at a past day either: it was as wrong then. The trail keeps what was shown.
    """

    # Null where a register directory brought the withdrawal in.
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = WithdrawableManager()

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


# A reason goes with a withdrawal, and with nothing else.
_WITHDRAWN_WITH_A_REASON = Q(withdrawn_at__isnull=True, withdrawn_reason="") | (
    Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
)


@tracked(is_read_by_time=True)
class Extension(Withdrawable):
    """A new due date granted by the inquiry; the original is kept beside it."""

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="extensions")
    due = PartialDateField()
    due_earliest = first_day_column("due")
    due_latest = last_day_column("due")
    granted = PartialDateField()
    granted_latest = last_day_column("granted")
    granted_by = models.CharField(max_length=200)
    reason = models.TextField()
    source_url = models.URLField(max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["addressee", "granted_latest", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee", "granted", "due"],
                condition=Q(withdrawn_at__isnull=True),
                name="extension_granted_once",
            ),
            models.CheckConstraint(
                condition=~Q(due="") & ~Q(granted=""), name="extension_has_its_dates"
            ),
            models.CheckConstraint(
                condition=_WITHDRAWN_WITH_A_REASON,
                name="extension_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: extended to {self.due}"

    @property
    def as_granted(self) -> deadlines.Extension:
        return deadlines.Extension(
            due=self.due,
            granted=self.granted,
            granted_by=self.granted_by,
            reason=self.reason,
        )


@tracked(is_read_by_time=True)
class Check(Withdrawable):
    """An officer looked, and found no response published."""

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    looked_at = models.TextField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["addressee", "checked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=_WITHDRAWN_WITH_A_REASON,
                name="check_withdrawn_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["addressee", "checked_on"], name="check_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: nothing found on {self.checked_on}"
