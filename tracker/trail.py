"""Who is behind a request, for the trail that the database writes."""

from typing import Any

from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware


class TrailMiddleware(HistoryMiddleware):
    """Name the officer beside the id: the name outlives the account."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        by = request.user.email if request.user.is_authenticated else ""
        return super().get_context(request) | {"by": by}
