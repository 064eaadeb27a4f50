"""Which recommendations a response paper answers, and where. Pure Python."""

from responses.matching.facts import Facts, facts_of
from responses.matching.proposals import Candidate, Matches, Proposal
from responses.matching.proposing import LIKELY, propose

__all__ = [
    "LIKELY",
    "Candidate",
    "Facts",
    "Matches",
    "Proposal",
    "facts_of",
    "propose",
]
