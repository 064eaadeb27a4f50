"""Write anew what has waited too long to be sent as it was."""

from datetime import datetime, timedelta

from responses.editions import write_editions
from responses.models import DigestDelivery
from responses.weeks import day_in_london

TOO_OLD = timedelta(hours=24)


def refresh(batch: list[DigestDelivery], *, at: datetime) -> list[DigestDelivery]:
    """Give deliveries an edition as at today where theirs is more than a day old.

    So a late mail accuses nobody who has answered meanwhile. Returns the batch.
    """
    on = day_in_london(at)
    for run in {each.run for each in batch}:
        old = [each for each in batch if each.run == run and _is_old(each, at=at)]
        if not old:
            continue
        editions = write_editions(
            run, [each.subscription for each in old], on=on, at=at
        )
        for each in old:
            each.edition = editions[each.subscription_id]
        DigestDelivery.objects.bulk_update(old, ["edition"])
    return batch


def _is_old(delivery: DigestDelivery, *, at: datetime) -> bool:
    edition = delivery.edition
    return edition is None or edition.created_at <= at - TOO_OLD
