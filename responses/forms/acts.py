"""What every form of the desk carries, whatever it records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorDict
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict

from recommendations.characters import visible
from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.forms.submitted import CONFIRM, LOST, NOT_TYPED, VersionedForm
from responses.models import Document, Draft, Officer
from responses.services import Act, Writing

DRAFT_LENGTH = 100_000  # characters of all that was typed


class TooLong(Exception):
    """More was typed than a draft holds; the message says how much, and what to do."""


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has changed since the form was opened.

    now: what the record holds. typed: what stands in the form, blank where the field
    was not touched; then the form follows the record.
    """

    now: str
    typed: str


class ActForm(VersionedForm):
    """A form about one addressee."""

    # The token of the draft's save that the page knows of.
    draft = forms.UUIDField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": LOST}
    )
    # Shown only after a date was found unlikely.
    date_is_right = forms.BooleanField(required=False, label="The date is right")

    # The date that may be found unlikely, and so carries the message.
    doubtful_field = ""
    # Fields that edit what the record holds: their initial values are its own.
    edits: tuple[str, ...] = ()
    # Whether what it would change is shown before it is saved.
    is_shown_first = True
    # Whether readers see what saving it records.
    is_published = True
    # Names offered while typing, in a field whose widget says list=suggestions.
    suggestions: Sequence[str] = ()

    def __init__(
        self,
        *args: Any,
        addressee: Addressee,
        on: date,
        others: Sequence[Addressee] = (),
        **options: Any,
    ) -> None:
        """others: to whom the same will be applied, so that nothing is filled in."""
        self.addressee = addressee
        self.others = others
        self.on = on
        self.is_doubted = False
        initial = {"version": addressee.version}
        typed = options.pop("initial", None) or {}
        options["initial"] = initial | ({} if others else typed)
        super().__init__(*args, **options)
        for name in self.edits:
            # The page carries what the officer saw, beside what they make of it.
            self.fields[name].show_hidden_initial = True
        if CONFIRM in self.data:
            self.is_doubted = True

    @property
    def concerned(self) -> QuerySet[Addressee]:
        """Whose timeliness saving it may change."""
        return Addressee.objects.filter(pk=self.addressee.pk)

    def act(self, *, by: Officer, at: datetime) -> Act:
        """Return who writes, when, and what they had before them; needs is_valid."""
        return Act(
            addressee=self.addressee,
            by=by,
            at=at,
            based_on=self.cleaned_data["version"],
            submission=self.token,
            is_date_confirmed=self.cleaned_data[CONFIRM],
        )

    @property
    def writing(self) -> Writing:
        """Return what was typed, to be kept as a draft; needs not is_lost.

        Raises TooLong where it is more than a draft holds.
        """
        typed = {
            name: [visible(value) for value in values]
            for name, values in MultiValueDict(self.data).lists()
            if name not in NOT_TYPED
        }
        length = sum(len(value) for values in typed.values() for value in values)
        if length > DRAFT_LENGTH:
            raise TooLong(
                f"The draft is not saved: it has {length:,} characters, and a draft "
                f"holds {DRAFT_LENGTH:,}. Shorten what you typed."
            )
        return Writing(
            typed=typed,
            based_on=self.cleaned_data["version"],
            seen=self.cleaned_data["draft"],
            submission=self.token,
        )

    @property
    def is_lost(self) -> bool:
        """Whether the form does not say what it was made from."""
        return bool({"version", "submission", "draft"} & self.errors.keys())

    def leave_unjudged(self) -> None:
        """Say nothing of what is missing or wrong: it is still being written."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    @property
    def said(self) -> list[tuple[str, str]]:
        """Return what was filled in, by the label of its field; needs is_valid."""
        pairs = [
            (str(field.label), _told(field.field, self.cleaned_data[field.name]))
            for field in self.typed_fields
        ]
        return [(label, words) for label, words in pairs if words]

    @property
    def rests_on(self) -> list[str]:
        """Return the web addresses that it rests on; needs is_valid."""
        said = self.cleaned_data
        typed = [
            said.get(name)
            for name, field in self.fields.items()
            if isinstance(field, forms.URLField)
        ]
        held = [each.url for each in said.values() if isinstance(each, Document)]
        return list(dict.fromkeys(each for each in typed + held if each))

    def doubt_date(self, why: str) -> None:
        """Ask for the date to be confirmed, or corrected."""
        self.is_doubted = True
        name = self.doubtful_field
        self.add_error(
            name, f"{why} Correct the date, or confirm below that it is right."
        )

    def rebase(self, version: int) -> None:
        """Keep all that was typed, on a newer version: saving again is a decision.

        A field that somebody else has changed shows both texts (its clash); one that
        this officer never touched follows the record, so that saving undoes nothing.
        """
        anew: dict[str, list[str]] = {"version": [str(version)]}
        for bound, was in self._edited():
            is_changed = bound.field.has_changed(bound.initial, was)
            is_touched = bound.name in self.changed_data
            held = _values(bound, bound.initial)
            anew[bound.html_initial_name] = held
            if is_changed and not is_touched:
                anew[bound.html_name] = held
            if is_changed:
                typed = _in_words(bound, bound.data) if is_touched else ""
                bound.clash = Clash(now=_in_words(bound, bound.initial), typed=typed)
        self.retype(anew)

    def see(self, draft: Draft | None) -> None:
        """Keep all that was typed, over a newer draft: saving again is a decision."""
        self.retype({"draft": [str(draft.token) if draft else ""]})

    def _edited(self) -> Iterator[tuple[Any, Any]]:
        """Yield each field that edits the record, with what the officer saw in it."""
        for name in self.edits:
            bound: Any = self[name]
            widget = bound.field.hidden_widget()
            yield (
                bound,
                widget.value_from_datadict(self.data, {}, bound.html_initial_name),
            )


def _values(bound: Any, value: Any) -> list[str]:
    """Return a value as a browser sends it."""
    prepared = bound.field.prepare_value(value)
    several = prepared if isinstance(prepared, list | tuple) else [prepared]
    return [str(each) for each in several if each is not None]


def _in_words(bound: Any, value: Any) -> str:
    """Return a value as the officer reads it: a choice by its label."""
    labels = {str(key): label for key, label in getattr(bound.field, "choices", ())}
    said = [str(labels.get(each, each)) for each in _values(bound, value)]
    return ", ".join(each for each in said if each) or "Nothing"


def _told(field: forms.Field, value: Any) -> str:
    """Say what was filled in as the form shows it; blank where it was left blank."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case PartialDate():
            return value.in_words
        case list() | QuerySet():
            return ", ".join(_told(field, each) for each in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        choices: Any = flatten_choices(field.choices)  # type: ignore[arg-type]
        shown = {str(key): label for key, label in choices}
        return str(shown.get(str(value), value)) if value != "" else ""
    return str(value)
