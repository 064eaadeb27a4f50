"""A register directory into the database: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pghistory
from django.db import connection, transaction
from django.db.models import F, Q

from recommendations.models import Addressee
from recommendations.reckoning import reckon
from recommendations.register.loading import Matching, Work, load_table
from recommendations.register.outcome import Tally, capped
from recommendations.register.problems import BadRegister, Problem, in_order
from recommendations.register.removing import remove_missing
from recommendations.register.tables import label
from responses.effects import Effect, standings
from responses.flags import review_flags
from responses.register.catalogue import TABLES
from responses.register.documents import RESPONSES
from responses.register.promises import ADEQUACY, PROMISE_ASSESSMENTS, PROMISES
from responses.register.tombstones import (
    OfStandingResponses,
    ResponseMatching,
    TombstoneMatching,
    keep_what_letters_name,
    withdraw_missing,
)
from responses.settling import settle

_MATCHING = {
    "extensions": TombstoneMatching,
    "checks": TombstoneMatching,
    RESPONSES.name: ResponseMatching,
    ADEQUACY.name: OfStandingResponses,
    PROMISES.name: OfStandingResponses,
    PROMISE_ASSESSMENTS.name: OfStandingResponses,
}


@dataclass
class Outcome:
    """What a load did, or what it would do."""

    tallies: dict[str, Tally]
    warnings: list[Problem]
    effect: Effect
    is_done: bool

    def lines(self) -> Iterator[str]:
        would = "" if self.is_done else "would be "
        for name, tally in self.tallies.items():
            yield (
                f"{name}: {tally.added} {would}added, {tally.changed} changed, "
                f"{tally.unchanged} unchanged"
                + (f", {tally.removed} removed" if tally.removed else "")
                + (f", {len(tally.missing)} not in the file" if tally.missing else "")
            )
            for line in capped(tally.differences):
                yield f"  {line}"
            for line in capped([label(key) for key in tally.missing]):
                yield f"  not in the file: {line}"
        yield from (f"Warning: {warning}" for warning in in_order(self.warnings))
        yield from self.effect.lines(is_done=self.is_done)
        added, changed, removed = (
            sum(getattr(tally, kind) for tally in self.tallies.values())
            for kind in ("added", "changed", "removed")
        )
        yield f"In all: {added} {would}added, {changed} changed, {removed} removed."


def load_register(
    directory: Path,
    *,
    on: date,
    at: datetime,
    dry_run: bool = False,
    remove: bool = False,
) -> Outcome:
    """Add and change what the directory's files say.

    on, at: the day (Europe/London) and moment of loading. dry_run: store nothing.
    remove: also take out what is no longer in the files, as far as no officer recorded
    it and nothing refers to it; responses are withdrawn. Raises BadRegister with every
    problem, having stored nothing.
    """
    if not directory.is_dir():
        raise BadRegister([f"{directory} is no directory: name one with CSV files."])
    with pghistory.context(by="load_register"), transaction.atomic():
        _hold_off_writers()
        before = standings(on=on)
        work = Work(directory, on, at)
        with in_bulk():
            _load(work)
            if remove:
                _remove(work)
            _recompute(work, at=at)
        outcome = Outcome(
            tallies=work.tallies,
            warnings=work.problems.warnings,
            effect=Effect.between(before, standings(on=on), on=on),
            is_done=not dry_run,
        )
        transaction.set_rollback(dry_run)
    return outcome


def _hold_off_writers() -> None:
    """Let others read, and officers save afterwards; in the order in which they lock.

    Two loads at once follow one another.
    """
    others = ", ".join(table.model._meta.db_table for table in TABLES)
    with connection.cursor() as cursor:
        # An officer's act locks its addressee first and reaches for the rest later.
        for tables in (Addressee._meta.db_table, others):
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


@contextmanager
def in_bulk() -> Iterator[None]:
    """Have foreign keys checked with each statement, not in one long queue at the end.

    And tell pgtrigger that nothing is ignored: it would find out by an exception for
    each row, and each of those walks the whole of that queue. And have the planner
    join whole tables: by what it knew of them when they were empty it would go through
    one for each row of the next, for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _load(work: Work) -> None:
    _warn_of_strangers(work)
    for table in TABLES:
        named = load_table(table, work, _MATCHING.get(table.name, Matching))
        if table.name == "inquiries":
            work.inquiries = sorted(slug for (slug,) in named)
    work.problems.raise_if_any()


def _warn_of_strangers(work: Work) -> None:
    known = {table.file for table in TABLES}
    for path in sorted(work.directory.glob("*.csv")):
        if path.name not in known:
            work.problems.warn("is not a file of a register: not read.", file=path.name)


def _remove(work: Work) -> None:
    loaded = [table for table in TABLES if table.name in work.tallies]
    for table in reversed(loaded):
        if table is RESPONSES:
            withdraw_missing(table, work, at=work.at)
        else:
            if table.name == "addressees":
                keep_what_letters_name(table, work)
            remove_missing(table, work.tallies[table.name], work.problems)
    work.problems.raise_if_any()


def _recompute(work: Work, *, at: datetime) -> None:
    """Write down anew what follows from the rows, where any of them changed."""
    tallies = work.tallies
    if all(tally.is_still for tally in tallies.values()):
        return
    bodies = {slug for (slug,) in tallies["institutions"].touched}
    papers = {slug for (slug,) in tallies["documents"].touched}
    changed = (
        Q(report__inquiry__slug__in=work.inquiries)
        | Q(institution__slug__in=bodies)
        | Q(responses__document__slug__in=papers)
    )
    if not tallies["successions"].is_still:
        changed |= Q(institution__successions__isnull=False)
    concerned = Addressee.objects.filter(changed)
    reckon(concerned)
    settle(concerned)
    review_flags(concerned, at=at)
    Addressee.objects.filter(pk__in=_stirred(work) & work.held).update(
        version=F("version") + 1
    )


def _stirred(work: Work) -> set[int]:
    """Return the addressees to which, or to whose responses, something was done."""
    through = Addressee.objects.filter(
        Q(responses__in=work.hung_on["response"])
        | Q(responses__promises__in=work.hung_on["promise"])
    )
    of_answers = set(through.values_list("pk", flat=True))
    return work.stirred | work.hung_on["addressee"] | of_answers
