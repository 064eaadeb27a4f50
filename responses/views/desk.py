"""My work: where an officer begins."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from responses.chasing import Wanted, chased, counts
from responses.permissions import addressees_of, answerable_by
from responses.questions import WorkQuestion
from responses.views.foreseeing import carried
from responses.views.officers import OfficerRequest, for_officers
from responses.views.together import BULK
from responses.worklist import section_of, work_of


@for_officers
@require_safe
def desk(request: OfficerRequest) -> HttpResponse:
    """Show what is to be done, the officer's own unless all=1, in sections.

    section: one of them by itself, page by page. ticked: the section of which every
    line is ticked. The filters are those of the public lists, and assigned.
    """
    on = timezone.localdate()
    question = WorkQuestion(request.GET, officer=request.user, on=on)
    context = {
        "on": on,
        "question": question,
        "problems": list(question.problems),
        "chips": list(question.chips),
        "ticked": request.GET.get("ticked", ""),
        "bulk": BULK,
        "carried": carried(question.params),
    }
    if not question.section:
        context["sections"] = work_of(question)
        context["has_any"] = addressees_of(request.user).exists()
        rungs = chased(
            request.user, Wanted(), on=on, is_everyones=question.is_everyones
        )
        context["rungs"] = counts(rungs, on=on)
        context["asked_count"] = answerable_by(request.user).open().count()
        return TemplateResponse(request, "responses/desk.html", context)
    found = section_of(question, request.GET.get("page", ""))
    if found is None:
        raise Http404
    section, page = found
    context |= {"section": section, "page": page}
    return TemplateResponse(request, "responses/section.html", context)
