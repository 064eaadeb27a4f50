"""Acts of an officer that were done as one, and can be undone as one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.models import Addressee
from recommendations.trail import tracked


@tracked()
class Batch(models.Model):
    """One act about several addressees: one document published, one file imported.

    Undone, it stays: what it had recorded is withdrawn or put back, visibly.
    """

    title = models.CharField(max_length=300)
    # Of the form that it came from: by it a second press of the button is known.
    submission = models.CharField(max_length=100)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="batches"
    )
    done_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-done_at", "-id"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(
                fields=["done_by", "submission"], name="batch_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    undone_at__isnull=True, undone_by__isnull=True, undone_reason=""
                )
                | Q(undone_at__isnull=False, undone_by__isnull=False)
                & ~Q(undone_reason=""),
                name="batch_undone_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


@tracked()
class BatchItem(models.Model):
    """An addressee that a batch was about."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="batch_items")
    # The addressee's version once the batch was done: a newer one stands in the way
    # of undoing it.
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["batch", "addressee"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "addressee"], name="batch_names_an_addressee_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.addressee}"
