"""The papers that a sheet of responses names: held already, or described in it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from recommendations.partial_dates import PartialDate
from recommendations.register.outcome import Tally
from recommendations.register.reading import Row
from recommendations.register.storing import Store
from responses.models import Document
from responses.register.documents import DOCUMENTS
from responses.services.responses import free_slug, take_turns_with_documents
from responses.sheets.reading import SheetReader

_SLUG, _TITLE, _PUBLISHED = "document_slug", "document_title", "document_published"
_PUBLISHERS, _URL = "document_publishers", "document_url"
# What the sheet says of a paper, and the column of the register's table.
_SAYS = {
    _TITLE: "title",
    _PUBLISHED: "published",
    _PUBLISHERS: "publishers",
    _URL: "url",
}
_MADE_OF = [
    DOCUMENTS.column[name]
    for name in ("slug", *_SAYS.values(), "source_url", "confidence")
]
_Identity = tuple[str, str]


@dataclass
class Paper:
    """A paper as the register has it, or as the first row that names it describes it.

    pk: None while it is new. row: which describes it, if none holds it.
    """

    texts: dict[str, str]
    published: PartialDate
    pk: int | None = None
    row: Row | None = None


@dataclass
class Papers:
    """Which paper each row means. Its date is what the row is judged by."""

    reader: SheetReader
    by_slug: dict[str, Paper] = field(default_factory=dict)
    by_identity: dict[_Identity, Paper] = field(default_factory=dict)
    of: dict[int, Paper] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def find(self, rows: list[Row]) -> None:
        """Tell each row its paper's slug, and say what does not fit."""
        take_turns_with_documents()
        self._look_up(rows)
        for row in rows:
            if row.is_good:
                self._find(row)

    def store(self, *, on: date, at: datetime) -> None:
        """Record the new papers, and tell each row the number of its own."""
        new = [paper for paper in self.by_slug.values() if paper.row is not None]
        rows = [self._as_row(paper) for paper in new]
        store = Store(DOCUMENTS, _MADE_OF, Tally(), on=on, at=at)
        if rows:
            store.put(rows, is_kept=True)
        for paper, row in zip(new, rows, strict=True):
            paper.pk = row.pk

    def _look_up(self, rows: list[Row]) -> None:
        slugs = {row.texts.get(_SLUG, "") for row in rows}
        urls = {row.texts.get(_URL, "") for row in rows} - {""}
        held = Document.objects.filter(Q(slug__in=slugs) | Q(url__in=urls))
        published = dict(held.values_list("slug", "published"))
        columns = [DOCUMENTS.column[name] for name in ("slug", *_SAYS.values())]
        for pk, slug, *texts in DOCUMENTS.texts(held.order_by("-pk"), columns):
            said = dict(zip(_SAYS, texts, strict=True))
            paper = Paper(said | {_SLUG: slug}, published[slug], pk)
            self.by_slug[slug] = paper
            if said[_URL]:
                self.by_identity[said[_URL], said[_PUBLISHED]] = paper
        self.taken = set(Document.objects.values_list("slug", flat=True))

    def _find(self, row: Row) -> None:
        slug = row.texts.get(_SLUG, "")
        identity = (row.texts.get(_URL, ""), row.texts.get(_PUBLISHED, ""))
        if slug in self.by_slug:
            paper: Paper | None = self.by_slug[slug]
        elif not self._is_described(row):
            paper = None
        elif same := self.by_identity.get(identity):
            paper = self._same(row, same)
        else:
            paper = self._new(row, identity)
        if paper is not None and self._agrees(row, paper):
            row.texts |= {_SLUG: paper.texts[_SLUG]}
            self.of[row.line] = paper

    def _is_described(self, row: Row) -> bool:
        slug = row.texts.get(_SLUG, "")
        missing = [
            name for name in (_TITLE, _PUBLISHED, _URL) if not row.texts.get(name)
        ]
        if slug and len(missing) == 3:
            self.reader.say(
                f"there is no document {slug!r} in the register: correct it, or "
                "describe a new one by its title, date and web address.",
                row,
                _SLUG,
            )
            return False
        for name in missing:
            self.reader.say(
                "is blank: a document that the register does not hold needs a title, "
                "a date and a web address.",
                row,
                name,
            )
        return not missing

    def _same(self, row: Row, paper: Paper) -> Paper | None:
        """Refuse another slug for a paper that is held."""
        slug = row.texts.get(_SLUG, "")
        if slug and slug != paper.texts[_SLUG]:
            self.reader.say(
                f"is {slug!r}, but this document is {paper.texts[_SLUG]!r}: write "
                "that, or leave it blank.",
                row,
                _SLUG,
            )
            return None
        return paper

    def _new(self, row: Row, identity: _Identity) -> Paper:
        title, published = row.texts[_TITLE], row.values[_PUBLISHED]
        slug = row.texts.get(_SLUG, "")
        slug = slug or free_slug(title, published, taken=self.taken)
        self.taken.add(slug)
        said = {name: row.texts.get(name, "") for name in _SAYS}
        said[_PUBLISHERS] = said[_PUBLISHERS] or row.texts.get("answered_by", "")
        paper = Paper(said | {_SLUG: slug}, published, row=row)
        self.by_slug[slug] = self.by_identity[identity] = paper
        return paper

    def _agrees(self, row: Row, paper: Paper) -> bool:
        """Refuse to say otherwise of a paper than the register, or an earlier row."""
        told = "the register" if paper.row is None else f"row {paper.row.line}"
        agrees = True
        for name in _SAYS:
            said, held = row.texts.get(name, ""), paper.texts[name]
            if said and said != held:
                agrees = False
                self.reader.say(
                    f"{told} has {held!r} for this document: write that, or leave it "
                    "blank where the document is named by its slug.",
                    row,
                    name,
                )
        return agrees

    @staticmethod
    def _as_row(paper: Paper) -> Row:
        row: Any = paper.row
        texts = {said: paper.texts[name] for name, said in _SAYS.items()}
        texts |= {"slug": paper.texts[_SLUG], "source_url": paper.texts[_URL]}
        texts["confidence"] = row.texts["confidence"]
        listed = "document_publishers"
        if not row.texts.get(listed):
            listed = "answered_by"
        return Row(
            row.line,
            {**texts, "published": paper.published},
            texts,
            listed={"publishers": row.listed.get(listed, [])},
        )
