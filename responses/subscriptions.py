"""Who gets the digest: asked for, confirmed by the address's owner, left again."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

import pghistory
from django.core.exceptions import ValidationError
from django.core.mail import mailers
from django.core.validators import validate_email
from django.db import transaction

from recommendations.models import Institution
from responses.mails import confirmation_mail, is_allowed
from responses.models import Subscription


class NotAnAddress(ValueError):
    """The text is no e-mail address; the message says what is wrong."""


class NoSuchInstitution(ValueError):
    """No institution has one of the slugs; the message says which."""


def subscribe(
    *, email: str, slugs: Collection[str], is_confirmed: bool, at: datetime
) -> Subscription:
    """Put an address on the list, for some institutions or, with no slug, for all.

    Somebody on the list already follows these institutions from now on. Unless
    is_confirmed, whoever has not confirmed the address is asked to by mail, once the
    transaction that this is part of is committed.
    """
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        message = (
            f"{email!r} is not an e-mail address: write it as in name@example.org."
        )
        raise NotAnAddress(message) from None
    with transaction.atomic(), pghistory.context(by="subscribe"):
        subscription = _store(email, _institutions(slugs))
        if is_confirmed and subscription.confirmed_at is None:
            subscription.confirmed_at = at
            subscription.save(update_fields=["confirmed_at"])
        if subscription.confirmed_at is None and is_allowed(email):
            # Once the outermost transaction is committed: should the caller's be
            # rolled back, the link in the mail would lead nowhere.
            transaction.on_commit(partial(_ask_to_confirm, subscription))
    return subscription


def confirm(subscription: Subscription, *, at: datetime) -> None:
    """Write down that the address's owner wants the digest; again does nothing."""
    with pghistory.context(by=subscription.email):
        Subscription.objects.filter(
            pk=subscription.pk, confirmed_at__isnull=True, unsubscribed_at__isnull=True
        ).update(confirmed_at=at)


def unsubscribe(subscription: Subscription, *, at: datetime) -> None:
    """Take a reader off the list; again does nothing."""
    with pghistory.context(by=subscription.email):
        Subscription.objects.filter(
            pk=subscription.pk, unsubscribed_at__isnull=True
        ).update(unsubscribed_at=at)


def _ask_to_confirm(subscription: Subscription) -> None:
    mailers.default.send_messages([confirmation_mail(subscription)])


def _institutions(slugs: Collection[str]) -> list[Institution]:
    found = list(Institution.objects.filter(slug__in=slugs))
    if missing := sorted(set(slugs) - {each.slug for each in found}):
        message = (
            f"No institution is called {', '.join(missing)}: take the last part of the "
            "address of its page, as in home-office."
        )
        raise NoSuchInstitution(message)
    return found


def _store(email: str, institutions: list[Institution]) -> Subscription:
    subscription = (
        Subscription.objects.select_for_update().filter(email__iexact=email).first()
    )
    if subscription is None:
        subscription = Subscription(email=email)
    elif subscription.unsubscribed_at is not None:
        # Who has left comes back only by saying so anew.
        subscription.unsubscribed_at = subscription.confirmed_at = None
    subscription.has_all_institutions = not institutions
    subscription.save()
    subscription.institutions.set(institutions)
    return subscription
