"""Tell a monitor whether the jobs run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.health import job_health


class Command(BaseCommand):
    help = "Exit 0 if flags, digests, worker and beat are healthy, else 1 and say why."

    def handle(self, *args: Any, **options: Any) -> None:
        health = job_health(at=timezone.now())
        if health.faults:
            raise CommandError("\n".join(health.faults))
        self.stdout.write("All jobs have run when they should.")
