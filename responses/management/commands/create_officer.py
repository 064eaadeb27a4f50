"""Open an account for somebody who keeps the record."""

import sys
from argparse import ArgumentParser
from difflib import get_close_matches
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Institution
from responses.models import Officer
from responses.services.accounts import (
    AlreadyAnOfficer,
    create_officer,
    new_password,
)


class Command(BaseCommand):
    help = "Open an account; prints the address, and the password this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--institution",
            metavar="SLUG",
            action="append",
            default=[],
            help="what the account is for, with all below it; may be repeated; "
            "otherwise all institutions",
        )
        parser.add_argument("--role", choices=Officer.Role.values, default="officer")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input instead of making one",
        )
        parser.add_argument(
            "--reset-password",
            action="store_true",
            help="give an account that exists a new password, and change nothing else",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = _email(options["email"])
        password = _typed_password() if options["password_stdin"] else new_password()
        if options["reset_password"]:
            _reset(email, password)
        else:
            _create(email, password, options)
        lines = [
            f"Sign in at {settings.SITE_URL}{reverse('account_login')}",
            f"E-mail address: {email}",
        ]
        if not options["password_stdin"]:
            lines.append(f"Password: {password}")
        self.stdout.write("\n".join(lines))


def _create(email: str, password: str, options: dict[str, Any]) -> None:
    try:
        create_officer(
            email,
            password,
            role=Officer.Role(options["role"]),
            institutions=_institutions(options["institution"]),
            at=timezone.now(),
        )
    except AlreadyAnOfficer:
        raise CommandError(
            f"{email} has an account already. Change it in the admin site, or add "
            "--reset-password for a new password."
        ) from None


def _reset(email: str, password: str) -> None:
    officer = Officer.objects.filter(email__iexact=email).first()
    if officer is None:
        raise CommandError(
            f"{email} has no account. Leave out --reset-password to open one."
        )
    with pghistory.context(by="create_officer"):
        officer.set_password(password)
        officer.save(update_fields=["password"])


def _email(text: str) -> str:
    email = Officer.objects.normalize_email(text.strip())
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(
            f"{text!r} is not an e-mail address: write one such as ann@example.org."
        ) from None
    return email


def _typed_password() -> str:
    password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password)
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from None
    return password


def _institutions(slugs: list[str]) -> list[Institution]:
    found = {body.slug: body for body in Institution.objects.filter(slug__in=slugs)}
    problems = [_unknown(slug) for slug in slugs if slug not in found]
    if problems:
        raise CommandError("\n".join(problems))
    return list(found.values())


def _unknown(slug: str) -> str:
    known = Institution.objects.values_list("slug", flat=True)
    near = get_close_matches(slug, known, n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"The register holds no institution {slug!r}.{meant}"
