"""What an officer does to a letter: each form shows itself, saves once, and returns."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from responses import services
from responses.forms.letter_drafts import EditLetterForm
from responses.forms.letters import (
    CancelLetterForm,
    EmailLetterForm,
    LetterForm,
    ReplyForm,
    SentForm,
)
from responses.models import Letter, LetterMail
from responses.permissions import may_write_to
from responses.services import LetterAct
from responses.views.acts import form_page
from responses.views.letters import letter_for, owing_to
from responses.views.officers import OfficerRequest

Save = Callable[[LetterAct, Any], object]


@form_page
def edit_letter(request: OfficerRequest, letter: int) -> HttpResponse:
    found = _writable(request, letter)
    form = EditLetterForm(
        _given(request),
        letter=found,
        owing=owing_to(request, found.institution, found.rung),
    )
    return _page(
        request,
        form,
        lambda act, form: services.edit_letter(act, form.said),
        title="Edit the draft",
        saved="Saved as a draft. Nothing has been sent.",
    )


@form_page
def record_sent(request: OfficerRequest, letter: int) -> HttpResponse:
    return _page(
        request,
        SentForm(_given(request), letter=_writable(request, letter)),
        lambda act, form: services.record_sent(act, form.said),
        title="Record that it was sent",
        saved="Recorded as sent.",
    )


@form_page
def record_reply(request: OfficerRequest, letter: int) -> HttpResponse:
    return _page(
        request,
        ReplyForm(_given(request), letter=_writable(request, letter)),
        lambda act, form: services.record_reply(act, form.said),
        title="Record a reply",
        saved="Reply recorded. The duty to publish a response stands as it did.",
        is_reply=True,
    )


@form_page
def cancel_letter(request: OfficerRequest, letter: int) -> HttpResponse:
    def save(act: LetterAct, form: CancelLetterForm) -> None:
        services.cancel_letter(act, reason=form.cleaned_data["reason"])

    return _page(
        request,
        CancelLetterForm(_given(request), letter=_writable(request, letter)),
        save,
        title="Cancel the letter",
        saved="Cancelled. The letter is kept, with the reason.",
        is_grave=True,
    )


@form_page
def email_letter(request: OfficerRequest, letter: int) -> HttpResponse:
    """Ask for the address; show exactly what goes to whom; send that when pressed."""
    found = _writable(request, letter)
    last = LetterMail.objects.filter(letter__institution=found.institution)
    recipient = last.order_by("-pk").values_list("recipient", flat=True).first()
    form = EmailLetterForm(
        _given(request), letter=found, initial={"recipient": recipient}
    )
    if form.is_bound and form.is_valid() and not form.cleaned_data["is_seen"]:
        said = form.cleaned_data
        mail = services.letter_mail(found, said["recipient"], on=timezone.now())
        context = {"letter": found, "form": form, "mail": mail}
        return TemplateResponse(request, "responses/confirm_letter.html", context)

    def save(act: LetterAct, form: EmailLetterForm) -> None:
        said = form.cleaned_data
        mail = services.send_letter(
            act,
            said["recipient"],
            clock=timezone.now,
            is_repeat_confirmed=said["is_repeat"],
        )
        _tell(request, mail)

    newest = found.mails.first()
    return _page(
        request,
        form,
        save,
        title="Send by e-mail",
        may_have_arrived=newest is not None and newest.status == "unknown",
        is_email=True,
    )


def _tell(request: OfficerRequest, mail: LetterMail) -> None:
    said = f"{mail.get_status_display()}: {mail.recipient}. {mail.outcome}"
    if mail.status == LetterMail.Status.ACCEPTED:
        messages.success(request, said)
    else:
        messages.warning(request, said)


def _given(request: OfficerRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _writable(request: OfficerRequest, letter: int) -> Letter:
    found = letter_for(request, letter)
    if not may_write_to(request.user, found.addressees.all()):
        raise PermissionDenied(
            "This letter is also about institutions that are not of your account."
        )
    return found


def _page(
    request: OfficerRequest,
    form: LetterForm,
    save: Save,
    *,
    saved: str = "",
    **shown: Any,
) -> HttpResponse:
    """Show a form; once it is saved, go back to the letter and say so."""
    context = {"letter": form.letter, "form": form, **shown}
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        act = LetterAct(
            letter=form.letter,
            by=request.user,
            at=timezone.now(),
            based_on=form.cleaned_data["version"],
            submission=form.token,
        )
        try:
            save(act, form)
        except services.NotAllowed:
            raise PermissionDenied from None
        except services.AlreadySubmitted:
            return redirect("responses:letter", form.letter.pk)
        except services.ChangedMeanwhile as conflict:
            form.rebase(conflict.version)
            context["conflict"] = conflict
            status = HTTPStatus.CONFLICT
        except (services.ImpossibleDay, services.AlreadyRecorded) as refusal:
            form.refuse(refusal)
            context["drafted"] = getattr(refusal, "letter", None)
        else:
            if saved:
                messages.success(request, saved)
            return redirect("responses:letter", form.letter.pk)
    return TemplateResponse(
        request, "responses/letter_act.html", context, status=status
    )
