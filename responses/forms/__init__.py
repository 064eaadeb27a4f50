"""What an officer fills in at the desk."""

from responses.forms.adequacy import AdequacyForm
from responses.forms.assignments import AssignForm
from responses.forms.bodies import AnswerForForm, LeadsForm, PassOnForm
from responses.forms.corrections import CorrectionForm, DocumentForm
from responses.forms.duties import (
    CheckForm,
    ExpectedForm,
    ExtensionForm,
    WithdrawForm,
)
from responses.forms.promises import AssessmentForm, PromiseForm, TextOfResponseForm
from responses.forms.responses import ResponseForm
from responses.forms.terms import DeadlineForm, ReplyForm

__all__ = [
    "AdequacyForm",
    "AnswerForForm",
    "AssessmentForm",
    "AssignForm",
    "CheckForm",
    "CorrectionForm",
    "DeadlineForm",
    "DocumentForm",
    "ExpectedForm",
    "ExtensionForm",
    "LeadsForm",
    "PassOnForm",
    "PromiseForm",
    "ReplyForm",
    "ResponseForm",
    "TextOfResponseForm",
    "WithdrawForm",
]
