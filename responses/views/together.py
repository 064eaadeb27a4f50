"""Bulk acts: ticked in a list, typed once, shown, then done as one batch."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses import services
from responses.forms import (
    AssignForm,
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    ReplyForm,
)
from responses.forms.acts import ActForm
from responses.forms.together import NotTicked, read_ticked
from responses.models import Batch
from responses.permissions import are_all_theirs
from responses.services import Act, Together
from responses.views.acts import form_page
from responses.views.foreseeing import CONTINUE, EDIT, carried, step_of
from responses.views.officers import OfficerRequest
from responses.views.ways import back_to_the_list


@dataclass(frozen=True)
class Bulk:
    """What can be done about several addressees at once.

    done: what a log says once it is done, from the filled-in form.
    """

    title: str
    form: type[ActForm]
    done: Callable[[Any], str]


def _expected(form: Any) -> str:
    day: PartialDate | None = form.cleaned_data["expected"]
    return f"Expected {day.in_words}" if day else "Expected date cleared"


def _assigned(form: Any) -> str:
    officer = form.cleaned_data["officer"]
    return f"Assigned to {officer}" if officer else "Assigned to nobody"


BULK = {
    "check": Bulk(
        "Checked today: nothing published",
        CheckForm,
        lambda form: f"Checked {form.on:%-d %B %Y}: nothing published",
    ),
    "expected": Bulk("Set the expected date", ExpectedForm, _expected),
    "extension": Bulk(
        "Record an extension",
        ExtensionForm,
        lambda form: f"Extended to {form.cleaned_data['due'].in_words}",
    ),
    "reply": Bulk(
        "Say whether a reply is required",
        ReplyForm,
        lambda form: f"Reply {'' if form.is_reply_required else 'not '}required",
    ),
    "assign": Bulk("Assign to an officer", AssignForm, _assigned),
}


@form_page
def together(request: OfficerRequest) -> HttpResponse:
    """Take what is ticked through a form, what it would change, and saving it."""
    back = back_to_the_list(request.POST.get("work", ""))
    bulk = BULK.get(request.POST.get("act", ""))
    if bulk is None:
        messages.error(request, "Tick lines of a list, then choose what to do.")
        return redirect(back)
    try:
        ticked = read_ticked(request.POST)
    except NotTicked as problem:
        messages.error(request, str(problem))
        return redirect(back)
    if not are_all_theirs(request.user, list(ticked)):
        raise PermissionDenied("Not all that was ticked is yours to write about.")
    return _BulkPage(request, bulk, ticked, back).respond()


class _BulkPage:
    """One step of a bulk act. ticked: the version that was seen of each addressee."""

    def __init__(
        self, request: OfficerRequest, bulk: Bulk, ticked: dict[int, int], back: str
    ) -> None:
        self.request, self.bulk, self.ticked, self.back = request, bulk, ticked, back
        self.now = timezone.now()
        self.on = timezone.localdate(self.now)
        rows: Any = Addressee.objects.with_timeliness(on=self.on).for_list()
        chosen = rows.filter(pk__in=ticked).select_related("report__inquiry")
        self.addressees = list(chosen.order_by("report", "pk"))
        first, *others = self.addressees
        typed = request.POST if "submission" in request.POST else None
        self.form = bulk.form(typed, addressee=first, on=self.on, others=others)

    def respond(self) -> HttpResponse:
        step = step_of(self.request)
        if not self.form.is_bound or step == EDIT or not self.form.is_valid():
            return self._page("together")
        acts = self._acts()
        try:
            if step == CONTINUE:
                foreseen = services.foresee_each(acts)
                return self._page("together_foreseen", foreseen=foreseen)
            batch = services.carry_out_together(acts)
        except services.BatchRefused as refused:
            return self._refused(refused.problems)
        except services.AlreadySubmitted:
            batch = self._earlier(acts)
        messages.success(self.request, f"Saved as one: {batch.title}.")
        return redirect("responses:batch", batch=batch.pk)

    def _acts(self) -> Together:
        """Return the act of each addressee, based on the version that was ticked."""
        act: Act = self.form.act(by=self.request.user, at=self.now)
        acts = [
            replace(act, addressee=each, based_on=self.ticked[each.pk])
            for each in self.addressees
        ]
        form: Any = self.form
        return Together(acts, form.save, self.bulk.done(form))

    def _earlier(self, acts: Together) -> Batch:
        """Return what the first press of the same button did."""
        return Batch.objects.get(
            done_by=self.request.user, submission=acts.first.submission
        )

    def _refused(self, problems: list[services.Problem]) -> HttpResponse:
        """Say what stands in the way of which, with a way to leave those out."""
        if any(_is_not_theirs(each.refusal) for each in problems):
            raise PermissionDenied("Not all that was ticked is yours to write about.")
        if any(isinstance(each.refusal, services.OddDate) for each in problems):
            self.form.is_doubted = True
        out = {each.addressee.pk for each in problems}
        kept = [each for each in self.addressees if each.pk not in out]
        return self._page("together", refused=problems, kept=self._ticks(kept))

    def _ticks(self, addressees: list[Any]) -> list[str]:
        return [f"{each.pk}:{self.ticked[each.pk]}" for each in addressees]

    def _page(self, name: str, **shown: Any) -> HttpResponse:
        context = {
            "bulk": self.bulk,
            "form": self.form,
            "addressees": self.addressees,
            "ticked": self._ticks(self.addressees),
            "act": self.request.POST["act"],
            "work": self.request.POST.get("work", ""),
            "back": self.back,
            # What was ticked is written out by itself: some may be left out.
            "carried": [
                each for each in carried(self.request.POST) if each[0] != "ticked"
            ],
        }
        return TemplateResponse(self.request, f"responses/{name}.html", context | shown)


def _is_not_theirs(refusal: Exception) -> bool:
    is_to_be_read = isinstance(refusal, services.AsksForReview)
    return isinstance(refusal, services.NotAllowed) and not is_to_be_read
