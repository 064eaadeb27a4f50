"""One addressee at the desk: how it stands, why, and all that was done about it."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from responses.chasing import line_of
from responses.history import trail_of
from responses.permissions import visible_to
from responses.services import assignees
from responses.views.officers import OfficerRequest, addressee_for, for_officers
from responses.views.ways import way_of


@for_officers
@require_safe
def addressee(request: OfficerRequest, **address: str) -> HttpResponse:
    on = timezone.localdate()
    found = addressee_for(request.user, address, on=on)
    responses = (
        visible_to(request.user)
        .filter(addressee=found)
        .select_related("document", "recorded_by", "adequacy_check__checked_by")
        .prefetch_related(
            "ordered_answerers__institution",
            "promises__assessments",
        )
    )
    context = {
        "addressee": found,
        "address": address,
        "on": on,
        "responses": responses,
        "is_chased_on": found.responses.ladder_goes_on(on=on),
        "checks": found.checks.select_related("recorded_by"),
        "extensions": found.extensions.select_related("recorded_by"),
        "open_flags": found.flags.open(on=on),
        "closed_flags": found.flags.closed(on=on).select_related("withdrawn_by"),
        "line": line_of(found, by=request.user, on=on),
        "letters": found.letters.select_related("rung").order_by("-pk"),
        "trail": trail_of(found),
        "assignee": assignees([found]).get(found.pk),
        "way": way_of(request, found),
    }
    return TemplateResponse(request, "responses/addressee.html", context)
