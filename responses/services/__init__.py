"""Every way a response, an extension, a check and a promise enter the record."""

from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    OddDate,
    effect_of,
)
from responses.services.adequacy import Adequacy, check_adequacy
from responses.services.batches import (
    BatchRefused,
    Problem,
    Together,
    carry_out_together,
    foresee,
)
from responses.services.corrections import (
    Correction,
    DocumentCorrection,
    answered_by,
    correct_document,
    correct_response,
)
from responses.services.duties import (
    NewExtension,
    grant_extension,
    record_check,
    set_expected,
    withdraw_check,
    withdraw_extension,
)
from responses.services.promises import (
    NewAssessment,
    NewPromise,
    assess_promise,
    correct_promise,
    record_promise,
    withdraw_assessment,
    withdraw_promise,
)
from responses.services.responses import (
    NewDocument,
    NewResponse,
    record_response,
    withdraw_response,
)
from responses.services.undoing import ChangedSince, undo

__all__ = [
    "Act",
    "Adequacy",
    "AlreadyRecorded",
    "AlreadySubmitted",
    "BatchRefused",
    "ChangedMeanwhile",
    "ChangedSince",
    "Correction",
    "DocumentCorrection",
    "NewAssessment",
    "NewDocument",
    "NewExtension",
    "NewPromise",
    "NewResponse",
    "NotAllowed",
    "OddDate",
    "Problem",
    "Together",
    "answered_by",
    "assess_promise",
    "carry_out_together",
    "check_adequacy",
    "correct_document",
    "correct_promise",
    "correct_response",
    "effect_of",
    "foresee",
    "grant_extension",
    "record_check",
    "record_promise",
    "record_response",
    "set_expected",
    "undo",
    "withdraw_assessment",
    "withdraw_check",
    "withdraw_extension",
    "withdraw_promise",
    "withdraw_response",
]
