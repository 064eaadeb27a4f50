from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from responses.register.checking import differences, repair


class Command(BaseCommand):
    help = (
        "Work out every due, lapsed and answered day anew from its sources; "
        "name each that differs, and exit 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="store anew each day that differs, and exit 0 when all then follow",
        )

    def handle(self, *, repair: bool = False, **_options: Any) -> None:
        if repair:
            self._repair()
        if count := self._name_differences():
            follow = "days does not" if count == 1 else "days do not"
            advice = (
                "Storing it anew did not help: report this with the lines above."
                if repair
                else "Run check_register --repair to store it anew."
            )
            raise CommandError(
                f"{count:,} of the stored {follow} follow from its source. {advice}"
            )
        self.stdout.write("Every due, lapsed and answered day follows from its source.")

    def _repair(self) -> None:
        for mended in repair():
            self.stdout.write(f"Stored anew: {mended}")

    def _name_differences(self) -> int:
        count = 0
        for difference in differences():
            self.stdout.write(difference)
            count += 1
        return count
