"""The digest as it would be sent, from rows that are never stored."""

from collections.abc import Iterator
from datetime import datetime

from responses.editions import Readership
from responses.mails import digest_mail, new_message_id
from responses.models import DigestDelivery, DigestEdition, DigestRun, Subscription
from responses.weeks import Week, day_in_london

SAMPLE = "dry-run"


def preview(week: Week, *, at: datetime) -> Iterator[str]:
    """Yield the mail, as text, of each reader who has not had the week's digest."""
    run = DigestRun.objects.filter(period=str(week)).first()
    readers = Subscription.objects.active()
    if run is not None:
        settled = DigestDelivery.objects.filter(run=run).exclude(
            pk__in=DigestDelivery.objects.waiting().values("pk")
        )
        readers = readers.exclude(pk__in=settled.values("subscription"))
    on = day_in_london(at)
    readership = Readership(readers, on=on)
    yield f"{len(readership.readers)} readers have not had the digest of {week}.\n"
    for reader in readership.readers:
        digest = readership.compose(reader, week=week)
        if digest.is_empty and not reader.audience.is_officers:
            yield f"To: {reader.subscription.email}\nNothing to say: no mail.\n"
            continue
        edition = DigestEdition(as_at=on, subject=digest.subject, text=digest.text)
        delivery = DigestDelivery(
            edition=edition,
            subscription=reader.subscription,
            token=SAMPLE,
            message_id=new_message_id(SAMPLE),
            created_at=at,
        )
        mail = digest_mail(delivery)
        yield f"To: {mail.to[0]}\nSubject: {mail.subject}\n\n{mail.body}"
