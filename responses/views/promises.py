"""The forms about a promise: recorded, corrected, assessed, taken back."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from responses import services
from responses.commitments import Commitment, find_commitments
from responses.forms import (
    AssessmentForm,
    PromiseForm,
    TextOfResponseForm,
    WithdrawForm,
)
from responses.models import Promise, PromiseAssessment, Response
from responses.services import Act
from responses.views.acts import act_page, form_page
from responses.views.officers import OfficerRequest, addressee_for


@form_page
def record_promise(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    """Take one promise after another; text, due: what a proposal fills in."""
    _, made_in = _response(request, address, response)
    proposed = {name: request.GET.get(name, "")[:500] for name in ("text", "due")}

    def save(act: Act, form: PromiseForm) -> None:
        services.record_promise(act, made_in, form.promise)

    return act_page(
        request,
        address,
        partial(PromiseForm, initial=proposed),
        save,
        title="Record a promise",
        about=("Response", f"{made_in.document}: {made_in.summary}"),
        made_in=made_in,
        recorded=made_in.promises.filter(withdrawn_at__isnull=True),
        commitments=_not_recorded_yet(made_in, made_in.summary),
        may_go_on=True,
    )


@form_page
def find_promises(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    """Look for promises in a text that is pasted, and store nothing."""
    addressee, made_in = _response(request, address, response)
    form = TextOfResponseForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = _not_recorded_yet(made_in, form.cleaned_data["passage"])
    fill_in = {**address, "response": response}
    context = {
        "addressee": addressee,
        "made_in": made_in,
        "form": form,
        "commitments": found,
        "fill_in": reverse("responses:record-promise", kwargs=fill_in),
    }
    return TemplateResponse(request, "responses/find_promises.html", context)


@form_page
def correct_promise(
    request: OfficerRequest, promise: int, **address: str
) -> HttpResponse:
    held = _promise(request, address, promise)
    return act_page(
        request,
        address,
        partial(PromiseForm, promise=held),
        lambda act, form: services.correct_promise(act, held, form.promise),
        title="Correct a promise",
        about=("Response", str(held.response.document)),
    )


@form_page
def assess_promise(
    request: OfficerRequest, promise: int, **address: str
) -> HttpResponse:
    held = _promise(request, address, promise)
    return act_page(
        request,
        address,
        AssessmentForm,
        lambda act, form: services.assess_promise(act, held, form.assessment),
        title="Record what became of a promise",
        about=("Promise", str(held)),
    )


@form_page
def withdraw_promise(
    request: OfficerRequest, promise: int, **address: str
) -> HttpResponse:
    held = _promise(request, address, promise)
    return act_page(
        request,
        address,
        WithdrawForm,
        lambda act, form: services.withdraw_promise(
            act, held, reason=form.cleaned_data["reason"]
        ),
        title="Withdraw a promise",
        withdrawn=str(held),
    )


@form_page
def withdraw_assessment(
    request: OfficerRequest, assessment: int, **address: str
) -> HttpResponse:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    held = get_object_or_404(
        PromiseAssessment.objects.select_related("promise"),
        pk=assessment,
        promise__response__addressee=addressee,
    )
    return act_page(
        request,
        address,
        WithdrawForm,
        lambda act, form: services.withdraw_assessment(
            act, held, reason=form.cleaned_data["reason"]
        ),
        title="Withdraw an assessment of a promise",
        withdrawn=f"{held.promise.text}: {held}",
    )


def _promise(request: OfficerRequest, address: dict[str, str], promise: int) -> Promise:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    return get_object_or_404(
        Promise.objects.select_related("response__document"),
        pk=promise,
        response__addressee=addressee,
    )


def _response(
    request: OfficerRequest, address: dict[str, str], response: int
) -> tuple[Any, Response]:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    published = addressee.responses.published().select_related("document")
    return addressee, get_object_or_404(published, pk=response)


def _not_recorded_yet(response: Response, text: str) -> list[Commitment]:
    """Return what a text seems to promise, less what is recorded in its words."""
    recorded = set(response.promises.values_list("text", flat=True))
    found = find_commitments(text, published=response.document.published)
    return [each for each in found if each.excerpt not in recorded]
