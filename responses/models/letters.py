"""Letters that chase a response: drafted, sent, answered; kept when cancelled."""

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from recommendations.fields import PartialDateField, first_day_column
from recommendations.models import Addressee, Institution, Rung
from recommendations.trail import tracked
from responses.querysets import LetterMailManager, LetterManager


class Channel(models.TextChoices):
    POST = "post", "By post"
    EMAIL = "email", "By e-mail"
    HAND = "hand", "By hand"
    OTHER = "other", "Another way"


@tracked()
class Letter(models.Model):
    """A chasing letter to one body for a rung; may cover several recommendations.

    Drafted at the desk, or loaded from a register's files as one that went out. A
    reply in hand is no published response: it changes nothing about the duty.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "Sent"
        REPLIED = "replied", "Reply received"
        CANCELLED = "cancelled", "Cancelled"

    rung = models.ForeignKey(Rung, models.PROTECT, related_name="letters")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="letters")
    addressees = models.ManyToManyField(
        Addressee, through="LetterAddressee", related_name="letters"
    )
    # What it says, as it is printed; all blank where only its sending is known.
    subject = models.CharField(max_length=300, blank=True)
    addressed_to = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # Null for a letter that came from a register's files.
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    drafted_at = models.DateTimeField(null=True)

    sent = PartialDateField(blank=True)
    sent_earliest = first_day_column("sent")
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    # Whose letter it is, such as the Chair.
    sent_by = models.CharField(max_length=200, blank=True)
    # Where it was made public; blank where it was not.
    url = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)

    replied = PartialDateField(blank=True)
    reply = models.TextField(blank=True)
    reply_url = models.URLField(max_length=500, blank=True)
    is_reply_public = models.BooleanField(default=False)

    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True)

    # Follows from the dates, so that it cannot disagree with them.
    status = models.GeneratedField(
        expression=Case(
            When(cancelled_at__isnull=False, then=Value("cancelled")),
            When(~Q(replied=""), then=Value("replied")),
            When(~Q(sent=""), then=Value("sent")),
            default=Value("draft"),
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )
    # Goes up by one with every act of an officer: what a form was based on.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = LetterManager()

    class Meta:
        ordering = ["sent", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sent="") | Q(drafted_at__isnull=False),
                name="letter_sent_or_drafted",
            ),
            models.CheckConstraint(
                condition=Q(replied="") | ~Q(sent=""),
                name="letter_answered_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["", "post", "email", "hand", "other"]),
                name="letter_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_reason="")),
                name="letter_cancelled_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="letter_by_status"),
        ]

    def __str__(self) -> str:
        when = self.sent.in_words if self.sent else "not sent"
        return f"{self.institution}, {when}: {self.rung}"

    @property
    def status_in_words(self) -> str:
        return self.Status(self.status).label

    @property
    def has_gone_out(self) -> bool:
        """Whether it was sent, answered since or not."""
        return self.status in {self.Status.SENT, self.Status.REPLIED}

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def has_gaps(self) -> bool:
        """Whether its text still has square brackets, which ask to be filled in."""
        return re.search(r"\[[^\]]+\]", self.text) is not None

    def is_public_by(self, on: date) -> bool:
        """Tell whether readers are told of it: sent by the day, on a public rung."""
        is_out = self.has_gone_out and self.sent is not None and self.sent.latest <= on
        return is_out and self.rung.is_public

    def is_reply_public_by(self, on: date) -> bool:
        """Tell whether readers are told of its reply, which an officer has decided."""
        is_in = self.replied is not None and self.replied.latest <= on
        return self.is_public_by(on) and self.is_reply_public and is_in


@tracked()
class LetterAddressee(models.Model):
    """A recommendation, as addressed to a body, that a letter chases."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="coverage")
    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="coverage")

    class Meta:
        db_table = "responses_letter_addressees"
        verbose_name = "recommendation in a letter"
        verbose_name_plural = "recommendations in letters"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "addressee"], name="letter_names_addressee_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.letter_id}: {self.addressee}"


@tracked()
class LetterTemplate(models.Model):
    """What letters of a rung begin as, where the inquiry has words of its own."""

    rung = models.OneToOneField(Rung, models.PROTECT, related_name="letter_template")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["rung"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""),
                name="letter_template_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"Template of {self.rung}"


@tracked()
class LetterMail(models.Model):
    """One press of "send": a letter on its way to one address, tried once."""

    class Status(models.TextChoices):
        CLAIMED = "claimed", "About to be sent"
        SENDING = "sending", "Being handed over"
        ACCEPTED = "accepted", "Accepted by the mail server"
        REFUSED = "refused", "Refused by the mail server"
        DEFERRED = "deferred", "Not taken: the mail server was not ready"
        UNKNOWN = "unknown", "Not known whether it was accepted"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="mails")
    recipient = models.EmailField()
    # As the officer saw them before pressing.
    subject = models.CharField(max_length=300)
    text = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.CLAIMED)
    # Why it stands where it does: the server's words, or ours.
    outcome = models.TextField(blank=True)
    # The letter's, the same at every try, so that doubles are recognised.
    message_id = models.CharField(max_length=120)
    # SHA-256 of the message as it was handed over.
    body_hash = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = LetterMailManager()

    class Meta:
        ordering = ["letter", "-id"]
        verbose_name = "letter by e-mail"
        verbose_name_plural = "letters by e-mail"
        constraints = [
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(status__in=["claimed", "sending", "accepted"]),
                name="letter_mailed_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "claimed",
                        "sending",
                        "accepted",
                        "refused",
                        "deferred",
                        "unknown",
                    ]
                ),
                name="letter_mail_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.letter_id} to {self.recipient}"
