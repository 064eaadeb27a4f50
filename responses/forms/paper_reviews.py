"""What is pressed once a paper's answers are written: publish, return, undo."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms

from responses.forms.acts import LOST
from responses.forms.paper_tables import VersionField
from responses.forms.text import PassageField
from responses.models import Officer, Paper, PaperAnswer
from responses.services import PaperEdit, Publication


class PaperVersionForm(forms.Form):
    """A button pressed on a page that was made from one version of a paper."""

    version = VersionField()

    def __init__(self, data: Any = None, *, paper: Paper) -> None:
        super().__init__(data, initial={"version": paper.version})
        self.paper = paper

    def edit(self, *, by: Officer, at: datetime) -> PaperEdit:
        """Return who does it to which version; needs is_valid."""
        based_on = self.cleaned_data["version"]
        return PaperEdit(paper=self.paper, by=by, at=at, based_on=based_on)


class PublishForm(PaperVersionForm):
    """Knows which version of each addressee the page showed."""

    submission = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": LOST, "invalid": LOST}
    )
    date_is_right = forms.BooleanField(required=False, label="The date is right")

    def __init__(
        self, data: Any = None, *, paper: Paper, answers: Iterable[PaperAnswer]
    ) -> None:
        super().__init__(data, paper=paper)
        self.initial["submission"] = uuid4()
        self.addressees = [answer.addressee for answer in answers]
        for addressee in self.addressees:
            name = _seen(addressee.pk)
            self.fields[name] = VersionField()
            self.initial[name] = addressee.version

    def publication(self, *, by: Officer, at: datetime) -> Publication:
        """Return what is to be published, and by whom; needs is_valid."""
        said = self.cleaned_data
        return Publication(
            edit=self.edit(by=by, at=at),
            seen={each.pk: said[_seen(each.pk)] for each in self.addressees},
            submission=str(said["submission"]),
            is_date_confirmed=said["date_is_right"],
        )

    def trial(self, *, by: Officer, at: datetime) -> Publication:
        """Return what the page would publish as it stands, to see what that does."""
        seen = {each.pk: each.version for each in self.addressees}
        edit = PaperEdit(self.paper, by=by, at=at, based_on=self.paper.version)
        is_sure = bool(self.initial.get("date_is_right"))
        return Publication(edit, seen, submission="", is_date_confirmed=is_sure)


class ReturnForm(PaperVersionForm):
    note = PassageField(
        label="What is to be changed?",
        max_length=2000,
        missing="Enter what the officer is to change.",
    )


class UndoForm(forms.Form):
    reason = PassageField(
        label="Why is it undone?",
        help_text="Readers see this beside each response that is withdrawn.",
        max_length=2000,
        missing="Enter why it is undone.",
    )


def _seen(addressee: int) -> str:
    return f"seen-{addressee}"
