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
from recommendations.trail import tracked


@tracked()
class Extension(models.Model):
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
                fields=["addressee", "granted", "due"], name="extension_granted_once"
            ),
            models.CheckConstraint(
                condition=~Q(due="") & ~Q(granted=""), name="extension_has_its_dates"
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


@tracked()
class Check(models.Model):
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
        indexes = [
            models.Index(fields=["addressee", "checked_on"], name="check_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: nothing found on {self.checked_on}"
