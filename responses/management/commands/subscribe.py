"""Put addresses on the list for the weekly digest."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from responses.subscriptions import NoSuchInstitution, NotAnAddress, subscribe


class Command(BaseCommand):
    help = "Subscribe addresses to the weekly digest; for all institutions or for some."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("emails", metavar="EMAIL", nargs="+")
        parser.add_argument(
            "--institution",
            metavar="SLUG",
            dest="slugs",
            action="append",
            default=[],
            help="an institution to follow, and those below it; may be repeated",
        )
        parser.add_argument(
            "--confirmed",
            action="store_true",
            help="the owners have agreed: send no mail to confirm it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                said = [self._subscribe(each, options) for each in options["emails"]]
        except (NotAnAddress, NoSuchInstitution) as problem:
            raise CommandError(f"{problem} Nobody has been subscribed.") from None
        self.stdout.write("\n".join(said))

    def _subscribe(self, email: str, options: dict[str, Any]) -> str:
        subscription = subscribe(
            email=email,
            slugs=options["slugs"],
            is_confirmed=options["confirmed"],
            at=timezone.now(),
        )
        what = ", ".join(options["slugs"]) or "all institutions"
        is_on = subscription.confirmed_at is not None
        then = "subscribed" if is_on else "asked by mail to confirm"
        return f"{subscription.email}: {then} ({what})."
