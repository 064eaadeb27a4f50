"""Every way a response, an extension and a check enter the record."""

from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    OddDate,
)
from responses.services.batches import (
    BatchRefused,
    Problem,
    Together,
    carry_out_together,
    foresee,
)
from responses.services.duties import (
    NewExtension,
    grant_extension,
    record_check,
    set_expected,
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
    "NewDocument",
    "NewExtension",
    "NewResponse",
    "NotAllowed",
    "OddDate",
    "Problem",
    "Together",
    "carry_out_together",
    "foresee",
    "grant_extension",
    "record_check",
    "record_response",
    "set_expected",
    "undo",
    "withdraw_response",
]
