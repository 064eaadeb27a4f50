"""The working table of a paper: confirm, write and add answers, saved as one goes."""

from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Addressee
from responses import services
from responses.finding import found_for, silent_in
from responses.forms import PaperTable, PaperVersionForm, UndoForm, merged
from responses.forms.text import visible
from responses.models import Paper
from responses.paper_history import last_editor
from responses.permissions import addressees_of
from responses.services import included
from responses.speaking import RECORDED, Speakers, recorded_in
from responses.views.acts import form_page
from responses.views.officers import OfficerRequest
from responses.views.papers import paper_for

LONGEST_FIND = 200  # characters
ELSEWHERE = "Somebody else has saved this paper: press Save to see both texts."


@form_page
def paper(request: OfficerRequest, paper: int) -> HttpResponse:
    """Show a paper's table; published or sent for review, what came of it."""
    found = paper_for(request.user, paper)
    if request.method == "POST":
        return _Saving(request, found).answer()
    if found.is_published:
        return outcome(request, found)
    if found.is_submitted:
        return redirect("responses:review-paper", found.pk)
    find = visible(request.GET.get("find", ""))[:LONGEST_FIND]
    return _page(request, found, _table(found, find=find))


class _Saving:
    """One press of a button of the table, or a save by itself, which wants JSON."""

    def __init__(self, request: OfficerRequest, paper: Paper) -> None:
        self.request, self.paper = request, paper
        self.table = _table(paper, request.POST)
        self.is_by_itself = "application/json" in request.headers.get("Accept", "")
        self.asked, _, self.what = request.POST.get("do", "save").partition(":")

    def answer(self) -> HttpResponse:
        if not self.table.is_valid():
            return self._faulty()
        is_fill = self.asked == "fill"
        written = self.table.filled if is_fill else self.table.written
        edit = self.table.edit(by=self.request.user, at=timezone.now())
        try:
            saved = services.save_answers(edit, written)
        except services.PaperClosed as refusal:
            return self._closed(str(refusal))
        except services.PaperChanged:
            return self._conflict()
        if self.is_by_itself:
            at = timezone.localtime(saved.saved_at)
            return JsonResponse({"version": saved.version, "saved": f"{at:%H:%M}"})
        return self._then(saved)

    def _then(self, saved: Paper) -> HttpResponse:
        """Go on to what was asked besides saving."""
        table = reverse("responses:paper", args=[saved.pk])
        find = self.table.cleaned_data["find"]
        if self.asked == "review":
            return redirect("responses:review-paper", saved.pk)
        if self.asked == "add":
            return self._added(saved, table)
        if self.asked == "heading":
            return redirect(f"{table}?{urlencode({'heading': self.what})}#add")
        if self.asked == "find" or find:
            heading = self.request.POST.get("heading", "")
            words = {"find": find} | ({"heading": heading} if heading else {})
            return redirect(f"{table}?{urlencode(words)}#add")
        messages.success(self.request, "Saved. Nothing of it is published yet.")
        return redirect(table)

    def _added(self, saved: Paper, table: str) -> HttpResponse:
        own = addressees_of(self.request.user).filter(
            report__inquiry=self.paper.inquiry_id
        )
        if not self.what.isdecimal() or len(self.what) > 18:
            return redirect(table)
        addressee = get_object_or_404(own, pk=int(self.what))
        edit = services.PaperEdit(
            paper=saved,
            by=self.request.user,
            at=timezone.now(),
            based_on=saved.version,
        )
        heading = _heading(self.paper, self.request.POST.get("heading", ""))
        try:
            services.add_to_paper(edit, addressee, heading=heading)
        except (services.AlreadyRecorded, services.TooManyAnswers) as refusal:
            messages.warning(self.request, str(refusal))
        except services.PaperChanged:
            messages.warning(self.request, "Somebody else has saved: add it again.")
        return redirect(table)

    def _faulty(self) -> HttpResponse:
        if self.is_by_itself:
            problem = f"Not saved. {self.table.first_fault}"
            return JsonResponse({"problem": problem}, status=HTTPStatus.BAD_REQUEST)
        return _page(self.request, self.paper, self.table)

    def _closed(self, why: str) -> HttpResponse:
        if self.is_by_itself:
            return JsonResponse({"problem": why}, status=HTTPStatus.CONFLICT)
        messages.warning(self.request, why)
        return redirect("responses:paper", self.paper.pk)

    def _conflict(self) -> HttpResponse:
        if self.is_by_itself:
            return JsonResponse({"problem": ELSEWHERE}, status=HTTPStatus.CONFLICT)
        now = paper_for(self.request.user, self.paper.pk)
        data, clashes = merged(_table(now, self.request.POST))
        table = _table(now, data)
        table.is_valid()
        context = {"clashes": clashes, "by": last_editor(now)}
        return _page(self.request, now, table, HTTPStatus.CONFLICT, conflict=context)


def _table(paper: Paper, data: Any = None, *, find: str = "") -> PaperTable:
    publishers = list(paper.publishers.order_by("ordered_papers__order"))
    answers = list(paper.answers.for_table())
    return PaperTable(
        data, paper=paper, answers=answers, publishers=publishers, find=find
    )


def _page(
    request: OfficerRequest,
    paper: Paper,
    table: PaperTable,
    status: HTTPStatus = HTTPStatus.OK,
    **shown: Any,
) -> HttpResponse:
    on = timezone.localdate()
    _tell(table, on=on)
    heading = request.GET.get("heading", "")
    find = table["find"].value()
    taken = {row.answer.heading for row in table.rows}
    context = {
        "paper": paper,
        "table": table,
        "unmatched": [
            (place, each)
            for place, each in enumerate(paper.unmatched_headings)
            if each not in taken
        ],
        "heading": _heading(paper, heading),
        "heading_place": heading,
        "found": found_for(paper, find, by=request.user, on=on) if find else [],
        "silent": silent_in(paper, on=on),
        "made_from": PaperVersionForm(paper=paper),
        **shown,
    }
    return TemplateResponse(request, "responses/paper.html", context, status=status)


def _tell(table: PaperTable, *, on: date) -> None:
    """Have each row say how its addressee stands, and why it is left out."""
    speakers, recorded = Speakers.of(table.paper), recorded_in(table.paper)
    pks = [row.answer.addressee_id for row in table.rows]
    rows = Addressee.objects.with_timeliness(on=on).filter(pk__in=pks)
    standings = {each.pk: each.standing for each in rows}
    for row in table.rows:
        addressee = row.answer.addressee
        row.standing = standings[addressee.pk]
        is_recorded = addressee.pk in recorded
        row.hint = RECORDED if is_recorded else speakers.why_not(addressee)


def _heading(paper: Paper, place: str) -> str:
    """Return the heading that matched nothing at a place of the list; blank if none."""
    headings: list[str] = paper.unmatched_headings
    is_number = place.isascii() and place.isdecimal() and len(place) < 6
    return headings[int(place)] if is_number and int(place) < len(headings) else ""


def outcome(
    request: OfficerRequest,
    paper: Paper,
    status: HTTPStatus = HTTPStatus.OK,
    **shown: Any,
) -> HttpResponse:
    """Show a paper that is published: what it recorded, and how to undo that."""
    context = {
        "paper": paper,
        "answers": included(paper),
        "form": UndoForm(),
        **shown,
    }
    return TemplateResponse(
        request, "responses/paper_published.html", context, status=status
    )
