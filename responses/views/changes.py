"""What was published, corrected and withdrawn, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.models import Addressee
from responses.changes import Place, changes
from responses.forms.changes import ChangesForm
from responses.told import Scope


@require_safe
def all_changes(request: HttpRequest) -> HttpResponse:
    """List what was done, by day and act, a page after the other."""
    form = ChangesForm(request.GET)
    register = Addressee.objects.in_register(on=timezone.localdate())
    after, has_bad_cursor = _place(request.GET.get("cursor", ""))
    narrowed = form.narrowed(register)
    is_narrowed = any(form.cleaned_data.values())
    scope = Scope(narrowed, is_everything=not is_narrowed)
    entries, last = changes(scope, after=after)
    newest = request.GET.copy()
    newest.pop("cursor", None)
    older = newest.copy()
    older["cursor"] = str(last)
    context = {
        "form": form,
        "entries": entries,
        "has_bad_cursor": has_bad_cursor,
        "older": f"?{older.urlencode()}" if last else "",
        "newest": f"?{newest.urlencode()}",
        "is_first": after is None,
        "is_narrowed": is_narrowed,
    }
    return TemplateResponse(request, "responses/changes.html", context)


def _place(cursor: str) -> tuple[Place | None, bool]:
    """Return where the page starts, and whether the address named no place."""
    if not cursor:
        return None, False
    try:
        return Place.from_text(cursor), False
    except (ValueError, OverflowError):
        return None, True
