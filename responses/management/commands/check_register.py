from typing import Any

from django.core.management.base import BaseCommand, CommandError

from responses.register.checking import differences


class Command(BaseCommand):
    help = (
        "Work out every due, lapsed and answered day once more from its sources; "
        "exit 1 and name each that differs."
    )

    def handle(self, **_options: Any) -> None:
        count = 0
        for count, difference in enumerate(differences(), start=1):  # noqa: B007
            self.stdout.write(difference)
        if count:
            raise CommandError(
                f"{count:,} columns do not follow from their sources. Saving the "
                "report or the response again in the admin works them out anew."
            )
        self.stdout.write("Every due, lapsed and answered day follows from its source.")
