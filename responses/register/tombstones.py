"""What was withdrawn: how a load treats what stays to be seen of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from recommendations.register.columns import ADDRESSEE_KEY
from recommendations.register.loading import LEFT_ALONE, Matching, Work
from recommendations.register.reading import Row
from recommendations.register.removing import removable
from recommendations.register.tables import INQUIRY, Key, Table, label
from responses.models import LetterAddressee, Response

REASON = "No longer in the register's files."


class TombstoneMatching(Matching):
    """Matches as ever, and a withdrawal by its moment, which ends the key.

    What was withdrawn at the desk stays so, whatever an older file says.
    """

    # Which cell of the file a message is about.
    column = "withdrawn_at"

    def __init__(self, table: Table, held: dict[Key, int], work: Work) -> None:
        super().__init__(table, held, work)
        by_hand = Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=REASON)
        self.withdrawn = {key[:-1] for key in self._keys(by_hand)}

    def in_turn(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Leave the withdrawn ones until it is known which others stand."""
        withdrawn = []
        for row in rows:
            if row.key and row.key[-1]:
                withdrawn.append(row)
            else:
                yield row
        yield from withdrawn

    def find(self, row: Row) -> int | None:
        found = super().find(row)
        if found is not None or row.key is None:
            return found
        *named, withdrawn_at = row.key
        addressed = tuple(named)
        if withdrawn_at:
            standing = self.held.get((*addressed, ""))
            return None if standing in self.matched else standing
        if addressed in self.withdrawn:
            self.work.problems.warn(
                "was withdrawn at the desk, and stays withdrawn.",
                file=self.table.file,
                line=row.line,
                column=self.column,
            )
            return LEFT_ALONE
        return None

    def missing(self) -> dict[Key, int]:
        return {key: pk for key, pk in super().missing().items() if not key[-1]}

    def _keys(self, condition: Q) -> Iterator[Key]:
        columns = [self.table.column[name] for name in self.table.key]
        of_these = {f"{self.table.of_inquiry}__in": self.work.inquiries}
        rows = self.table.model._base_manager.filter(condition, **of_these)
        for _, *texts in self.table.texts(rows, columns):
            yield tuple(texts)


class ResponseMatching(TombstoneMatching):
    """Responses besides may be drafted, and be older than what they answer."""

    column = "document_slug"

    def __init__(self, table: Table, held: dict[Key, int], work: Work) -> None:
        super().__init__(table, held, work)
        drafts = Q(status=Response.Status.DRAFT)
        self.drafts = {key[:-1] for key in self._keys(drafts)}

    def in_turn(self, rows: Iterable[Row]) -> Iterator[Row]:
        return super().in_turn(self._doubted(rows))

    def find(self, row: Row) -> int | None:
        found = super().find(row)
        is_new = found is None and row.key is not None and not row.key[-1]
        if is_new and row.key and row.key[:-1] in self.drafts:
            self.work.problems.add(
                "an officer has drafted this very response: publish or delete the "
                "draft first.",
                file=self.table.file,
                line=row.line,
                column=self.column,
            )
            return LEFT_ALONE
        return found

    def _doubted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._doubt(row)
            yield row

    def _doubt(self, row: Row) -> None:
        published = self.work.published
        paper = published["documents"].get((row.texts["document_slug"],))
        report = published["reports"].get(
            (row.texts[INQUIRY], row.texts["report_slug"])
        )
        if paper and report and paper.latest < report.earliest:
            self.work.problems.warn(
                f"the paper ({paper}) came out before the report ({report}): are "
                "both dates right?",
                file=self.table.file,
                line=row.line,
                column=self.column,
            )


class OfStandingResponses(Matching):
    """Leaves alone what hangs on a response that was withdrawn at the desk."""

    def find(self, row: Row) -> int | None:
        answers = self.work.ids["responses"]
        response = (*_response_named(row), "")
        if answers is None or answers.get(response, 0) is not None:
            return super().find(row)
        if not self.work.problems.found:
            self.work.problems.warn(
                "is about a response that was withdrawn at the desk: not read.",
                file=self.table.file,
                line=row.line,
                column="document_slug",
            )
        return LEFT_ALONE


def _response_named(row: Row) -> Key:
    return tuple(row.texts[name] for name in ("document_slug", *ADDRESSEE_KEY))


def withdraw_missing(table: Table, work: Work, *, at: datetime) -> None:
    """Withdraw the responses that came from files and are no longer in them."""
    tally = work.tallies[table.name]
    gone = Response.objects.filter(pk__in=removable(table, tally).values())
    work.stirred.update(gone.values_list("addressee", flat=True))
    tally.removed += gone.update(
        status=Response.Status.WITHDRAWN, withdrawn_at=at, withdrawn_reason=REASON
    )


def keep_what_letters_name(table: Table, work: Work) -> None:
    """Refuse to remove an addressee that a letter chased."""
    named = LetterAddressee.objects.filter(
        addressee__in=work.tallies[table.name].missing.values()
    )
    chased = set(named.values_list("addressee", flat=True))
    for key, pk in work.tallies[table.name].missing.items():
        if pk in chased:
            work.problems.add(
                f"{label(key)} is not in the file, but cannot be removed: it was "
                "chased by a letter. Put it back into the file.",
                file=table.file,
            )
