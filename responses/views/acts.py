"""The forms of the desk: each shows itself, saves once, and says how things stand."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from recommendations.models import Addressee
from responses import services
from responses.effects import Effect
from responses.forms import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    ResponseForm,
)
from responses.forms.acts import ActForm
from responses.services import Act
from responses.views.officers import OfficerRequest, addressee_for, for_officers

Save = Callable[[Act, Any], object]
ANOTHER = "another"


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view for officers, and have it refuse what is not theirs."""

    @wraps(view)
    def refusing(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except services.NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from None

    return for_officers(require_http_methods(["GET", "HEAD", "POST"])(refusing))


@form_page
def record_response(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(
        request,
        address,
        ResponseForm,
        lambda act, form: services.record_response(act, form.response),
        title="Record a response",
    )


@form_page
def record_check(request: OfficerRequest, **address: str) -> HttpResponse:
    def save(act: Act, form: CheckForm) -> None:
        said = form.cleaned_data
        services.record_check(act, looked_at=said["looked_at"], note=said["note"])

    title = "Checked today: nothing published"
    return act_page(request, address, CheckForm, save, title=title)


@form_page
def grant_extension(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(
        request,
        address,
        ExtensionForm,
        lambda act, form: services.grant_extension(act, form.extension),
        title="Record an extension",
    )


@form_page
def set_expected(request: OfficerRequest, **address: str) -> HttpResponse:
    def save(act: Act, form: ExpectedForm) -> None:
        said = form.cleaned_data
        services.set_expected(
            act, expected=said["expected"], source_url=said["source_url"]
        )

    title = "Set the expected date"
    return act_page(request, address, ExpectedForm, save, title=title)


def act_page(
    request: OfficerRequest,
    address: dict[str, str],
    form_class: Callable[..., ActForm],
    save: Save,
    **shown: Any,
) -> HttpResponse:
    """Show a form; once it is saved, go back and say what the timeliness is now.

    shown: what its page says besides. A button of the name ANOTHER comes back to an
    empty form instead.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    addressee = addressee_for(request.user, address, on=on)
    given = request.POST if request.method == "POST" else None
    form = form_class(given, addressee=addressee, on=on)
    context = {"addressee": addressee, "address": address, "form": form, **shown}
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            act = form.act(by=request.user, at=now)
            context["effect"] = _saved_or_foreseen(act, form, save)
        except services.AlreadySubmitted:
            return _saved(request, addressee, address)
        except services.ChangedMeanwhile as conflict:
            form.rebase(conflict.version)
            context["conflict"] = conflict
            status = HTTPStatus.CONFLICT
        except services.OddDate as doubt:
            form.doubt_date(str(doubt))
        except services.AlreadyRecorded as refusal:
            form.add_error(None, str(refusal))
        else:
            if context["effect"] is None:
                return _saved(request, addressee, address)
    return TemplateResponse(request, "responses/act.html", context, status=status)


def _saved_or_foreseen(act: Act, form: ActForm, save: Save) -> Effect | None:
    """Save, or return first what saving would do where the form is to show that."""
    if not form.is_effect_to_be_shown:
        save(act, form)
        return None
    effect = services.effect_of(act, lambda: save(act, form), addressees=form.concerned)
    form.show_effect()
    return effect


def _saved(
    request: OfficerRequest, addressee: Addressee, address: dict[str, str]
) -> HttpResponse:
    now_standing = (
        Addressee.objects.with_timeliness(on=timezone.localdate())
        .get(pk=addressee.pk)
        .standing
    )
    messages.success(
        request, f"Recorded. {addressee.institution} now: {now_standing.in_words}"
    )
    if ANOTHER in request.POST:
        return redirect(request.path)
    return redirect(reverse("responses:addressee", kwargs=address))
