"""The questions asked about responses, flags and readers, as methods that chain."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


class ResponseQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Keep what the public and the jobs may see: no draft, nothing withdrawn."""
        return self.filter(status="published")

    def qualifying(self) -> Self:
        """Keep those that stop the clock: published and substantive."""
        return self.published().filter(kind="substantive")

    def out_by(self, on: date) -> Self:
        """Keep those whose document had certainly been published by the day."""
        return self.filter(document__published_latest__lte=on)


class FlagQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Keep what has not been withdrawn; the past stays past, answered or not."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self, *, on: date) -> Self:
        """Keep the standing ones of those that still owe a response on the day."""
        owing = self._addressees().outstanding(on=on)
        return self.standing().filter(due__lt=on, addressee__in=owing.values("pk"))

    def closed(self, *, on: date) -> Self:
        """Keep the others: withdrawn, or of those that owe nothing more on the day."""
        return self.exclude(pk__in=self.open(on=on).order_by().values("pk"))

    def _addressees(self) -> Any:
        addressee: Any = self.model._meta.get_field("addressee").related_model
        return addressee.objects


class SubscriptionQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Keep the readers who have confirmed and not left."""
        return self.filter(confirmed_at__isnull=False, unsubscribed_at__isnull=True)

    def without_delivery_of(self, run: models.Model) -> Self:
        return self.exclude(deliveries__run=run)


class DigestDeliveryQuerySet(models.QuerySet):
    """What has become of the mails of a run."""

    def waiting(self) -> Self:
        """Keep what is still to be sent, now or later."""
        return self.filter(status__in=["pending", "deferred"])

    def ready(self, *, at: datetime) -> Self:
        """Keep what may be sent now."""
        due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
        return self.waiting().filter(due)

    def claimed_before(self, at: datetime) -> Self:
        """Keep what a sender took and did not get to, and is given up for dead."""
        return self.filter(status="claimed", claimed_at__lt=at)

    def sending_since_before(self, at: datetime) -> Self:
        """Keep what a sender was handing over and never said how it ended."""
        return self.filter(status="sending", sending_at__lt=at)

    def unknown(self) -> Self:
        return self.filter(status="unknown")


ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
FlagManager = models.Manager.from_queryset(FlagQuerySet)
SubscriptionManager = models.Manager.from_queryset(SubscriptionQuerySet)
DigestDeliveryManager = models.Manager.from_queryset(DigestDeliveryQuerySet)
