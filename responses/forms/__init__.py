"""What an officer fills in at the desk."""

from responses.forms.adequacy import AdequacyForm
from responses.forms.corrections import CorrectionForm, DocumentForm
from responses.forms.duties import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    WithdrawForm,
)
from responses.forms.promises import AssessmentForm, PromiseForm, TextOfResponseForm
from responses.forms.responses import ResponseForm

__all__ = [
    "AdequacyForm",
    "AssessmentForm",
    "CheckForm",
    "CorrectionForm",
    "DocumentForm",
    "ExpectedForm",
    "ExtensionForm",
    "PromiseForm",
    "ResponseForm",
    "TextOfResponseForm",
    "WithdrawForm",
]
