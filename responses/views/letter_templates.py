"""What letters begin as, rung by rung, in the words of each inquiry."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from recommendations.models import Rung
from responses import services
from responses.forms.letter_templates import TemplateForm
from responses.letters.placeholders import KNOWN
from responses.letters.wording import wording_for
from responses.models import LetterTemplate
from responses.permissions import may_edit_templates
from responses.services import TemplateEdit
from responses.views.acts import form_page
from responses.views.officers import OfficerRequest, for_officers


@for_officers
@require_safe
def letter_templates(request: OfficerRequest) -> HttpResponse:
    _require_editor(request)
    rungs = Rung.objects.select_related("inquiry", "letter_template")
    context = {"rungs": rungs.order_by("inquiry__name", "number")}
    return TemplateResponse(request, "responses/letter_templates.html", context)


@form_page
def letter_template(request: OfficerRequest, inquiry: str, rung: int) -> HttpResponse:
    _require_editor(request)
    rungs = Rung.objects.select_related("inquiry")
    found = get_object_or_404(rungs, inquiry__slug=inquiry, number=rung)
    template = LetterTemplate.objects.filter(rung=found).first()
    wording = wording_for(found)
    initial = {
        "subject": wording.subject,
        "text": wording.text,
        "version": template.version if template else 0,
    }
    given = request.POST if request.method == "POST" else None
    form = TemplateForm(given, initial=initial)
    context = {
        "rung": found,
        "form": form,
        "placeholders": KNOWN,
        "is_built_in": template is None,
    }
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        edit = TemplateEdit(found, request.user, form.cleaned_data["version"])
        try:
            services.save_template(edit, form.wording)
        except services.NotAllowed:
            raise PermissionDenied from None
        except services.TemplateChanged as conflict:
            form.rebase(conflict.template.version)
            context["conflict"] = conflict.template
            status = HTTPStatus.CONFLICT
        except services.AlreadyRecorded as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Drafts that exist stay as they are.")
            return redirect("responses:letter-templates")
    return TemplateResponse(
        request, "responses/letter_template.html", context, status=status
    )


def _require_editor(request: OfficerRequest) -> None:
    if not may_edit_templates(request.user):
        raise PermissionDenied("Templates are for reviewers and administrators.")
