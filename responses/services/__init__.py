"""Every way a response, an extension and a check enter the record."""

from responses.services.acts import (
    Act,
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
    OddDate,
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

__all__ = [
    "Act",
    "AlreadyRecorded",
    "AlreadySubmitted",
    "ChangedMeanwhile",
    "NewDocument",
    "NewExtension",
    "NewResponse",
    "NotAllowed",
    "OddDate",
    "grant_extension",
    "record_check",
    "record_response",
    "set_expected",
    "withdraw_response",
]
