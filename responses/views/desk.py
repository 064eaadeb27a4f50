"""My work: where an officer begins."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from responses.permissions import addressees_of
from responses.views.officers import OfficerRequest, for_officers
from responses.worklist import section_of, work_of


@for_officers
@require_safe
def desk(request: OfficerRequest) -> HttpResponse:
    """Show what is to be done, the officer's own unless all=1, in sections.

    section: one of them by itself, page by page.
    """
    is_everyones = request.GET.get("all") == "1"
    on = timezone.localdate()
    context = {
        "on": on,
        "is_everyones": is_everyones,
        "theirs": set(addressees_of(request.user).values_list("pk", flat=True)),
    }
    if name := request.GET.get("section", ""):
        found = section_of(
            request.user,
            name,
            on=on,
            page=request.GET.get("page", ""),
            is_everyones=is_everyones,
        )
        if found is None:
            raise Http404
        kind, page = found
        context |= {"kind": kind, "page": page}
        return TemplateResponse(request, "responses/section.html", context)
    context["sections"] = work_of(request.user, on=on, is_everyones=is_everyones)
    return TemplateResponse(request, "responses/desk.html", context)
