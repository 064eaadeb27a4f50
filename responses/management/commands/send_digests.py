"""Send the weekly digest to whoever has not had it, as the weekly job does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recommendations.partial_dates import day_in_words
from responses.previews import preview
from responses.runs import LOOK_BACK, send_week
from responses.weeks import NotAWeek, Week


class Command(BaseCommand):
    help = (
        "Send the weekly digest to each reader who has not had it. Safe to run at any "
        "time, any number of times; needs no Redis."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--week",
            metavar="WEEK",
            help="a week such as 2026-W47; the newest that is due if none is given",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="print the mails of whoever would get one, and leave no trace",
        )

    def handle(
        self, *args: Any, week: str | None, dry_run: bool, **options: Any
    ) -> None:
        at = timezone.now()
        chosen = Week.containing(at) if week is None else _week(week)
        if chosen.starts_at > at:
            raise CommandError(
                f"{chosen} starts on {day_in_words(chosen.monday)} at 08:00: its "
                "digest can be sent from then on."
            )
        if chosen.earlier(-LOOK_BACK).starts_at < at and not dry_run:
            raise CommandError(
                f"{chosen} is more than {LOOK_BACK} weeks ago: its digest is not sent "
                "any more. Add --dry-run to read what it would say."
            )
        if dry_run:
            for mail in preview(chosen, at=at):
                self.stdout.write(mail)
            return
        sent = send_week(chosen, clock=timezone.now)
        self.stdout.write(f"Digest of {chosen}: {sent.in_words}.")


def _week(text: str) -> Week:
    try:
        return Week.from_text(text)
    except NotAWeek as problem:
        raise CommandError(str(problem)) from None
