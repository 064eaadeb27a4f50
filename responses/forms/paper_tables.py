"""The table in which a paper's answers are confirmed and written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from recommendations.models import Institution
from responses.forms.acts import LOST
from responses.forms.text import PassageField, TextField
from responses.models import Paper, PaperAnswer, Position, Response
from responses.services import PaperEdit, Written, as_written

_CHOOSE = [("", "Choose a position"), *Position.choices]
_POSITION = "Choose a position from the list."


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has saved meanwhile, and that was typed otherwise."""

    answer: PaperAnswer
    label: str
    field_id: str
    saved: str
    typed: str


class VersionField(forms.IntegerField):
    """Which version of something a page was made from; nobody sees it."""

    def __init__(self) -> None:
        said = dict.fromkeys(["required", "invalid", "min_value", "max_value"], LOST)
        super().__init__(
            min_value=0,
            max_value=2**31 - 1,
            widget=forms.HiddenInput,
            error_messages=said,
        )


class AnswerForm(forms.Form):
    """One row. Where its answer is left out, a tick is all there is to it."""

    # Says that the page had this row: an empty tick box is not sent.
    is_shown = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    is_included = forms.BooleanField(required=False, label="Record")
    position = forms.ChoiceField(
        label="Position",
        choices=_CHOOSE,
        required=False,
        error_messages={"invalid_choice": _POSITION},
    )
    summary = PassageField(label="What it says", rows=2, required=False)
    paragraphs = TextField(label="Paragraphs", max_length=60, required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=Response.Kind.choices,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose the kind of response from the list."
        ),
    )
    answerers = forms.TypedMultipleChoiceField(
        label="Who answers",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one body that answers.",
            "invalid_choice": "Choose from the bodies listed.",
            "invalid_list": "Choose from the bodies listed.",
        },
    )

    # How its addressee stands, and why it may be left out; for the page to show.
    standing: Any = None
    hint = ""

    def __init__(
        self, data: Any, *, answer: PaperAnswer, publishers: Iterable[Institution]
    ) -> None:
        self.answer = answer
        prefix = f"answer-{answer.pk}"
        is_on_page = data is not None and f"{prefix}-is_shown" in data
        before = as_written(answer)
        super().__init__(
            data if is_on_page else None,
            prefix=prefix,
            initial={**vars(before), "answerers": list(before.answerers)},
        )
        answerers: Any = self.fields["answerers"]
        bodies = dict.fromkeys([*publishers, *_near(answer)])
        answerers.choices = [(body.pk, body.name) for body in bodies]
        self.is_whole = f"{prefix}-kind" in data if is_on_page else answer.is_included
        if not self.is_whole:
            self.fields = {
                name: field
                for name, field in self.fields.items()
                if name.startswith("is_")
            }

    @property
    def written(self) -> Written:
        """Return what was typed; needs is_valid."""
        said, before = self.cleaned_data, as_written(self.answer)
        if not self.is_whole:
            return replace(before, is_included=said["is_included"])
        kept = [each for each in before.answerers if each in said["answerers"]]
        named = [each for each in said["answerers"] if each not in kept]
        return Written(
            is_included=said["is_included"],
            kind=said["kind"],
            position=said["position"],
            summary=said["summary"],
            paragraphs=said["paragraphs"],
            answerers=[*kept, *named],
        )


class PaperTable(forms.Form):
    """All rows, the version that they were shown in, and what to do to many of them."""

    version = VersionField()
    fill_position = forms.ChoiceField(
        label="Position, where none is chosen",
        choices=_CHOOSE,
        required=False,
        error_messages={"invalid_choice": _POSITION},
    )
    fill_summary = TextField(
        label="What it says, where nothing is written", max_length=500, required=False
    )
    find = TextField(label="Find a recommendation", max_length=200, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        paper: Paper,
        answers: Sequence[PaperAnswer],
        publishers: Sequence[Institution],
        find: str = "",
    ) -> None:
        """Show the paper's answers; these were loaded by for_table."""
        self.paper = paper
        super().__init__(data, initial={"version": paper.version, "find": find})
        self.rows = [
            AnswerForm(data, answer=answer, publishers=publishers) for answer in answers
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self._sent)])

    @property
    def _sent(self) -> list[AnswerForm]:
        """The rows that the page had; others have come in since."""
        return [row for row in self.rows if row.is_bound]

    @property
    def included(self) -> list[AnswerForm]:
        return [row for row in self.rows if row.is_whole]

    @property
    def left_out(self) -> list[AnswerForm]:
        return [row for row in self.rows if not row.is_whole]

    @property
    def faults(self) -> list[tuple[forms.BoundField, AnswerForm, str]]:
        """What is wrong with rows: the field, its row, the message."""
        return [
            (row[name], row, str(message))
            for row in self._sent
            for name, messages in row.errors.items()
            for message in messages
        ]

    @property
    def first_fault(self) -> str:
        own = [str(each) for messages in self.errors.values() for each in messages]
        return [*own, *(message for _, _, message in self.faults)][0]

    def edit(self, **who: Any) -> PaperEdit:
        """Return who writes in which version; who: by and at. Needs is_valid."""
        based_on = self.cleaned_data["version"]
        return PaperEdit(paper=self.paper, based_on=based_on, **who)

    @property
    def written(self) -> dict[int, Written]:
        """Return what was typed, by the answer's id; needs is_valid."""
        return {row.answer.pk: row.written for row in self._sent}

    @property
    def filled(self) -> dict[int, Written]:
        """Return what was typed, the gaps of ticked rows filled; needs is_valid."""
        said = self.cleaned_data
        return {
            pk: replace(
                each,
                position=each.position or said["fill_position"],
                summary=each.summary or said["fill_summary"],
            )
            if each.is_included
            else each
            for pk, each in self.written.items()
        }


def _near(answer: PaperAnswer) -> Iterator[Institution]:
    """Yield who else may answer: those named, the body, its leads, parent and heir."""
    addressee = answer.addressee
    yield from (each.institution for each in answer.ordered_answerers.all())
    yield addressee.institution
    yield from (lead.institution for lead in addressee.ordered_leads.all())
    yield from filter(None, [addressee.institution.parent, addressee.passed_to])
