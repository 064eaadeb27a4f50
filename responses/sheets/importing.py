"""A sheet into the record: looked at first and told, then all of it or nothing.

The number of queries is the same for ten rows and for ten thousand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations.models import Addressee, Inquiry, Institution
from recommendations.reckoning import reckon
from recommendations.register.reading import Row
from recommendations.register.recommendations import ADDRESSEES
from recommendations.register.tables import Key
from responses.effects import Effect, standings
from responses.flags import review_flags
from responses.models import Officer
from responses.permissions import addressees_of, asking_for_review
from responses.register.loading import in_bulk
from responses.services.acts import AsksForReview
from responses.settling import settle
from responses.sheets.grids import Grid
from responses.sheets.headings import columns_of
from responses.sheets.kinds import RESPONSES_SHEET, Kind
from responses.sheets.outcomes import Outcome, Said, by_row
from responses.sheets.papers import Papers
from responses.sheets.reading import SheetReader
from responses.sheets.rules import RULES, Known
from responses.sheets.storing import SheetStore


@dataclass
class Import:
    """One sheet of one officer, as at one moment. Belongs in a transaction.

    Its rows are read when it is made, which raises NotASheet for odd headings.
    """

    kind: Kind
    grid: Grid
    by: Officer
    at: datetime
    addressees: dict[int, Addressee] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inquiries = list(Inquiry.objects.values_list("slug", flat=True)[:2])
        sole = inquiries[0] if len(inquiries) == 1 else ""
        headings = columns_of(self.kind, self.grid, must_name_inquiry=not sole)
        self.reader = SheetReader(self.kind, headings, inquiry=sole, on=self.on)
        self.known = Known(self.on)

    @property
    def on(self) -> date:
        """The day in London."""
        return self.at.astimezone(timezone.get_default_timezone()).date()

    def carry_out(self) -> Outcome:
        """Store every row, or none where anything is wrong; return what was done."""
        rows = self.reader.read_all(self.grid)
        self._find_addressees(rows)
        self._find_bodies(rows)
        if self.kind is RESPONSES_SHEET:
            self.known.papers = Papers(self.reader)
            self.known.papers.find(rows)
        self.reader.name([row for row in rows if row.is_good])
        self._match(rows)
        self._judge(rows)
        if self.reader.problems.found:
            return self._refused()
        return self._store(rows)

    def foresee(self) -> Outcome:
        """Return what carry_out would do, having done nothing."""
        with transaction.atomic():
            outcome = self.carry_out()
            transaction.set_rollback(True)
        return outcome

    def _find_addressees(self, rows: list[Row]) -> None:
        """Find and lock those that rows are about, and refuse those of others."""
        reports = {row.texts.get("report_slug", "") for row in rows}
        columns = [ADDRESSEES.column[name] for name in ADDRESSEES.key]
        held = ADDRESSEES.held().filter(report__slug__in=reports)
        ids: dict[Key, int] = {
            tuple(texts): pk for pk, *texts in ADDRESSEES.texts(held, columns)
        }
        for row in rows:
            key = tuple(row.texts.get(name, "") for name in ADDRESSEES.key)
            row.linked["addressee"] = ids.get(key)
            if all(key) and key not in ids:
                told = f"recommendation {key[2]} of {key[1]} is not addressed to it"
                self.reader.say(
                    f"{told} in the register: correct the report, the reference or "
                    "the institution.",
                    row,
                    "institution_slug",
                )
        self._lock({row.linked["addressee"] or 0 for row in rows})
        self._refuse_what_is_not_to_be_imported(rows)

    def _refuse_what_is_not_to_be_imported(self, rows: list[Row]) -> None:
        about = Addressee.objects.filter(pk__in=self.addressees)
        theirs = addressees_of(self.by).filter(pk__in=self.addressees)
        foreign = self.addressees.keys() - set(theirs.values_list("pk", flat=True))
        asking = set(asking_for_review(about).values_list("pk", flat=True)) - foreign
        why = dict.fromkeys(asking, str(AsksForReview())) | dict.fromkeys(
            foreign,
            "is not among the institutions of your account: delete the row, or have "
            "somebody import it whose it is.",
        )
        for row in rows:
            if told := why.get(row.linked["addressee"] or 0):
                self.reader.say(told, row, "institution_slug")

    def _lock(self, ids: set[int]) -> None:
        # Whoever else locks several goes by the same order.
        chosen = Addressee.objects.filter(pk__in=ids).order_by("pk")
        at_hand = chosen.select_related("report")
        locked = at_hand.select_for_update(of=("self",))
        self.addressees = {addressee.pk: addressee for addressee in locked}

    def _find_bodies(self, rows: list[Row]) -> None:
        """Find the institutions that cells name besides the addressee."""
        columns = [
            column.name
            for column in self.reader.columns or []
            if column.name in {"answered_by", "document_publishers"}
        ]
        named = {
            slug
            for row in rows
            for column in columns
            for slug in row.texts[column].split(";")
        }
        found = Institution.objects.filter(slug__in=named)
        ids = dict(found.values_list("slug", "pk"))
        for row in rows:
            for column in columns:
                slugs = [slug for slug in row.texts[column].split(";") if slug]
                row.listed[column] = [ids.get(slug) for slug in slugs]
                if strange := [slug for slug in slugs if slug not in ids]:
                    self.reader.say(
                        f"there is no institution {strange[0]!r} in the register: "
                        "correct it.",
                        row,
                        column,
                    )

    def _match(self, rows: list[Row]) -> None:
        """Find which row of the record each row of the sheet stands for."""
        table = self.kind.table
        about = "addressee__in" if self.kind.may_add else "pk__in"
        held = table.held().filter(**{about: self.addressees.keys()})
        columns = [table.column[name] for name in table.key]
        ids = {tuple(texts): pk for pk, *texts in table.texts(held, columns)}
        for row in rows:
            row.pk = ids.get(row.key) if row.key else None

    def _judge(self, rows: list[Row]) -> None:
        if self.kind is RESPONSES_SHEET:
            self.known.look_up(list(self.addressees))
        for row in rows:
            if not row.is_good or row.key is None:
                continue
            addressee = self.addressees[row.linked["addressee"] or 0]
            for column, why, is_doubt in RULES[self.kind.name](
                row, addressee, self.known
            ):
                if is_doubt:
                    self.reader.problems.warn(
                        why, file=self.kind.table.file, line=row.line, column=column
                    )
                else:
                    self.reader.say(why, row, column)

    def _refused(self) -> Outcome:
        return Outcome(
            faults=by_row(self.reader.said(self.reader.problems.found)),
            notes=self.grid.notes,
        )

    def _store(self, rows: list[Row]) -> Outcome:
        chosen = Addressee.objects.filter(pk__in=self.addressees)
        before = standings(chosen, on=self.on)
        columns = self.reader.columns or []
        store = SheetStore(self.kind, columns, by=self.by, on=self.on, at=self.at)
        with in_bulk():
            self._store_papers(rows)
            outcome = store.put_all(rows)
            self._recompute(outcome, rows)
        after = standings(chosen, on=self.on)
        effect = Effect.between(before, after, on=self.on)
        outcome.effect = effect.lines(is_done=False)
        doubts = self.reader.said(self.reader.problems.warnings)
        outcome.doubts = [*map(Said, self.grid.doubts), *by_row(doubts)]
        outcome.notes = self.grid.notes
        return outcome

    def _store_papers(self, rows: list[Row]) -> None:
        papers: Any = self.known.papers
        if papers is not None:
            papers.store(on=self.on, at=self.at)
            for row in rows:
                row.linked["document"] = papers.of[row.line].pk

    def _recompute(self, outcome: Outcome, rows: list[Row]) -> None:
        """Write down what follows, for the addressees that were written about."""
        lines = {change.row for change in outcome.changes}
        written = {row.linked["addressee"] or 0 for row in rows if row.line in lines}
        outcome.versions = {
            str(pk): self.addressees[pk].version for pk in sorted(written)
        }
        if not written:
            return
        concerned = Addressee.objects.filter(pk__in=written)
        concerned.update(version=F("version") + 1)
        # Each writes to every addressee: only what can have changed is worked out.
        if self.kind.moves:
            reckon(concerned)
        if self.kind.answers:
            settle(concerned)
        if self.kind.moves or self.kind.answers:
            review_flags(concerned, at=self.at, by=self.by)
