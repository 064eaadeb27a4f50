"""Why a paper cannot be read, and how much of one is read."""

MOST_BYTES = 20 * 2**20  # of a file
MOST_UNPACKED = 100 * 2**20  # bytes of a Word file, which is a ZIP archive
MOST_PAGES = 1_000
MOST_CHARACTERS = 3_000_000
MOST_LINES = 60_000
MOST_SECONDS = 20
TOO_LONG = (
    f"The paper has more than {MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines. "
    "Take the part of it that answers recommendations."
)


class UnreadablePaper(Exception):
    """The file cannot be read; the message says why and what to do instead."""
