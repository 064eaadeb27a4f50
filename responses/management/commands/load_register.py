from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.register.problems import BadRegister
from responses.register.loading import load_register


class Command(BaseCommand):
    help = "Load a register directory: all of it, or nothing. May be run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would change, and its effect on timeliness; store nothing",
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="withdraw responses, and delete other rows, that the files no longer "
            "hold; never what officers recorded",
        )

    def handle(
        self, *, directory: Path, dry_run: bool, remove: bool, **_options: Any
    ) -> None:
        try:
            outcome = load_register(
                directory,
                on=timezone.localdate(),
                at=timezone.now(),
                dry_run=dry_run,
                remove=remove,
            )
        except BadRegister as refused:
            count = len(refused.problems)
            named = "1 problem" if count == 1 else f"{count:,} problems"
            raise CommandError(f"{refused}\nNothing stored: {named}.") from refused
        self.stdout.write("\n".join(outcome.lines()))
