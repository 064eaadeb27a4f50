"""The mail of one delivery: its edition, who gets it and why, and how to stop it."""

import re
from collections.abc import Callable
from email import policy
from email.errors import MessageError
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from recommendations.partial_dates import day_in_words
from responses.digests import wrapped
from responses.models import DigestDelivery, Subscription
from responses.weeks import day_in_london

# Headers in one line each (a folded List-Unsubscribe is not understood everywhere),
# bodies in seven bits (any server takes them).
POLICY = policy.SMTP.clone(max_line_length=990, cte_type="7bit")
# What says that a message can never be written, whenever it is tried.
POISON = (AttributeError, LookupError, TypeError, ValueError, MessageError)
STYLES = {
    "body": "margin:0;padding:20px;font-family:Arial,sans-serif;color:#0b0c0c",
    "div": "max-width:600px;margin:0 auto",
    "h1": "font-size:24px;line-height:1.25;margin:0 0 12px",
    "h2": "font-size:20px;line-height:1.25;margin:28px 0 8px",
    "h3": "font-size:16px;line-height:1.25;margin:16px 0 4px",
    "p": "font-size:16px;line-height:1.5;margin:0 0 12px",
    "ul": "font-size:16px;line-height:1.5;margin:0 0 12px;padding-left:20px",
    "li": "margin:0 0 8px",
}


class Unwritable(Exception):
    """No message can be made of this delivery; the text says why."""


def new_message_id(token: str) -> str:
    """Return a Message-ID fixed for good by the delivery's token."""
    return f"<digest.{token}@{site_host()}>"


def site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def written(
    compose: Callable[[Any], EmailMessage], delivery: Any
) -> tuple[EmailMessage, bytes]:
    """Return the mail that compose makes, and its bytes.

    Raises Unwritable where there can be none.
    """
    try:
        mail = compose(delivery)
        return mail, raw(mail)
    except POISON as problem:
        words = f"It cannot be written: {type(problem).__name__}: {problem}"[:1000]
        raise Unwritable(words) from problem


def reason_not_to_send(delivery: DigestDelivery) -> str:
    """Return why this reader gets no mail now, as things stand now; or nothing."""
    subscription = delivery.subscription
    if subscription.unsubscribed_at is not None:
        return "The reader has left the list."
    if subscription.confirmed_at is None:
        return "The reader has not confirmed the address."
    if subscription.officer is not None and not subscription.officer.is_active:
        return "The officer's account is closed."
    if not is_allowed(subscription.recipient):
        return "MAIL_ALLOW_LIST does not name the address."
    return ""


def digest_mail(delivery: DigestDelivery) -> EmailMultiAlternatives:
    """Return the mail of a delivery that has an edition, unsent."""
    edition = delivery.edition
    if edition is None:
        message = f"{delivery} has no edition to send."
        raise ValueError(message)
    subscription = delivery.subscription
    unsubscribe_url = page("unsubscribe", subscription.token)
    context = {
        "edition": edition,
        "on": day_in_words(edition.as_at),
        "held_up_since": held_up_since(delivery),
        "is_officer": subscription.officer_id is not None,
        "copy_url": page("digest", delivery.token),
        "unsubscribe_url": unsubscribe_url,
        "site_url": settings.SITE_URL,
    }
    mail = EmailMultiAlternatives(
        subject=edition.subject,
        body=render_to_string("responses/emails/digest_mail.txt", context),
        to=[subscription.recipient],
        reply_to=[settings.DEFAULT_FROM_EMAIL],
        headers=automatic_headers(delivery.message_id)
        | {
            "List-Id": f"Weekly digest <digest.{site_host()}>",
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string("responses/emails/digest_mail.html", context)
    mail.attach_alternative(styled(html), "text/html")
    return mail


def confirmation_mail(subscription: Subscription) -> EmailMultiAlternatives:
    """Return the mail that asks whether the address's owner wants the digest."""
    context = {
        "subscription": subscription,
        "confirm_url": page("confirm", subscription.token),
        "site_url": settings.SITE_URL,
    }
    return EmailMultiAlternatives(
        subject="Confirm that you want the weekly digest",
        body=wrapped(render_to_string("responses/emails/confirm.txt", context)),
        to=[subscription.email],
        headers=automatic_headers(new_message_id(f"confirm.{subscription.token}")),
    )


def automatic_headers(message_id: str) -> dict[str, str]:
    """Return what keeps other machines from answering, and doubles recognisable."""
    return {
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def held_up_since(delivery: DigestDelivery) -> str:
    """Return the day that the mail should have gone, if it goes later; or nothing."""
    first = day_in_london(delivery.created_at)
    if delivery.edition is None or delivery.edition.as_at <= first:
        return ""
    return day_in_words(first)


def raw(mail: EmailMessage) -> bytes:
    """Return the bytes that go over the wire."""
    return mail.message(policy=POLICY).as_bytes()


def styled(html: str) -> str:
    """Give bare tags the styles that mail programs need to find in the tag."""
    return re.sub(
        r"<(\w+)>",
        lambda tag: (
            f'<{tag[1]} style="{STYLES[tag[1]]}">' if tag[1] in STYLES else tag[0]
        ),
        html,
    )


def is_allowed(address: str) -> bool:
    """Tell whether mail may go to the address: a copy of production may list who.

    MAIL_ALLOW_LIST holds addresses and @domains; empty, it lets anybody have mail.
    """
    allowed = {entry.lower() for entry in settings.MAIL_ALLOW_LIST}
    address = parseaddr(address)[1].lower()
    domain = "@" + address.rpartition("@")[2]
    return not allowed or address in allowed or domain in allowed


def page(name: str, token: str) -> str:
    """Return the full address of a digest's page."""
    return settings.SITE_URL + reverse(f"responses:{name}", args=[token])
