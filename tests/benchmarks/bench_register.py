"""How long a big register takes, and how much memory: run by naming this file.

RECOMMENDATIONS=100000 ./run test tests/benchmarks/bench_register.py -s
"""

import os
import resource
import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from responses.register.loading import load_register
from responses.register.writing import export_register
from tests.benchmarks.register_directory import write_register

ON = date(2026, 11, 21)
SIZE = int(os.environ.get("RECOMMENDATIONS", "100000"))
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_a_big_register_loads_within_500_mb(tmp_path):
    write_register(tmp_path / "in", recommendations=SIZE)

    for name, job in (
        ("load", lambda: load_register(tmp_path / "in", on=ON, at=AT)),
        ("load again", lambda: load_register(tmp_path / "in", on=ON, at=AT)),
        ("export", lambda: export_register(tmp_path / "out")),
    ):
        # As autovacuum would have done by the time of the next one.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        began = time.monotonic()
        job()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name}: {time.monotonic() - began:.1f} s, peak {peak:.0f} MB")

    assert peak < 500
