"""Text that a spreadsheet would run as a formula, made harmless and back again."""

import re

from recommendations.exports import FORMULA_STARTS

_STARTS = "".join(re.escape(start) for start in FORMULA_STARTS)
_RUNS = re.compile(f"'*[{_STARTS}]")
_MADE_HARMLESS = re.compile(f"'+[{_STARTS}]")


def harmless(text: str) -> str:
    """Put an apostrophe before what would run, and before what already has some."""
    return f"'{text}" if _RUNS.match(text) else text


def as_typed(text: str) -> str:
    """Take off the apostrophe that harmless put there."""
    return text[1:] if _MADE_HARMLESS.match(text) else text
