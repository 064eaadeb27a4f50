"""Sheets that officers uploaded, from the preview to what came of them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from recommendations.trail import tracked
from responses.models.batches import Batch
from responses.querysets import SheetImportManager


# What stood in its cells is in the trail of what was made from them.
@tracked(exclude=["grid", "outcome"])
class SheetImport(models.Model):
    """An uploaded sheet: kept for a day to be imported, and as a line for ever after.

    In the database, so that whichever web process is asked next has it at hand.
    """

    KEPT = timedelta(hours=24)

    class Kind(models.TextChoices):
        RESPONSES = "responses", "Responses"
        CHECKS = "checks", "Checks: nothing found"
        EXTENSIONS = "extensions", "Extensions"
        EXPECTED = "expected", "Expected dates"

    kind = models.CharField(max_length=20, choices=Kind)
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sheet_imports"
    )
    uploaded_at = models.DateTimeField()
    # responses.sheets.grids.Grid, and responses.sheets.outcomes.Outcome as last told.
    grid = models.JSONField()
    outcome = models.JSONField(default=dict)
    # Once it has been imported.
    batch = models.OneToOneField(
        Batch, models.PROTECT, related_name="sheet_import", null=True
    )

    objects = SheetImportManager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["responses", "checks", "extensions", "expected"]),
                name="sheet_import_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def expires_at(self) -> datetime:
        return self.uploaded_at + self.KEPT
