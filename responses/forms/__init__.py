"""What an officer fills in at the desk."""

from responses.forms.duties import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    WithdrawForm,
)
from responses.forms.responses import ResponseForm

__all__ = [
    "CheckForm",
    "ExpectedForm",
    "ExtensionForm",
    "ResponseForm",
    "WithdrawForm",
]
