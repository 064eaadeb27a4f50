"""The ladder: which letter is next for whom, and by when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from responses.chasing import chased, counts, lines_of
from responses.forms.ladder import LadderForm
from responses.permissions import addressees_of, may_edit_templates
from responses.views.officers import OfficerRequest, for_officers

PAGE_LENGTH = 50


@for_officers
@require_safe
def ladder(request: OfficerRequest) -> HttpResponse:
    """Show the next rung of each, body by body; the officer's own unless all=1."""
    on = timezone.localdate()
    is_everyones = request.GET.get("all") == "1"
    form = LadderForm(request.GET)
    rows = chased(request.user, form.wanted, on=on, is_everyones=is_everyones)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page", ""))
    context = {
        "on": on,
        "is_everyones": is_everyones,
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list, by=request.user),
        "counts": counts(rows, on=on),
        "theirs": set(addressees_of(request.user).values_list("pk", flat=True)),
        "may_edit_templates": may_edit_templates(request.user),
    }
    return TemplateResponse(request, "responses/ladder.html", context)
