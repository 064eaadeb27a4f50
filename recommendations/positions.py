"""What a body may say of a recommendation, and how far things may have got.

Two axes apart from timeliness; none is inferred from another.
"""

from django.db.models import TextChoices


class Position(TextChoices):
    """What the body said; never inferred from what it did."""

    ACCEPTED = "accepted", "Accepted"
    ACCEPTED_IN_PART = "accepted_in_part", "Accepted in part"
    ACCEPTED_IN_PRINCIPLE = "accepted_in_principle", "Accepted in principle"
    REJECTED = "rejected", "Rejected"
    NOTED = "noted", "Noted"
    NOT_STATED = "not_stated", "Not stated"


class Progress(TextChoices):
    """How far somebody says that things have got."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Completed"
    NOT_PROCEEDING = "not_proceeding", "Not proceeding"
