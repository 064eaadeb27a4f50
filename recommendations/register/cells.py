"""The kinds of cells in a register's files: how each is read, written, described.

`read` takes text that is tidied and not blank, and raises NotACell. `write` is its
reverse: write(read(text)) is the one way in which the cell is written.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices

from recommendations.characters import first_unseen

_SLUG = "[-a-zA-Z0-9_]+"


class NotACell(ValueError):
    """The text does not fit its column; the message says what to write."""


class Cell(Protocol):
    """One kind of cell. blank: what an empty one means."""

    @property
    def blank(self) -> Any: ...
    @property
    def schema(self) -> dict[str, Any]: ...
    def read(self, text: str) -> Any: ...
    def write(self, value: Any) -> str: ...


def tidied(text: str) -> str:
    """Return it without the space around it, its lines ended by LF alone."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def refuse_unseen(text: str) -> None:
    if problem := first_unseen(text):
        raise NotACell(problem)


@dataclass(frozen=True)
class Text:
    """Words; on several lines where `has_lines`."""

    limit: int = 20_000
    has_lines: bool = False
    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "constraints": {"maxLength": self.limit}}

    def read(self, text: str) -> str:
        if len(text) > self.limit:
            raise NotACell(
                f"has {len(text):,} characters: shorten it to {self.limit:,}."
            )
        if not self.has_lines and "\n" in text:
            raise NotACell("goes over several lines: write it on one.")
        return text

    def write(self, value: Any) -> str:
        return tidied(value or "")


@dataclass(frozen=True)
class Slug:
    """A permanent short name, as it stands in addresses."""

    limit: int
    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        rules = {"maxLength": self.limit, "pattern": _SLUG}
        return {"type": "string", "constraints": rules}

    def read(self, text: str) -> str:
        if not re.fullmatch(_SLUG, text):
            raise NotACell(
                f"{cut(text)} is not a slug: write it in letters a to z, digits, "
                "hyphens and underscores."
            )
        return Text(self.limit).read(text)

    def write(self, value: Any) -> str:
        return value or ""


@dataclass(frozen=True)
class Slugs:
    """Several in order, separated by semicolons; each may be a path of slugs."""

    parts: int = 1
    # Their order says nothing, and they are kept in the alphabet's.
    is_sorted: bool = False
    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string"}

    def read(self, text: str) -> str:
        named = [part.strip() for part in text.split(";")]
        for one in named:
            Path(self.parts).read(one) if self.parts > 1 else Slug(100).read(one)
        if len(set(named)) < len(named):
            raise NotACell("names the same one twice: name each once.")
        return ";".join(sorted(named) if self.is_sorted else named)

    def write(self, value: Any) -> str:
        return value or ""


@dataclass(frozen=True)
class Path:
    """Slugs that lead to a row, such as internet/4; an inquiry may stand before it."""

    parts: int = 2
    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        pattern = "/".join([_SLUG] * self.parts)
        return {"type": "string", "constraints": {"pattern": f"({_SLUG}/)?{pattern}"}}

    def read(self, text: str) -> str:
        if not re.fullmatch(self.schema["constraints"]["pattern"], text):
            example = "/".join(("internet", "4", "uk-government")[: self.parts])
            raise NotACell(f"{cut(text)} is not a reference: write it as {example}.")
        return text

    def write(self, value: Any) -> str:
        return value or ""


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    least: int = 0
    most: int = 32_767
    blank = None

    @property
    def schema(self) -> dict[str, Any]:
        rules = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", "constraints": rules}

    def read(self, text: str) -> int:
        is_number = re.fullmatch(r"\d{1,9}", text, re.ASCII)
        if not is_number or not self.least <= int(text) <= self.most:
            raise NotACell(
                f"{cut(text)} is not a whole number from {self.least} to {self.most:,}."
            )
        return int(text)

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class YesNo:
    blank = False

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}

    def read(self, text: str) -> bool:
        if text not in {"yes", "no"}:
            raise NotACell(f"{cut(text)} is neither yes nor no.")
        return text == "yes"

    def write(self, value: Any) -> str:
        return "yes" if value else "no"


@dataclass(frozen=True)
class YesNoBlank(YesNo):
    """Blank is neither: it does not apply."""

    blank = None  # type: ignore[assignment]

    def write(self, value: Any) -> str:
        return "" if value is None else super().write(value)


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    of: type[TextChoices]
    but: tuple[str, ...] = ()
    blank = ""

    @cached_property
    def allowed(self) -> list[str]:
        return [value for value in self.of.values if value not in self.but]

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "constraints": {"enum": self.allowed}}

    def read(self, text: str) -> str:
        if text not in self.allowed:
            raise NotACell(
                f"{cut(text)} is not known: write one of {', '.join(self.allowed)}."
            )
        return text

    def write(self, value: Any) -> str:
        return value or ""


@dataclass(frozen=True)
class Url:
    """A web address."""

    limit: int = 500
    blank = ""

    @property
    def schema(self) -> dict[str, Any]:
        rules = {"maxLength": self.limit}
        return {"type": "string", "format": "uri", "constraints": rules}

    def read(self, text: str) -> str:
        if not _is_web_address(text):
            raise NotACell(
                f"{cut(text)} is not a web address: write it in full, as in "
                "https://example.org/page."
            )
        return Text(self.limit).read(text)

    def write(self, value: Any) -> str:
        return value or ""


@lru_cache(4096)
def _is_web_address(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


def cut(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
