"""What a load did to the register, or would do."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from recommendations.register.tables import Key

SHOWN = 20


@dataclass
class Tally:
    """What became of one table. missing: in the register, not in the files."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    differences: list[str] = field(default_factory=list)
    missing: dict[Key, int] = field(default_factory=dict)
    # Keys of the rows that changed: what follows from them is computed anew.
    touched: set[Key] = field(default_factory=set)

    @property
    def is_still(self) -> bool:
        return not (self.added or self.changed or self.removed)


def capped(lines: list[str]) -> Iterator[str]:
    """Yield the first lines, and how many there are besides."""
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN:,} more"
