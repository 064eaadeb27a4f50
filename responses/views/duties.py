"""The forms that change a duty itself: its terms, its bodies, who looks after it."""

from django.http import HttpResponse

from responses.forms import (
    AnswerForForm,
    AssignForm,
    DeadlineForm,
    LeadsForm,
    PassOnForm,
    ReplyForm,
)
from responses.views.acts import act_page, form_page, save
from responses.views.officers import OfficerRequest


@form_page
def set_deadline(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(request, address, DeadlineForm, save, title="Set the deadline")


@form_page
def require_reply(request: OfficerRequest, **address: str) -> HttpResponse:
    title = "Say whether a reply is required"
    return act_page(request, address, ReplyForm, save, title=title)


@form_page
def name_leads(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(request, address, LeadsForm, save, title="Name the leads")


@form_page
def pass_on(request: OfficerRequest, **address: str) -> HttpResponse:
    title = "Pass the duty to a successor"
    return act_page(request, address, PassOnForm, save, title=title)


@form_page
def answer_for(request: OfficerRequest, **address: str) -> HttpResponse:
    title = "Record that another body's response answers for it"
    return act_page(request, address, AnswerForForm, save, title=title)


@form_page
def assign(request: OfficerRequest, **address: str) -> HttpResponse:
    return act_page(request, address, AssignForm, save, title="Assign to an officer")
