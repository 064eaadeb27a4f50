"""Every way a response, an extension and a check enter the record."""

from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    OddDate,
    effect_of,
)
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
from responses.services.responses import (
    NewDocument,
    NewResponse,
    record_response,
    withdraw_response,
)
from responses.services.undoing import ChangedSince, undo

__all__ = [
    "Act",
    "AlreadyRecorded",
    "AlreadySubmitted",
    "BatchRefused",
    "ChangedMeanwhile",
    "ChangedSince",
    "Correction",
    "DocumentCorrection",
    "NewDocument",
    "NewExtension",
    "NewResponse",
    "NotAllowed",
    "OddDate",
    "Problem",
    "Together",
    "answered_by",
    "carry_out_together",
    "correct_document",
    "correct_response",
    "effect_of",
    "foresee",
    "grant_extension",
    "record_check",
    "record_response",
    "set_expected",
    "undo",
    "withdraw_check",
    "withdraw_extension",
    "withdraw_response",
]
