"""Two who write in one paper: what each has typed, field by field."""

from typing import Any

from responses.forms.paper_tables import Clash, PaperTable
from responses.models import PaperAnswer, Position, Response
from responses.paper_history import answers_as_of
from responses.services import as_written

_TEXTS = ["position", "summary", "paragraphs", "kind"]
_LABELS: dict[str, dict[str, str]] = {
    "position": {each.value: each.label for each in Position},
    "kind": {each.value: each.label for each in Response.Kind},
}


def merged(table: PaperTable) -> tuple[Any, list[Clash]]:
    """Return what to show after somebody else's save, and where both wrote.

    table: as it was typed, over the answers as they are now. What the officer left
    alone reads as the other has saved it; what both changed reads as typed, with what
    was saved beside it. The typed text is on the newer version: saving again is a
    decision.
    """
    data: Any = table.data.copy()  # type: ignore[attr-defined]
    version = _version(table)
    base = answers_as_of(table.paper, version)
    clashes = []
    for row in table.rows:
        if row.is_bound and row.answer.changed_in > version:
            clashes += _Row(row, base.get(row.answer.pk), data).merge()
    data["version"] = str(table.paper.version)
    return data, clashes


def _version(table: PaperTable) -> int:
    try:
        return int(table.data.get("version", ""))
    except ValueError:
        return -1


class _Row:
    """One row: as it was before both, as it is now, and as it was typed."""

    def __init__(self, row: Any, base: Any, data: Any) -> None:
        self.row, self.base, self.data = row, base, data
        self.answer: PaperAnswer = row.answer

    def merge(self) -> list[Clash]:
        clashes = [*self._tick()]
        if self.row.is_whole:
            for name in _TEXTS:
                clashes += self._text(name)
            clashes += self._answerers()
        return clashes

    def _tick(self) -> list[Clash]:
        key = self.row.add_prefix("is_included")
        typed, now = key in self.data, self.answer.is_included
        if typed == now:
            return []
        if self.base is not None and typed == self.base.is_included:
            if now:
                self.data[key] = "on"
            else:
                del self.data[key]
            return []
        return [self._clash("is_included", _ticked(now), _ticked(typed))]

    def _text(self, name: str) -> list[Clash]:
        key = self.row.add_prefix(name)
        typed = self.data.get(key, "").replace("\r\n", "\n").strip()
        now = getattr(self.answer, name)
        if typed == now:
            return []
        if self.base is not None and typed == getattr(self.base, name):
            self.data[key] = now
            return []
        return [self._clash(name, _in_words(name, now), _in_words(name, typed))]

    def _answerers(self) -> list[Clash]:
        typed = set(self.data.getlist(self.row.add_prefix("answerers")))
        now = {str(each) for each in as_written(self.answer).answerers}
        if typed == now:
            return []
        names = {str(pk): name for pk, name in self.row.fields["answerers"].choices}
        said = [
            ", ".join(name for pk, name in names.items() if pk in chosen)
            for chosen in (now, typed)
        ]
        return [self._clash("answerers", *said)]

    def _clash(self, name: str, saved: str, typed: str) -> Clash:
        field = self.row[name]
        return Clash(self.answer, field.label, field.id_for_label, saved, typed)


def _ticked(is_included: bool) -> str:
    return "Ticked" if is_included else "Not ticked"


def _in_words(name: str, value: str) -> str:
    return _LABELS.get(name, {}).get(value, value) or "Nothing"
