"""A form of the desk as a page: what every one of them shows, and how it is left."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Self

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from recommendations.models import Addressee
from responses import services
from responses.forms.acts import ActForm
from responses.permissions import asking_for_review
from responses.services import Act
from responses.views.foreseeing import CONTINUE, carried, step_of
from responses.views.officers import OfficerRequest, addressee_for
from responses.views.ways import goal_of, is_on_a_way

Save = Callable[[Act, Any], object]
# The button that comes back to an empty form.
ANOTHER = "another"


@dataclass(frozen=True)
class FormPage:
    """One request for a form about an addressee.

    save: carries out the act that the form is about. shown: what else the page tells,
    its title at least.
    """

    request: OfficerRequest
    address: dict[str, str]
    addressee: Addressee
    form_class: Callable[..., ActForm]
    save: Save
    shown: dict[str, Any]
    now: datetime

    @classmethod
    def at(
        cls,
        request: OfficerRequest,
        address: dict[str, str],
        form_class: Callable[..., ActForm],
        save: Save,
        shown: dict[str, Any],
    ) -> Self:
        """Return the page at an address, raising what addressee_for raises."""
        now = timezone.now()
        on = timezone.localdate(now)
        addressee = addressee_for(request.user, address, on=on)
        return cls(request, address, addressee, form_class, save, shown, now)

    @property
    def on(self) -> date:
        return timezone.localdate(self.now)

    @property
    def desk(self) -> services.Desk:
        """Which of the officer's drafts this form is, by its address."""
        match: Any = self.request.resolver_match
        return services.Desk(
            author=self.request.user,
            form=match.url_name,
            addressee=self.addressee,
            target={k: v for k, v in match.kwargs.items() if k not in self.address},
            title=self.shown["title"],
        )

    def asks_for_review(self, form: ActForm) -> bool:
        """Tell whether a second person publishes what is written in the form."""
        concerned = form.concerned | Addressee.objects.filter(pk=self.addressee.pk)
        return form.is_published and asking_for_review(concerned).exists()

    def form(self, typed: QueryDict | None = None) -> ActForm:
        return self.form_class(typed, addressee=self.addressee, on=self.on)

    def doing(self, form: ActForm) -> Callable[[Act], object]:
        return lambda act: self.save(act, form)

    def enter(self, form: ActForm) -> HttpResponse:
        """Save the form in the record, or send it to whoever reviews it.

        The same form a second time leads where it led before. Raises what its act
        raises, NewerDraft and TooLong; needs is_valid.
        """
        act = form.act(by=self.request.user, at=self.now)
        if self.asks_for_review(form):
            return self._send(form, act)
        with suppress(services.AlreadySubmitted):
            if form.is_shown_first and step_of(self.request) == CONTINUE:
                return self._foreseen(form, act)
            services.record_and_end(
                self.desk, form.writing, act, self.doing(form), among=form.concerned
            )
        return self.leave("Recorded")

    def _foreseen(self, form: ActForm, act: Act) -> HttpResponse:
        """Show first what saving would change, with what was typed to be sent again."""
        foreseen = services.foresee_act(act, self.doing(form), among=form.concerned)
        context = self.context(form, foreseen=foreseen)
        context["carried"] = carried(self.request.POST)
        return TemplateResponse(self.request, "responses/foreseen.html", context)

    def _send(self, form: ActForm, act: Act) -> HttpResponse:
        with suppress(services.AlreadySubmitted):
            rehearsal = services.send_for_review(
                self.desk, form.writing, act, self.doing(form), among=form.concerned
            )
            said = " ".join(["Sent for review.", *rehearsal.lines])
            messages.success(self.request, said)
        return redirect(self.request.path)

    def show(
        self, form: ActForm, *, status: int = HTTPStatus.OK, **more: Any
    ) -> HttpResponse:
        context = self.context(form, **more)
        template = "responses/act.html"
        return TemplateResponse(self.request, template, context, status=status)

    def context(self, form: ActForm, **more: Any) -> dict[str, Any]:
        return {
            "addressee": self.addressee,
            "address": self.address,
            "form": form,
            "draft": self.desk.draft,
            "asks_for_review": self.asks_for_review(form),
            "is_on_a_way": is_on_a_way(self.request),
            **self.shown,
            **more,
        }

    def leave(self, done: str) -> HttpResponse:
        """Go to the addressee's page, or to one more form; say how things stand now."""
        standing = (
            Addressee.objects.with_timeliness(on=self.on)
            .get(pk=self.addressee.pk)
            .standing
        )
        said = f"{done}. {self.addressee.institution} now: {standing.in_words}"
        messages.success(self.request, said)
        if ANOTHER in self.request.POST:
            return redirect(self.request.path)
        return redirect(goal_of(self.request, self.addressee, self.address))
