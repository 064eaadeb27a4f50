"""Fields for what people type and paste: cleaned the same way everywhere."""

import unicodedata
from typing import Any

from django import forms
from django.core.validators import URLValidator

# Tab and new line are text. The rest of these classes cannot be seen: control
# characters, lone surrogates, and overrides that make text read backwards.
_KEPT = {"\n", "\t"}
_UNSEEN = {"Cc", "Cs"}
TOO_LONG = "Use %(limit_value)d characters or fewer: this has %(show_value)d."
_OVERRIDES = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def visible(text: str) -> str:
    """Return the text without what cannot be seen, its line ends made alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        character
        for character in text
        if character in _KEPT
        or (
            unicodedata.category(character) not in _UNSEEN
            and character not in _OVERRIDES
        )
    )
    text = unicodedata.normalize("NFC", "".join(kept))
    # Of nothing but spaces and joiners, nothing is to be seen either.
    return (
        text if any(unicodedata.category(each)[0] not in "ZC" for each in text) else ""
    )


class TextField(forms.CharField):
    """A line, or with a Textarea a passage; its messages say what is asked for.

    missing: what to say when it is left blank.
    """

    def __init__(self, *, missing: str = "", **options: Any) -> None:
        messages = {"max_length": TOO_LONG}
        if missing:
            messages["required"] = missing
        super().__init__(error_messages=messages, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(visible(value) if isinstance(value, str) else value)


class PassageField(TextField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            max_length=options.pop("max_length", 5000),
            **options,
        )


class WebAddressField(forms.URLField):
    """An address that a reader can follow: http or https, nothing else."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *, missing: str = "", **options: Any) -> None:
        wrong = "Enter a web address such as https://www.gov.uk/response."
        super().__init__(
            max_length=500,
            assume_scheme="https",
            error_messages={
                "invalid": wrong,
                "required": missing or wrong,
                "max_length": TOO_LONG,
            },
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(visible(value) if isinstance(value, str) else value)
