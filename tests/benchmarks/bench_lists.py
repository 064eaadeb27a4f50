"""How long a list page takes on the server, at the size of the IICSA register.

    ./run test tests/benchmarks/bench_lists.py -n0 -s

Prints medians and the number of queries beside a bare page's, for comparison: what
counts is the ratio, since machines differ.
"""

import statistics
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS = 25
PAGES = [
    "/about/",
    "/",
    "/recommendations/",
    "/responses/",
    "/responses/?institution=home-office&state=overdue",
    "/responses/?report=internet&as_at=2020-10-01",
    "/recommendations/iicsa/internet/1/",
    "/institutions/home-office/",
]


@pytest.mark.django_db
def test_the_pages_of_the_register(client, iicsa):
    for address in PAGES:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        taken = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            client.get(address)
            taken.append(time.perf_counter() - start)
        milliseconds = statistics.median(taken) * 1000
        print(f"{milliseconds:7.1f} ms {len(queries):3} queries  {address}")
