from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from responses.register.writing import export_register


class Command(BaseCommand):
    help = "Write the register as CSV files and a datapackage.json into a directory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory: Path, **_options: Any) -> None:
        try:
            counts = export_register(directory)
        except OSError as error:
            raise CommandError(
                f"Cannot write to {directory}: {error.strerror}. Name a directory "
                "that can be written to."
            ) from error
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count:,} rows")
