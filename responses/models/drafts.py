"""What an officer is still writing, and what a second person has yet to read."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.http import QueryDict

from recommendations.models import Addressee
from recommendations.trail import tracked
from responses.querysets import DraftManager

# What a draft can still become something from.
_OPEN = ["editing", "submitted", "returned"]


@tracked()
class Draft(models.Model):
    """A form of the desk as it was typed, good or not; the record knows none of it.

    Who ever wrote in it is in the trail: each of its versions says by whom.
    """

    class Status(models.TextChoices):
        EDITING = "editing", "Being written"
        SUBMITTED = "submitted", "Sent for review"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Discarded"

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts"
    )
    # The name of the form's address, such as record-response, and its heading.
    form = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="drafts")
    # What else the form's address names: {"response": 12} where one is withdrawn.
    target = models.JSONField(default=dict, blank=True)
    # Lists of what was typed, by the name of the field.
    data = models.JSONField()
    # The addressee's version that the author had before them.
    based_on = models.PositiveIntegerField()
    # New at each save: a page that holds another has not seen what is kept here.
    token = models.UUIDField(default=uuid4)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    status = models.CharField(max_length=20, choices=Status, default=Status.EDITING)
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(blank=True)

    objects = DraftManager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form", "addressee", "target"],
                condition=Q(status__in=_OPEN),
                name="draft_open_once_per_author_and_form",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*_OPEN, "published", "discarded"]),
                name="draft_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted") | Q(submitted_at__isnull=False),
                name="draft_submitted_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="draft_reviewed_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("author")),
                name="draft_reviewed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned")
                | (Q(reviewed_by__isnull=False) & ~Q(review_note="")),
                name="draft_returned_with_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.addressee}"

    @property
    def is_open(self) -> bool:
        return self.status in _OPEN

    @property
    def is_submitted(self) -> bool:
        return self.status == self.Status.SUBMITTED

    @property
    def is_returned(self) -> bool:
        return self.status == self.Status.RETURNED

    @property
    def is_left(self) -> bool:
        """Whether its author can no longer finish it."""
        return self.is_open and not self.author.is_active

    @property
    def typed(self) -> QueryDict:
        """What was typed, as the form was sent it, with the token of this save."""
        typed: Any = QueryDict(mutable=True)
        for name, values in self.data.items():
            typed.setlist(name, values)
        typed["draft"] = str(self.token)
        return typed
