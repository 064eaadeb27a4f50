"""What an act would do, told before it is done: it is done, read, and taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from recommendations.models import Addressee
from responses.effects import Effect, Standings
from responses.history import RowChange, changes_since
from responses.models import Batch, Officer
from responses.services.acts import Act
from responses.services.batches import Together, do_all
from responses.services.undoing import undo

_Rows = dict[int, Any]


@dataclass(frozen=True)
class Prospect:
    """One addressee as it stands, and as it would; both with_timeliness."""

    before: Any
    after: Any

    @property
    def is_standing_moved(self) -> bool:
        return self.before.standing.in_words != self.after.standing.in_words

    @property
    def is_due_moved(self) -> bool:
        return self.before.due_as_at != self.after.due_as_at


@dataclass
class Foreseen:
    """What would change, for each addressee and in all.

    rows: what the trail would say, where one act is foreseen.
    """

    effect: Effect
    prospects: list[Prospect]
    rows: list[RowChange] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        return self.effect.lines(is_done=False)


def foresee_act(
    act: Act,
    do: Callable[[Act], object],
    *,
    among: models.QuerySet[Addressee] | None = None,
) -> Foreseen:
    """Return what one act would do, doing nothing; raises what it raises.

    among: whom it may concern, where that is not its addressee alone.
    """
    own = Addressee.objects.filter(pk=act.addressee.pk)
    with _watched(own if among is None else among, on=act.on) as watch:
        do(act)
        entries = changes_since(act.addressee, act.based_on)
        foreseen = watch()
    foreseen.rows = [row for entry in entries for row in entry.rows]
    return foreseen


def foresee_each(together: Together) -> Foreseen:
    """Return what acts done together would do, doing nothing.

    Raises what carry_out_together raises.
    """
    about = Addressee.objects.filter(pk__in=[act.addressee.pk for act in together.acts])
    with _watched(about, on=together.first.on) as watch:
        do_all(together)
        return watch()


def foresee_undoing(batch: Batch, *, by: Officer, at: datetime, on: date) -> Foreseen:
    """Return what undoing a batch would do, doing nothing; raises what undo raises."""
    about = Addressee.objects.filter(batch_items__batch=batch)
    with _watched(about, on=on) as watch:
        undo(batch, by=by, at=at, reason="To be seen first.")
        return watch()


@contextmanager
def _watched(
    chosen: models.QuerySet[Addressee], *, on: date
) -> Iterator[Callable[[], Foreseen]]:
    """Hand out a look at what has changed so far; all of it is taken back."""
    with transaction.atomic():
        before = _rows(chosen, on=on)

        def watch() -> Foreseen:
            after = _rows(chosen, on=on)
            effect = Effect.between(_standings(before), _standings(after), on=on)
            found = [Prospect(row, after[pk]) for pk, row in before.items()]
            return Foreseen(effect, found)

        yield watch
        transaction.set_rollback(True)


def _rows(chosen: models.QuerySet[Addressee], *, on: date) -> _Rows:
    addressees: Any = chosen
    rows = addressees.with_timeliness(on=on).for_list().order_by("report", "pk")
    return {row.pk: row for row in rows}


def _standings(rows: _Rows) -> Standings:
    return {pk: (row.state, row.verification) for pk, row in rows.items()}
