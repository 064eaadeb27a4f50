"""Who is told, what was sent, and what became of it: the truth is these rows."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from recommendations.models import Institution
from recommendations.trail import tracked
from responses.models.deliveries import STATUS_KNOWN, UNSETTLED, Delivery, new_token
from responses.querysets import SubscriptionManager


@tracked(exclude=["token"])
class Subscription(models.Model):
    """Somebody who gets the weekly digest, for some institutions or for all."""

    email = models.EmailField()
    # Null for a reader without an account.
    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="subscription",
        null=True,
        blank=True,
    )
    institutions = models.ManyToManyField(
        Institution, related_name="subscriptions", blank=True
    )
    has_all_institutions = models.BooleanField("for all institutions", default=False)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionManager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="subscription_held_once_per_address"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def recipient(self) -> str:
        """Where its mail goes: an officer's to the account's address, as it is now."""
        return self.email if self.officer is None else self.officer.email


class DigestRun(models.Model):
    """One period's digest, such as weekly 2026-W47: made once, for everybody."""

    class Kind(models.TextChoices):
        WEEKLY = "weekly", "Weekly digest"

    kind = models.CharField(max_length=20, choices=Kind)
    # ISO year and week.
    period = models.CharField(max_length=10)
    # 08:00 on Monday in London to 08:00 on the next, computed once.
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    # When every subscription had its delivery row.
    filled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"], name="digest_run_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="digest_run_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"

    @property
    def gives_up_at(self) -> datetime:
        """Until when a delivery is tried: the next digest, or a week if made late."""
        if self.created_at < self.ends_at:
            return self.ends_at
        return self.created_at + timedelta(weeks=1)


class DigestEdition(models.Model):
    """What a run says to readers who follow the same bodies and last read the same."""

    run = models.ForeignKey(DigestRun, models.PROTECT, related_name="editions")
    # A hash of whom it is for (the bodies, the edition last read, officers or not) and
    # of what it says: after a change, the same readers get another on the same day.
    audience = models.CharField(max_length=64)
    as_at = models.DateField()
    subject = models.CharField(max_length=300, blank=True)
    # The body without the lines that differ from reader to reader.
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    is_empty = models.BooleanField(default=False)
    # Who owed what, by addressee; what the next edition's changes are measured from.
    snapshot = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["run", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "audience", "as_at"],
                name="digest_edition_made_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.subject}"


class DigestDelivery(Delivery):
    """One recipient's mail of one run: sent 0 or 1 times, and every 0 says why."""

    run = models.ForeignKey(DigestRun, models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, related_name="deliveries"
    )
    # Its permanent copy's address on the web.
    token = models.CharField(max_length=40, unique=True, default=new_token)
    # What the mail says; null where none was ever written.
    edition = models.ForeignKey(
        DigestEdition, models.PROTECT, related_name="deliveries", null=True
    )

    class Meta(Delivery.Meta):
        ordering = ["run", "id"]
        verbose_name_plural = "digest deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "subscription"], name="digest_delivered_once_a_run"
            ),
            models.CheckConstraint(
                condition=STATUS_KNOWN, name="digest_delivery_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=UNSETTLED,
                name="digest_delivery_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} to {self.subscription}"


class Heartbeat(models.Model):
    """When a job last succeeded; a job that stops is seen by its silence."""

    job = models.CharField(max_length=40, primary_key=True)
    succeeded_at = models.DateTimeField()
    detail = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.job}: {self.succeeded_at:%Y-%m-%d %H:%M}"
