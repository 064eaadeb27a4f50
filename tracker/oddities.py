"""What no form of this site sends."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class NoNullsInTheAdminSite:
    """Refuse null characters there: its filters hand text to the database as it comes.

    Everywhere else a form or a filter names the field that holds one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and any(
            "\x00" in value for _, values in request.GET.lists() for value in values
        ):
            raise SuspiciousOperation(
                "A null character in an address of the admin site."
            )
        return self.get_response(request)
