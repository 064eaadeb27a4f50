"""The form in which a new response paper is handed over, its text with it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from recommendations.models import Inquiry, Institution, Report
from responses.forms.paper_descriptions import PUBLISHERS, DescriptionForm
from responses.forms.text import PassageField, visible
from responses.matching import Facts, facts_of
from responses.papers import Block, Row, UnreadablePaper, paper_from_text, read_paper
from responses.papers import Paper as Words
from responses.services import NewPaper

MOST_PASTED = 1_000_000  # characters; a longer one goes by file
LONGEST_TITLE = 300
LONGEST_NAME = 200  # of a file
_LIMITS = (
    "Text, HTML, Word (DOCX) or PDF, at most 20 MB. Its text is kept; the file, and "
    "whatever in it is not text, is not. A scan holds no text."
)
_LEFT_BLANK = "Left blank, it is taken from the paper where the paper shows it."


class NewPaperForm(DescriptionForm):
    inquiry = forms.ModelChoiceField(
        Inquiry.objects.order_by("name"),
        label="Inquiry",
        empty_label="Choose an inquiry",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose the inquiry that the paper answers."
        ),
    )
    reports = forms.ModelMultipleChoiceField(
        Report.objects.select_related("inquiry"),
        label="Which reports does it answer? (optional)",
        help_text="Where none is chosen, the tracker finds out.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=dict.fromkeys(
            ["invalid_choice", "invalid_pk_value", "invalid_list"],
            "Choose from the reports listed.",
        ),
    )
    text = PassageField(
        label="The paper's text",
        help_text="Paste it, headings and paragraph numbers included, or choose a file "
        "below.",
        rows=8,
        max_length=MOST_PASTED,
        required=False,
    )
    file = forms.FileField(
        label="Or its file", help_text=_LIMITS, required=False, allow_empty_file=True
    )
    field_order = ["inquiry", "text", "file", *DescriptionForm.field_order, "reports"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = Words("", ())
        for name in ("title", "published", PUBLISHERS[0]):
            hint = self.fields[name].help_text
            self.fields[name].help_text = f"{hint} {_LEFT_BLANK}".strip()

    def clean(self) -> None:
        self._read()
        if self.words.blocks:
            bodies = list(Institution.objects.order_by("pk"))
            pairs = [(body.slug, body.name) for body in bodies]
            self._fill_in(facts_of(self.words, pairs), bodies)
        super().clean()
        inquiry = self.cleaned_data.get("inquiry")
        reports = self.cleaned_data.get("reports") or []
        if inquiry and any(each.inquiry_id != inquiry.pk for each in reports):
            self.add_error(
                "reports", f"Choose reports of {inquiry.called}, or another inquiry."
            )

    def _read(self) -> None:
        """Read the words of the paper, and say at its field why they cannot be read."""
        text, file = self.cleaned_data.get("text"), self.cleaned_data.get("file")
        if text and file:
            self.add_error("file", "Paste the text or choose a file, not both.")
        elif "text" not in self.errors and not text and not file:
            self.add_error("text", "Paste the paper's text, or choose its file.")
        try:
            if file:
                self.words = _seen(read_paper(file.file, _named(file)))
            elif text:
                self.words = paper_from_text(text)
        except UnreadablePaper as refusal:
            self.add_error("file" if file else "text", str(refusal))

    def _fill_in(self, facts: Facts, bodies: Iterable[Institution]) -> None:
        """Take what was left blank from what the paper shows of itself."""
        said = self.cleaned_data
        if not said.get("title") and "title" not in self.errors:
            said["title"] = facts.title[:LONGEST_TITLE]
        if not said.get("published") and "published" not in self.errors:
            said["published"] = facts.published
        if not any(said.get(name) for name in PUBLISHERS):
            by_slug = {body.slug: body for body in bodies}
            shown = [by_slug[slug] for slug in facts.publishers if slug in by_slug]
            said |= dict(zip(PUBLISHERS, shown, strict=False))

    @property
    def paper(self) -> NewPaper:
        """Return what is to be entered; needs is_valid."""
        said = self.cleaned_data
        return NewPaper(
            words=self.words,
            about=self.about,
            inquiry=said["inquiry"],
            reports=list(said["reports"]),
            file_name=_named(said["file"]) if said["file"] else "",
        )


def _named(file: UploadedFile) -> str:
    return visible(file.name or "")[:LONGEST_NAME]


def _seen(words: Words) -> Words:
    """Return what can be seen of a file's words, as fields do of what is pasted."""
    return Words(
        visible(words.title), tuple(_seen_block(each) for each in words.blocks)
    )


def _seen_block(block: Block) -> Block:
    if isinstance(block, Row):
        return replace(block, cells=tuple(visible(each) for each in block.cells))
    return replace(block, text=visible(block.text))
