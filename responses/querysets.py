"""The questions asked about responses, flags and readers, as methods that chain."""

from datetime import date
from typing import Any, Self

from django.db import models


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

    def _addressees(self) -> Any:
        return self.model._meta.get_field("addressee").related_model.objects


class SubscriptionQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Keep the readers who have confirmed and not left."""
        return self.filter(confirmed_at__isnull=False, unsubscribed_at__isnull=True)


class DigestDeliveryQuerySet(models.QuerySet):
    """What has become of the mails of a run."""


ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
FlagManager = models.Manager.from_queryset(FlagQuerySet)
SubscriptionManager = models.Manager.from_queryset(SubscriptionQuerySet)
DigestDeliveryManager = models.Manager.from_queryset(DigestDeliveryQuerySet)
