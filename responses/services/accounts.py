"""How somebody becomes an officer."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import pghistory
from django.db import transaction

from recommendations.models import Institution
from responses.models import Officer, Subscription


class AlreadyAnOfficer(Exception):
    """The address has an account; the message is the address."""


@transaction.atomic
def create_officer(
    email: str,
    password: str,
    *,
    role: Officer.Role,
    institutions: Iterable[Institution],
    at: datetime,
) -> Officer:
    """Open an account, and subscribe it to the weekly digest of its institutions.

    institutions: none means all of them. Raises AlreadyAnOfficer.
    """
    if Officer.objects.filter(email__iexact=email).exists():
        raise AlreadyAnOfficer(email)
    bodies = list(institutions)
    with pghistory.context(by="create_officer"):
        officer = Officer.objects.create_user(
            email, password, role=role, has_all_institutions=not bodies
        )
        officer.institutions.set(bodies)
        keep_subscribed(officer, at=at)
    return officer


@transaction.atomic
def keep_subscribed(officer: Officer, *, at: datetime) -> None:
    """Have the digest follow an officer's address and institutions.

    Whoever read the digest at this address before goes on under the account. Whoever
    unsubscribed stays so; a closed account is subscribed to nothing new.
    """
    subscriptions = Subscription.objects.select_for_update()
    own = subscriptions.filter(officer=officer).first()
    reader = subscriptions.filter(email__iexact=officer.email).first()
    if own is None and reader is None and not officer.is_active:
        return
    subscription = reader or own or Subscription()
    if own and own != subscription:
        subscription.unsubscribed_at = (
            subscription.unsubscribed_at or own.unsubscribed_at
        )
        _let_go(own, at=at)
    subscription.email = officer.email
    subscription.officer = officer
    subscription.has_all_institutions = officer.has_all_institutions
    subscription.confirmed_at = subscription.confirmed_at or at
    subscription.save()
    subscription.institutions.set(officer.institutions.all())


def new_password() -> str:
    """Return a password that nobody guesses: 120 random bits."""
    return secrets.token_urlsafe(15)


def _let_go(subscription: Subscription, *, at: datetime) -> None:
    """End what an officer had at another address; its mails stay on record."""
    subscription.officer = None
    subscription.unsubscribed_at = subscription.unsubscribed_at or at
    subscription.save(update_fields=["officer", "unsubscribed_at"])
