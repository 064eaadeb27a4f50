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
from responses.forms.paper_conflicts import merged
from responses.forms.paper_descriptions import DescriptionForm
from responses.forms.paper_reviews import (
    PaperVersionForm,
    PublishForm,
    ReturnForm,
    UndoForm,
)
from responses.forms.paper_tables import PaperTable
from responses.forms.papers import NewPaperForm
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
    "DescriptionForm",
    "DocumentForm",
    "ExpectedForm",
    "ExtensionForm",
    "LeadsForm",
    "NewPaperForm",
    "PaperTable",
    "PaperVersionForm",
    "PassOnForm",
    "PromiseForm",
    "PublishForm",
    "ReplyForm",
    "ResponseForm",
    "ReturnForm",
    "TextOfResponseForm",
    "UndoForm",
    "WithdrawForm",
    "merged",
]
