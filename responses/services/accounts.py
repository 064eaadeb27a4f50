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
        _subscribe(officer, bodies, at=at)
    return officer


def new_password() -> str:
    """Return a password that nobody guesses: 120 random bits."""
    return secrets.token_urlsafe(15)


def _subscribe(officer: Officer, bodies: list[Institution], *, at: datetime) -> None:
    """Subscribe an officer; somebody who read the digest before goes on as one."""
    subscription = Subscription.objects.filter(email__iexact=officer.email).first()
    subscription = subscription or Subscription(email=officer.email)
    subscription.officer = officer
    subscription.has_all_institutions = not bodies
    subscription.confirmed_at = subscription.confirmed_at or at
    subscription.save()
    subscription.institutions.set(bodies)
