"""What is published, put right or taken back at the desk."""

from collections.abc import Mapping
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from recommendations.partial_dates import day_in_words
from responses import services
from responses.forms import CorrectionForm, DocumentForm, WithdrawForm
from responses.models import Response
from responses.services import Act
from responses.views.acts import act_page, form_page
from responses.views.officers import OfficerRequest, addressee_for


@form_page
def correct_response(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    corrected = _told(request, address, response)

    def save(act: Act, form: CorrectionForm) -> None:
        reason = form.cleaned_data["reason"]
        services.correct_response(act, corrected, form.correction, reason=reason)

    return act_page(
        request,
        address,
        partial(CorrectionForm, response=corrected),
        save,
        title="Correct a response",
        corrected=f"The response in {corrected.document}",
    )


@form_page
def correct_document(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    """Correct the document of a response; all that it answers is shown first."""
    document = _told(request, address, response).document

    def save(act: Act, form: DocumentForm) -> None:
        reason = form.cleaned_data["reason"]
        services.correct_document(act, document, form.correction, reason=reason)

    return act_page(
        request,
        address,
        partial(DocumentForm, document=document),
        save,
        title="Correct a document",
        corrected=str(document),
        touched_count=services.answered_by(document).count(),
    )


@form_page
def withdraw_response(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    withdrawn = _told(request, address, response)

    def save(act: Act, form: WithdrawForm) -> None:
        reason = form.cleaned_data["reason"]
        services.withdraw_response(act, withdrawn, reason=reason)

    document = withdrawn.document
    said = f"{document.title}, {document.published.in_words}: {withdrawn.summary}"
    title = "Withdraw a response"
    return act_page(request, address, WithdrawForm, save, title=title, withdrawn=said)


@form_page
def withdraw_extension(
    request: OfficerRequest, extension: int, **address: str
) -> HttpResponse:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    withdrawn = get_object_or_404(addressee.extensions, pk=extension)

    def save(act: Act, form: WithdrawForm) -> None:
        reason = form.cleaned_data["reason"]
        services.withdraw_extension(act, withdrawn, reason=reason)

    said = f"Extension to {withdrawn.due.in_words}, granted by {withdrawn.granted_by}"
    title = "Withdraw an extension"
    return act_page(request, address, WithdrawForm, save, title=title, withdrawn=said)


@form_page
def withdraw_check(request: OfficerRequest, check: int, **address: str) -> HttpResponse:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    withdrawn = get_object_or_404(addressee.checks, pk=check)

    def save(act: Act, form: WithdrawForm) -> None:
        reason = form.cleaned_data["reason"]
        services.withdraw_check(act, withdrawn, reason=reason)

    said = f"Check of {day_in_words(withdrawn.checked_on)}: {withdrawn.looked_at}"
    title = "Withdraw a check"
    return act_page(request, address, WithdrawForm, save, title=title, withdrawn=said)


def _told(
    request: OfficerRequest, address: Mapping[str, str], response: int
) -> Response:
    """Return a response of an addressee of the officer's, no draft."""
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    return get_object_or_404(
        addressee.responses.exclude(status="draft")
        .select_related("document")
        .prefetch_related("ordered_answerers"),
        pk=response,
    )
