"""Look at who waits for whom in the database."""

from django.db import connection


def somebody_waits() -> bool:
    """Tell whether another connection waits for what this one's transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
            " AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]
