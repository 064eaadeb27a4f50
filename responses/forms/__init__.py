"""What an officer fills in at the desk."""

from responses.forms.corrections import CorrectionForm, DocumentForm
from responses.forms.duties import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    WithdrawForm,
)
from responses.forms.responses import ResponseForm

__all__ = [
    "CheckForm",
    "CorrectionForm",
    "DocumentForm",
    "ExpectedForm",
    "ExtensionForm",
    "ResponseForm",
    "WithdrawForm",
]
