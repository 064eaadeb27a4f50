"""What an officer fills in to draft a letter, and to say what became of it."""

from typing import Any

from django import forms

from recommendations.fields import PartialDateFormField
from responses.forms.submitted import VersionedForm
from responses.forms.text import (
    TOO_LONG,
    PassageField,
    TextField,
    WebAddressField,
    visible,
)
from responses.models import Channel, Letter
from responses.services import (
    AlreadyRecorded,
    ImpossibleDay,
    Reply,
    SentLetter,
)


class LetterForm(VersionedForm):
    """A form about one letter."""

    # The date that may prove impossible, and so carries the message.
    day_field: str | None = None

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        self.letter = letter
        initial = {"version": letter.version}
        options["initial"] = initial | (options.pop("initial", None) or {})
        super().__init__(*args, **options)

    def refuse(self, refusal: AlreadyRecorded | ImpossibleDay) -> None:
        """Say why what was typed cannot be saved, at the date where it is that."""
        is_about_day = isinstance(refusal, ImpossibleDay)
        self.add_error(self.day_field if is_about_day else None, str(refusal))


class SentForm(LetterForm):
    day_field = "sent"

    sent = PartialDateFormField(
        label="When was it sent?",
        help_text="For example 12 June 2020 or June 2020.",
        error_messages={"required": "Enter when the letter was sent."},
    )
    channel = forms.ChoiceField(
        label="How was it sent?",
        choices=Channel.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how the letter was sent.",
            "invalid_choice": "Choose how the letter was sent.",
        },
    )
    sent_by = TextField(
        label="Who sent it?",
        help_text="For example the Chair, or the Secretary to the Inquiry.",
        max_length=200,
        missing="Enter who sent the letter.",
    )
    url = WebAddressField(
        label="Where was it made public? (optional)",
        help_text="The web address of the letter. Leave blank where it was not made "
        "public.",
        required=False,
    )

    @property
    def said(self) -> SentLetter:
        """Return how it went out; needs is_valid."""
        said = self.cleaned_data
        return SentLetter(
            said["sent"], Channel(said["channel"]), said["sent_by"], said["url"]
        )


class ReplyForm(LetterForm):
    day_field = "replied"

    replied = PartialDateFormField(
        label="When did it come, or what date does it bear?",
        help_text="For example 12 June 2020 or June 2020.",
        error_messages={"required": "Enter the date of the reply."},
    )
    says = PassageField(
        label="What does it say?",
        help_text="In your own words, in a sentence or two.",
        missing="Enter what the reply says, in your own words.",
    )
    url = WebAddressField(
        label="Where can it be read? (optional)",
        help_text="A web address.",
        required=False,
    )
    is_public = forms.BooleanField(
        required=False,
        label="The reply was made public: readers may be told of it",
    )

    def __init__(self, *args: Any, letter: Letter, **options: Any) -> None:
        initial = {
            "replied": letter.replied,
            "says": letter.reply,
            "url": letter.reply_url,
            "is_public": letter.is_reply_public,
        }
        super().__init__(*args, letter=letter, initial=initial, **options)

    @property
    def said(self) -> Reply:
        """Return what came back; needs is_valid."""
        asked = ("replied", "says", "url", "is_public")
        return Reply(**{name: self.cleaned_data[name] for name in asked})


class CancelLetterForm(LetterForm):
    reason = PassageField(
        label="Why is it cancelled?",
        help_text="The letter is kept, with the reason beside it.",
        max_length=2000,
        missing="Enter why the letter is cancelled.",
    )


class EmailLetterForm(LetterForm):
    recipient = forms.EmailField(
        label="To which e-mail address?",
        max_length=254,
        error_messages={
            "required": "Enter the e-mail address that the letter goes to.",
            "invalid": "Enter an e-mail address such as name@example.org.",
            "max_length": TOO_LONG,
        },
    )
    is_repeat = forms.BooleanField(
        required=False,
        label="The last mail may have arrived: send it once more all the same",
    )
    # Set by the page that shows exactly what would go to whom.
    is_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_recipient(self) -> str:
        return visible(self.cleaned_data["recipient"])
