"""What an import would do or has done, said so that it can be shown and stored."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Self


@dataclass(frozen=True)
class Said:
    """What is to be said of a row. row, letter, column: None or blank for the sheet."""

    message: str
    row: int | None = None
    letter: str = ""
    column: str = ""


@dataclass(frozen=True)
class Difference:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What becomes of a row's record; fields: empty where it is new."""

    row: int
    what: str
    fields: list[Difference] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return not self.fields


@dataclass
class Outcome:
    """faults: why nothing can be imported. doubts: what has to be confirmed first."""

    faults: list[Said] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    effect: list[str] = field(default_factory=list)
    # The addressees written about, and their versions before.
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.created + self.changed + self.unchanged

    @property
    def to_store(self) -> int:
        return self.created + self.changed

    @property
    def fingerprint(self) -> str:
        """Tell it from any other: the same means that nothing has changed meanwhile."""
        told = asdict(self)
        # Told as at a day, which may have passed.
        del told["effect"], told["notes"]
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        lists: dict[str, Any] = {
            "faults": [Said(**each) for each in told["faults"]],
            "doubts": [Said(**each) for each in told["doubts"]],
            "changes": [
                Change(
                    each["row"],
                    each["what"],
                    [Difference(**fields) for fields in each["fields"]],
                )
                for each in told["changes"]
            ],
        }
        return cls(**told | lists)


def by_row(said: Iterable[Said]) -> list[Said]:
    """Return them in the order of rows and columns, those about the sheet first."""
    return sorted(said, key=lambda each: (each.row or 0, len(each.letter), each.letter))
