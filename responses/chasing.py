"""What is to be chased: who owes what by a date, and which letter is next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from recommendations.models import Addressee, Inquiry, Institution, Rung
from recommendations.querysets import AddresseeQuerySet
from responses.ladder import with_rungs
from responses.models import Letter, LetterAddressee, Officer
from responses.permissions import addressees_of, letters_of

SOON = 28  # days


@dataclass(frozen=True)
class Wanted:
    """How a reader narrows the ladder; each that is set must hold.

    within: the next rung is that many days away at most. is_passed: a rung is passed,
    and no letter of it went out.
    """

    inquiry: Inquiry | None = None
    institution: Institution | None = None
    within: int | None = None
    is_passed: bool = False


@dataclass(frozen=True)
class Step:
    """A rung, and the day by which an addressee reaches it."""

    rung: Rung
    day: date


@dataclass(frozen=True)
class Line:
    """Where an addressee stands on its ladder, and which drafts there are about it.

    unlettered: passed without a letter. upcoming: the next one to come.
    """

    addressee: Any
    unlettered: Step | None
    upcoming: Step | None
    drafts: list[Letter]

    @property
    def step(self) -> Step | None:
        """Of which rung a letter is to be written."""
        return self.unlettered or self.upcoming


def chased(
    officer: Officer, wanted: Wanted, *, on: date, is_everyones: bool = False
) -> AddresseeQuerySet:
    """Return who is on a rung or before one on a day, with_rungs, body by body.

    is_everyones: what others are responsible for as well.
    """
    rows = with_rungs(_owing(on=on), on=on).filter(letter_rung__isnull=False)
    if not is_everyones:
        rows = rows.filter(pk__in=addressees_of(officer).values("pk"))
    rows = rows.filter(_condition(wanted, on=on))
    return rows.for_list().order_by("body_name", "body", "letter_day", "pk")


def counts(rows: AddresseeQuerySet, *, on: date) -> dict[str, int]:
    """Return how many bodies there are, how many rows, and why they want a letter."""
    soon = Q(next_day__lte=on + timedelta(days=SOON))
    return rows.order_by().aggregate(
        bodies=Count("body", distinct=True),
        responses=Count("pk"),
        passed=Count("pk", filter=Q(unlettered_rung__isnull=False)),
        soon=Count("pk", filter=soon),
    )


def chaseable(institution: Institution, *, on: date) -> AddresseeQuerySet:
    """Return what a body owes on a day by a date: its own, and what passed to it."""
    return _owing(on=on).filter(body=institution.pk)


def bodies_of(officer: Officer, *, on: date) -> QuerySet[Institution]:
    """Return the bodies to which an officer may have to write."""
    theirs = _owing(on=on).filter(pk__in=addressees_of(officer).values("pk"))
    bodies = Institution.objects.filter(pk__in=theirs.values("body"))
    return bodies.order_by("name")


def covered_by(letter: Letter, *, on: date) -> list[Addressee]:
    """Return what a letter is about: as when it was sent, or else as at the day."""
    day = letter.sent.latest if letter.sent else on
    addressees: Any = Addressee.objects.filter(letters=letter)
    return list(in_list_order(addressees.with_timeliness(on=day)))


def lines_of(rows: Iterable[Any], *, by: Officer) -> list[Line]:
    """Return rows with_rungs beside the rungs they name and the officer's drafts."""
    rows = list(rows)
    inquiries = {row.report.inquiry_id for row in rows}
    rungs = {
        (rung.inquiry_id, rung.number): rung
        for rung in Rung.objects.filter(inquiry__in=inquiries)
    }
    drafts = _drafts_about(rows, by=by)

    def step(row: Any, name: str) -> Step | None:
        number = getattr(row, f"{name}_rung")
        if number is None:
            return None
        rung = rungs[row.report.inquiry_id, number]
        return Step(rung, getattr(row, f"{name}_day"))

    return [
        Line(
            addressee=row,
            unlettered=step(row, "unlettered"),
            upcoming=step(row, "next"),
            drafts=drafts.get(row.pk, []),
        )
        for row in rows
    ]


def line_of(addressee: Addressee, *, by: Officer, on: date) -> Line | None:
    """Return where one stands on its ladder; None where no letter is to be written."""
    rows: Any = with_rungs(_owing(on=on).filter(pk=addressee.pk), on=on)
    to_write = rows.filter(letter_rung__isnull=False).select_related("report")
    lines = lines_of(to_write, by=by)
    return lines[0] if lines else None


def in_list_order(addressees: AddresseeQuerySet) -> AddresseeQuerySet:
    """Return them as a letter's list has them, with all that it shows."""
    return addressees.select_related(
        "institution", "report__inquiry", "recommendation__report__inquiry"
    ).order_by("report__published", "report", "recommendation__number", "pk")


def _owing(*, on: date) -> AddresseeQuerySet:
    """Return what is outstanding by a date; body: whoever has to answer it now."""
    outstanding: Any = Addressee.objects.outstanding(on=on)
    owing: AddresseeQuerySet = outstanding.filter(due_latest_as_at__isnull=False)
    return owing.annotate(
        body=Coalesce("passed_to", "institution"),
        body_name=Coalesce("passed_to__name", "institution__name"),
        body_slug=Coalesce("passed_to__slug", "institution__slug"),
    )


def _drafts_about(rows: list[Any], *, by: Officer) -> dict[int, list[Letter]]:
    found: dict[int, list[Letter]] = defaultdict(list)
    coverage = LetterAddressee.objects.filter(
        addressee__in=[row.pk for row in rows],
        letter__in=letters_of(by).filter(status=Letter.Status.DRAFT),
    )
    for each in coverage.select_related("letter__rung").order_by("letter"):
        found[each.addressee_id].append(each.letter)
    return found


def _condition(wanted: Wanted, *, on: date) -> Q:
    condition = Q()
    if wanted.inquiry is not None:
        condition &= Q(report__inquiry=wanted.inquiry)
    if wanted.institution is not None:
        condition &= Q(body=wanted.institution.pk)
    if wanted.within is not None:
        condition &= Q(next_day__lte=on + timedelta(days=wanted.within))
    if wanted.is_passed:
        condition &= Q(unlettered_rung__isnull=False)
    return condition
