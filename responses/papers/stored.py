"""A paper's words as they are kept and handed over: plain JSON, no file, no markup."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from responses.papers.paper import Block, Heading, Paragraph, Row

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Heading, Paragraph, Row)}


def as_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as JSON holds them; from_json gives the same blocks back."""
    return [{"is": type(block).__name__, **asdict(block)} for block in blocks]


def from_json(stored: Iterable[dict[str, Any]]) -> list[Block]:
    """Return the blocks that as_json gave."""
    return [_block(**fields) for fields in stored]


def _block(**fields: Any) -> Block:
    kind = _KINDS[fields.pop("is")]
    block: Block = kind(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in fields.items()
        }
    )
    return block
