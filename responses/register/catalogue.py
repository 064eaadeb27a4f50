"""Every table of a register directory, in the order in which they are loaded."""

from recommendations.register.catalogue import TABLES as RECOMMENDED
from recommendations.register.tables import Table
from responses.register.chasing import ASSESSMENTS, LETTERS
from responses.register.documents import DOCUMENTS, RESPONSES
from responses.register.promises import ADEQUACY, PROMISE_ASSESSMENTS, PROMISES

TABLES: tuple[Table, ...] = (
    *RECOMMENDED,
    DOCUMENTS,
    RESPONSES,
    ADEQUACY,
    PROMISES,
    PROMISE_ASSESSMENTS,
    ASSESSMENTS,
    LETTERS,
)
