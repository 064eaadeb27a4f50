"""One recipient's mail, of whatever kind, and what became of it."""

import secrets

from django.db import models
from django.db.models import Q

from responses.querysets import DeliveryManager


def new_token() -> str:
    """Return 128 random bits, short enough for one unfolded mail header."""
    return secrets.token_urlsafe(16)


class Delivery(models.Model):
    """A mail that is sent 0 or 1 times, and every 0 says why."""

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting to be sent"
        CLAIMED = "claimed", "Taken by a sender"
        SENDING = "sending", "Being handed over"
        ACCEPTED = "accepted", "Accepted by the mail server"
        REFUSED = "refused", "Refused by the mail server"
        DEFERRED = "deferred", "To be tried again"
        UNKNOWN = "unknown", "Not known whether it was accepted"
        SKIPPED_EMPTY = "skipped_empty", "Nothing to say"
        SUPPRESSED = "suppressed", "Not sent"

    status = models.CharField(max_length=20, choices=Status, default=Status.PENDING)
    # Why it stands where it does: the server's words, or ours.
    outcome = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, unique=True)
    # SHA-256 of the message as it was handed over.
    body_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sending_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = DeliveryManager()

    class Meta:
        abstract = True


# For the constraints of each kind, which have names of their own.
STATUS_KNOWN = Q(
    status__in=[
        "pending",
        "claimed",
        "sending",
        "accepted",
        "refused",
        "deferred",
        "unknown",
        "skipped_empty",
        "suppressed",
    ]
)
UNSETTLED = Q(status__in=["pending", "deferred", "claimed", "sending"])
