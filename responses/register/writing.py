"""The register as it stands into a directory."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from recommendations.models import Inquiry
from recommendations.register.writing import write_tables
from responses.register.catalogue import TABLES


def export_register(directory: Path) -> dict[str, int]:
    """Write what the public may see of it, and return each file's number of rows.

    Loading the files into an empty database and exporting again gives the same bytes.
    Who recorded what is left out. Raises OSError where the directory cannot be written.
    """
    with _one_moment():
        return write_tables(TABLES, directory, inquiries=Inquiry.objects.count())


@contextmanager
def _one_moment() -> Iterator[None]:
    """See one state of the database throughout, whatever is saved meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                )
        yield
