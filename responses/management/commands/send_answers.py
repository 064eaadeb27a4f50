"""Send readers the answers to what they said was wrong."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from responses.delivery import deliver, put_right
from responses.outboxes import ANSWERS


class Command(BaseCommand):
    help = (
        "Send each reader who asked for it the answer to what they said was wrong. "
        "Safe to run at any time, any number of times; needs no Redis."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        put_right(ANSWERS, at=timezone.now())
        sent = deliver(ANSWERS, clock=timezone.now)
        self.stdout.write(f"Answers: {sent.in_words}.")
