"""Fields for what people type and paste: cleaned the same way everywhere."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from recommendations.characters import visible

TOO_LONG = "Use %(limit_value)d characters or fewer: this has %(show_value)d."


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
