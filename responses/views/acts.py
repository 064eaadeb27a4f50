"""The forms of the desk: each shows itself, saves once, and says how things stand."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from responses import services
from responses.forms import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    ResponseForm,
)
from responses.forms.acts import ActForm, TooLong
from responses.services import Act
from responses.views.drafts import draft_button, reopened
from responses.views.foreseeing import EDIT, step_of
from responses.views.form_pages import FormPage, Save
from responses.views.officers import OfficerRequest, for_officers
from responses.views.reviews import review_page

# What a service may refuse in words that say what is to be done.
_REFUSALS = (
    services.AlreadyRecorded,
    services.NoSuccessor,
    services.NotResponsible,
)


def save(act: Act, form: Any) -> None:
    """Carry out what a form says by itself."""
    form.save(act)


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
    return act_page(request, address, ResponseForm, save, title="Record a response")


@form_page
def record_check(request: OfficerRequest, **address: str) -> HttpResponse:
    title = "Checked today: nothing published"
    return act_page(request, address, CheckForm, save, title=title)


@form_page
def grant_extension(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(request, address, ExtensionForm, save, title="Record an extension")


@form_page
def set_expected(request: OfficerRequest, **address: str) -> HttpResponse:
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
    page = FormPage.at(request, address, form_class, save, shown)
    if "draft" in request.GET:
        return review_page(page, request.GET["draft"])
    if request.method != "POST":
        return reopened(page)
    if "do" in request.POST:
        return draft_button(page, request.POST["do"])
    form = page.form(request.POST)
    if step_of(request) == EDIT:
        form.leave_unjudged()
        return page.show(form)
    return _entered(page, form) if form.is_valid() else page.show(form)


def _entered(page: FormPage, form: ActForm) -> HttpResponse:
    """Save a form that is filled in rightly; where that is refused, say so on it."""
    try:
        return page.enter(form)
    except services.ChangedMeanwhile as conflict:
        form.rebase(conflict.version)
        return page.show(form, status=HTTPStatus.CONFLICT, conflict=conflict)
    except services.NewerDraft as newer:
        form.see(newer.draft)
        return page.show(form, status=HTTPStatus.CONFLICT, newer=newer)
    except services.OddDate as doubt:
        form.doubt_date(str(doubt))
    except (*_REFUSALS, TooLong) as refusal:
        form.add_error(None, str(refusal))
    return page.show(form)
