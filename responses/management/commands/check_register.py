from typing import Any

from django.core.management.base import BaseCommand, CommandError

from responses.register.checking import differences


class Command(BaseCommand):
    help = (
        "Work out every due, lapsed and answered day anew from its sources; "
        "name each that differs, and exit 1."
    )

    def handle(self, **_options: Any) -> None:
        count = 0
        for difference in differences():
            self.stdout.write(difference)
            count += 1
        if count:
            follow = "days does not" if count == 1 else "days do not"
            raise CommandError(
                f"{count:,} of the stored {follow} follow from its source. Save the "
                "report or the document concerned in the admin to store it anew."
            )
        self.stdout.write("Every due, lapsed and answered day follows from its source.")
