"""Whose work an addressee is."""

from django.conf import settings
from django.db import models

from recommendations.models import Addressee
from recommendations.trail import tracked


@tracked()
class Assignment(models.Model):
    """One officer who looks after an addressee; no part of the public record.

    It counts only while that officer may record about the addressee
    (permissions.still_responsible): whoever leaves, leaves it unassigned.
    """

    addressee = models.OneToOneField(
        Addressee, models.PROTECT, related_name="assignment"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()

    class Meta:
        ordering = ["addressee"]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.officer}"
