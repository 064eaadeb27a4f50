"""Flag what has passed a rung of the chasing ladder, as the daily job does."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recommendations.partial_dates import LIKELY_YEARS, day_in_words
from responses.flags import raise_flags


class Command(BaseCommand):
    help = (
        "Raise a flag for each rung passed unanswered and withdraw those that prove "
        "wrong. Safe to run at any time, any number of times."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-at",
            metavar="DATE",
            help="a day such as 2026-11-21 (in London); today if none is given",
        )

    def handle(self, *args: Any, as_at: str | None, **options: Any) -> None:
        today = timezone.localdate()
        on = today if as_at is None else _day(as_at)
        if on > today:
            raise CommandError(
                f"{day_in_words(on)} is still to come: name today or a day before it."
            )
        tally = raise_flags(on=on, at=timezone.now())
        self.stdout.write(f"Flags as at {day_in_words(on)}: {tally.in_words}.")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.year not in LIKELY_YEARS:
            raise ValueError(text)
        return day
    except ValueError:
        raise CommandError(
            f"{text!r} is not a day: write it as in 2026-11-21."
        ) from None
