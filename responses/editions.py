"""Write a run's digests for many readers at once: one for all who would read the same.

However many readers there are, the register is read once.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import OuterRef, Subquery

from recommendations.models import Institution
from recommendations.querysets import reached
from responses.digests import Audience, Digest, Previous, compose
from responses.lines import Line, concerning, load_lines
from responses.models import DigestDelivery, DigestEdition, DigestRun, Subscription
from responses.weeks import Week

EVERYBODY = "all institutions"


@dataclass(frozen=True)
class Reader:
    """A subscription, whom it stands for, and the edition it was last sent."""

    subscription: Subscription
    audience: Audience
    bodies: frozenset[int]
    last_edition: int | None

    @property
    def key(self) -> str:
        """A hash that readers of the same edition share."""
        parts = [*self.audience.slugs, str(self.audience.is_officers)]
        parts += [self.audience.name, str(self.last_edition)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Readership:
    """Some readers, and the register as at a day: digests for them, unsent."""

    def __init__(self, subscriptions: Iterable[Subscription], *, on: date) -> None:
        self.on = on
        self.readers = _readers(subscriptions)
        last = {reader.last_edition for reader in self.readers}
        self.previous = _previous(number for number in last if number is not None)
        told = {int(pk) for each in self.previous.values() for pk in each.snapshot}
        self.lines = load_lines(on=on, also=told)
        self._concerning = cache(self._lines_concerning)

    def compose(self, reader: Reader, *, week: Week) -> Digest:
        """Write the digest of a reader and of all who share the key."""
        return compose(
            self._concerning(reader.audience, reader.bodies),
            audience=reader.audience,
            week=week,
            on=self.on,
            previous=self.previous.get(reader.last_edition or 0),
        )

    def _lines_concerning(
        self, audience: Audience, bodies: Collection[int]
    ) -> list[Line]:
        is_all = audience.name == EVERYBODY
        return self.lines if is_all else concerning(self.lines, bodies)


def write_editions(
    run: DigestRun, subscriptions: Iterable[Subscription], *, on: date, at: datetime
) -> dict[int, DigestEdition]:
    """Store the run's editions for the subscriptions; return them by subscription.

    One that says the same already is used again. One that was right this morning is
    not: nobody is called silent who has answered since.
    """
    readership = Readership(subscriptions, on=on)
    week = Week.from_text(run.period)
    by_key = {reader.key: reader for reader in readership.readers}
    digests = {
        key: readership.compose(reader, week=week) for key, reader in by_key.items()
    }
    names = {key: _name(key, digest) for key, digest in digests.items()}
    DigestEdition.objects.bulk_create(
        [
            DigestEdition(
                run=run,
                audience=names[key],
                as_at=on,
                subject=digest.subject,
                text=digest.text,
                html=digest.html,
                is_empty=digest.is_empty,
                snapshot=digest.snapshot,
                created_at=at,
            )
            for key, digest in digests.items()
        ],
        ignore_conflicts=True,
    )
    editions = _stored(run, names.values(), on=on)
    return {
        reader.subscription.pk: editions[names[reader.key]]
        for reader in readership.readers
    }


def _name(key: str, digest: Digest) -> str:
    """Return a hash of whom an edition is for and of all that it says."""
    said = json.dumps([key, *astuple(digest)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _stored(
    run: DigestRun, names: Iterable[str], *, on: date
) -> dict[str, DigestEdition]:
    found = DigestEdition.objects.filter(run=run, as_at=on, audience__in=list(names))
    return {edition.audience: edition for edition in found.defer("snapshot")}


def _readers(subscriptions: Iterable[Subscription]) -> list[Reader]:
    chosen = [each.pk for each in subscriptions]
    newest = DigestDelivery.objects.filter(
        subscription=OuterRef("pk"), status="accepted"
    ).order_by("-run__starts_at")
    rows = (
        Subscription.objects.filter(pk__in=chosen)
        .annotate(last_edition=Subquery(newest.values("edition")[:1]))
        .select_related("officer")
        .prefetch_related("institutions")
        .order_by("pk")
    )
    leading_to = Institution.objects.leading_to()
    bodies = cache(lambda named: frozenset(reached(named, leading_to)))
    return [
        Reader(
            subscription=row,
            audience=_audience(row),
            bodies=bodies(frozenset(each.pk for each in row.institutions.all())),
            last_edition=row.last_edition,
        )
        for row in rows
    ]


def _audience(subscription: Subscription) -> Audience:
    is_officers = subscription.officer_id is not None
    if subscription.has_all_institutions:
        return Audience(EVERYBODY, (), is_officers)
    named = sorted(subscription.institutions.all(), key=lambda each: each.slug)
    slugs = tuple(each.slug for each in named)
    if len(named) > 2:
        others = len(named) - 1
        return Audience(f"{named[0].name} and {others} others", slugs, is_officers)
    return Audience(" and ".join(each.name for each in named), slugs, is_officers)


def _previous(numbers: Iterable[int]) -> dict[int, Previous]:
    editions = DigestEdition.objects.filter(pk__in=list(numbers))
    return {
        edition.pk: Previous(as_at=edition.as_at, snapshot=edition.snapshot)
        for edition in editions.only("as_at", "snapshot")
    }
