"""What every change of a duty asks for: why, and where that can be seen."""

from typing import Any

from responses.forms.acts import ActForm
from responses.forms.text import PassageField, WebAddressField
from responses.services import Because


class BecauseForm(ActForm):
    """A form that ends with a reason and its evidence; both stay in the trail."""

    reason = PassageField(
        label="Why?",
        help_text="What was decided or found, and by whom. It stays in the trail.",
        max_length=2000,
        missing="Enter why this is changed.",
    )
    evidence = WebAddressField(
        label="Evidence",
        help_text="The web address at which that can be seen.",
        missing="Enter the web address at which that can be seen.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        last = ("reason", "evidence")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    @property
    def because(self) -> Because:
        """Return why, and where it can be seen; needs is_valid."""
        said = self.cleaned_data
        return Because(reason=said["reason"], source_url=said["evidence"])
