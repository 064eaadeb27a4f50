"""Which row of a table heads its columns."""

import re

_HEADS = re.compile(
    r"^(no\.?|nos\.?|number|ref\.?|reference|#|title|theme|subject)$|recommend|respon"
    r"|repl|progress|action|status|update|position|lead|owner|date|timescale|comment"
    r"|outcome|answer|decision",
    re.IGNORECASE,
)
_LONGEST = 60  # characters


def heads_columns(cells: tuple[str, ...]) -> bool:
    """Whether a first row names what its columns hold."""
    short = [cell for cell in cells if len(cell) <= _LONGEST]
    naming = [cell for cell in short if _HEADS.search(cell)]
    has_number = any(re.search(r"\d", cell) for cell in cells)
    return len(short) == len(cells) > 1 and len(naming) > 1 and not has_number
