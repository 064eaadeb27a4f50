"""What was answered, who recorded it, who is chased and who is told."""

from recommendations.positions import Position, Progress
from responses.models.assignments import Assignment
from responses.models.batches import Batch, BatchItem
from responses.models.chasing import OVERDUE_RUNG, Flag
from responses.models.corrections import AnswerDelivery, CorrectionRequest
from responses.models.deliveries import Delivery
from responses.models.digests import (
    DigestDelivery,
    DigestEdition,
    DigestRun,
    Heartbeat,
    Subscription,
)
from responses.models.documents import Document, Publisher
from responses.models.drafts import Draft
from responses.models.letters import (
    Channel,
    Letter,
    LetterAddressee,
    LetterMail,
    LetterTemplate,
)
from responses.models.officers import Officer
from responses.models.papers import (
    Paper,
    PaperAnswer,
    PaperAnswerer,
    PaperPublisher,
)
from responses.models.promises import Promise, PromiseAssessment
from responses.models.responses import (
    AdequacyCheck,
    Answerer,
    Assessment,
    Response,
)
from responses.models.sheets import SheetImport

__all__ = [
    "OVERDUE_RUNG",
    "AdequacyCheck",
    "AnswerDelivery",
    "Answerer",
    "Assessment",
    "Assignment",
    "Batch",
    "BatchItem",
    "Channel",
    "CorrectionRequest",
    "Delivery",
    "DigestDelivery",
    "DigestEdition",
    "DigestRun",
    "Document",
    "Draft",
    "Flag",
    "Heartbeat",
    "Letter",
    "LetterAddressee",
    "LetterMail",
    "LetterTemplate",
    "Officer",
    "Paper",
    "PaperAnswer",
    "PaperAnswerer",
    "PaperPublisher",
    "Position",
    "Progress",
    "Promise",
    "PromiseAssessment",
    "Publisher",
    "Response",
    "SheetImport",
    "Subscription",
]
