"""The account with which a newcomer tries everything."""

import os
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction

from tracker.embedded.state import State

EMAIL = "admin@example.org"


def how_to_sign_in(state: State) -> str:
    """Return how to sign in, or nothing where somebody else made the accounts.

    An administrator for all institutions is made while there is no account at all;
    what it takes to sign in is kept in the state folder, for its owner's eyes.
    """
    note = state.root / "sign-in.txt"
    with transaction.atomic():
        if not get_user_model().objects.exists():
            said = StringIO()
            call_command("create_officer", EMAIL, role="admin", stdout=said)
            # Before the commit: an account never stands without its note.
            note.unlink(missing_ok=True)
            descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(said.getvalue())
    return note.read_text().strip() if note.exists() else ""
