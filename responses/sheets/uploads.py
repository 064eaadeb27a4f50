"""An uploaded file handed to the process that reads it, and what comes back."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from responses.sheets.grids import Fault, Grid, NotASheet
from responses.sheets.parsing import TOO_MUCH

LARGEST_FILE = 10 * 1024**2  # bytes
PATIENCE = 25  # seconds


def read_upload(data: bytes) -> Grid:
    """Return the cells of an uploaded file.

    Raises NotASheet, and that within half a minute whatever the file is.
    """
    try:
        done = subprocess.run(
            # Isolated: no setting of this process or its folder reaches the other.
            [sys.executable, "-m", "responses.sheets.parsing"],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise NotASheet(TOO_MUCH) from None
    return grid_of(json.loads(done.stdout))


def grid_of(said: dict[str, Any]) -> Grid:
    """Return the cells as another process or the database tells them."""
    if "problem" in said:
        raise NotASheet(said["problem"])
    return Grid(
        rows=[(number, cells) for number, cells in said["rows"]],
        faults=[Fault(**each) for each in said["faults"]],
        doubts=said["doubts"],
        notes=said["notes"],
    )
