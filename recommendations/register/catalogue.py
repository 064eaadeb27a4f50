"""The tables of what was recommended, in the order in which they are loaded."""

from recommendations.register.extensions import CHECKS, EXTENSIONS
from recommendations.register.inquiries import (
    HEARINGS,
    INQUIRIES,
    INVESTIGATIONS,
    LADDER,
    REPORTS,
    SCOPE,
)
from recommendations.register.institutions import INSTITUTIONS, SUCCESSIONS
from recommendations.register.recommendations import ADDRESSEES, RECOMMENDATIONS

TABLES = (
    INQUIRIES,
    LADDER,
    INVESTIGATIONS,
    SCOPE,
    HEARINGS,
    REPORTS,
    INSTITUTIONS,
    SUCCESSIONS,
    RECOMMENDATIONS,
    ADDRESSEES,
    EXTENSIONS,
    CHECKS,
)
