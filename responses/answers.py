"""The mail that tells a reader what became of what they said was wrong."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from responses.digests import wrapped
from responses.mails import automatic_headers, is_allowed, site_host
from responses.models import AnswerDelivery


def new_answer_id(token: str) -> str:
    """Return a Message-ID fixed for good by the delivery's token."""
    return f"<answer.{token}@{site_host()}>"


def reason_not_to_answer(delivery: AnswerDelivery) -> str:
    """Return why this answer is not sent, as things stand now; or nothing."""
    if not delivery.request.email:
        return "The sender's address has been forgotten."
    if not is_allowed(delivery.request.email):
        return "MAIL_ALLOW_LIST does not name the address."
    return ""


def answer_mail(delivery: AnswerDelivery) -> EmailMessage:
    """Return the mail of an answer, unsent; it does not repeat what the reader wrote.

    Whoever gives another's address can send them nothing of their own.
    """
    request = delivery.request
    context = {
        "request": request,
        "outcome": request.get_outcome_display(),
        "url": settings.SITE_URL + request.get_absolute_url(),
        "site_url": settings.SITE_URL,
    }
    return EmailMessage(
        subject="What became of your request for a correction",
        body=wrapped(render_to_string("responses/emails/answer.txt", context)),
        to=[request.email],
        reply_to=[settings.DEFAULT_FROM_EMAIL],
        headers=automatic_headers(delivery.message_id),
    )
