"""What is kept of a paper: its words, and which of them head, number and follow."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest, None where the file does not tell."""

    text: str
    level: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, and the number printed before it, such as 7 or 4.12."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table, and the headings of its columns where the table has them."""

    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()


type Block = Heading | Paragraph | Row


@dataclass(frozen=True)
class Paper:
    """A paper's title, as far as it shows one, and its words in order."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> Iterator[str]:
        """Every block's text, in the paper's order."""
        for block in self.blocks:
            yield " ".join(block.cells) if isinstance(block, Row) else block.text

    @property
    def is_numbered(self) -> bool:
        return any(isinstance(b, Paragraph) and b.number for b in self.blocks)
