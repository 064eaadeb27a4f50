"""What is ticked in a list, to be written about together."""

import re

from django.http import QueryDict

MOST_TICKED = 200


class NotTicked(Exception):
    """The ticks cannot be read; the message says what to do."""


def read_ticked(data: QueryDict) -> dict[int, int]:
    """Return the version that was seen of each ticked addressee, by its id.

    Each comes as id:version. Raises NotTicked.
    """
    ticked = {}
    for value in data.getlist("ticked"):
        found = re.fullmatch(r"([0-9]{1,18}):([0-9]{1,9})", value)
        if found is None:
            raise NotTicked("The list did not arrive as it was shown. Tick it anew.")
        ticked[int(found[1])] = int(found[2])
    if not ticked:
        raise NotTicked("Tick at least one line, then choose what to do with it.")
    if len(ticked) > MOST_TICKED:
        raise NotTicked(
            f"Tick {MOST_TICKED} lines or fewer at a time: {len(ticked)} are ticked."
        )
    return ticked
