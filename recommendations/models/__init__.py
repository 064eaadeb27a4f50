"""What an inquiry recommended, to whom, and by when each was to respond."""

from recommendations.models.addressees import Addressee, Lead
from recommendations.models.extensions import Check, Extension
from recommendations.models.inquiries import (
    Hearing,
    Inquiry,
    Investigation,
    Report,
    Rung,
    ScopeParagraph,
)
from recommendations.models.institutions import (
    Institution,
    InstitutionKind,
    Succession,
)
from recommendations.models.recommendations import Confidence, Recommendation

__all__ = [
    "Addressee",
    "Check",
    "Confidence",
    "Extension",
    "Hearing",
    "Inquiry",
    "Institution",
    "InstitutionKind",
    "Investigation",
    "Lead",
    "Recommendation",
    "Report",
    "Rung",
    "ScopeParagraph",
    "Succession",
]
