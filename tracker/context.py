"""What the frame of every page needs: where one can go, and who can help."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

# The parts of the desk that every officer has, by the names of their addresses.
DESK = {
    "desk": "My work",
    "papers": "Response papers",
    "ladder": "Ladder",
    "letters": "Letters",
    "drafts": "Drafts",
    "reviews": "Reviews",
    "batches": "Done together",
    "requests": "Corrections asked for",
    "promises": "Promises",
    "upload-sheet": "Import",
    "export-sheets": "Export",
}


@dataclass(frozen=True)
class Item:
    """A link of the navigation; is_current: "page", "true" (below it) or blank."""

    name: str
    address: str
    is_current: str
    is_apart: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """Add `frame` to every page: where one can go, who can help, who is signed in."""
    is_signed_in = request.user.is_authenticated
    items = [
        _item(request, "Overview", reverse("overview"), is_exact=True),
        _item(request, "Recommendations", reverse("recommendations:recommendations")),
        _item(request, "Responses due", reverse("recommendations:responses")),
        _item(request, "Institutions", reverse("recommendations:institutions")),
        _item(request, "Changes", reverse("responses:changes")),
        _item(request, "About", reverse("about")),
        _item(request, "My work", reverse("responses:desk"), is_apart=True)
        if is_signed_in
        else _item(request, "Sign in", reverse("account_login"), is_apart=True),
    ]
    return {
        "frame": {
            "navigation": items,
            "desk": _desk(request) if is_signed_in else [],
            "support_lines": settings.SUPPORT_LINES,
            "is_signed_in": is_signed_in,
        }
    }


def _desk(request: HttpRequest) -> list[Item]:
    """Return the parts of the desk, on its pages; nothing elsewhere."""
    desk = reverse("responses:desk")
    if not request.path.startswith(desk):
        return []
    items = [
        _item(
            request, name, reverse(f"responses:{address}"), is_exact=address == "desk"
        )
        for address, name in DESK.items()
    ]
    if request.user.is_staff:
        items += [
            _item(request, "Mail", reverse("responses:mails")),
            _item(request, "Reference data and accounts", reverse("admin:index")),
        ]
    return items


def _item(
    request: HttpRequest,
    name: str,
    address: str,
    *,
    is_exact: bool = False,
    is_apart: bool = False,
) -> Item:
    if request.path == address:
        return Item(name, address, "page", is_apart)
    is_below = not is_exact and request.path.startswith(address)
    return Item(name, address, "true" if is_below else "", is_apart)
