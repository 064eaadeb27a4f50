"""What may be answered, and what is proposed to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A recommendation that a paper may answer."""

    reference: str  # such as iicsa/internet/4
    report: str  # such as iicsa/internet
    report_title: str
    number: int | None
    part: str
    title: str
    summary: str
    official_wording: str = ""
    inquiry_title: str = ""
    is_current: bool = True

    def is_of(self, report: str) -> bool:
        """Whether it stands in the report of that slug, or in any if none is given."""
        return not report or self.report.rsplit("/", 1)[-1] == report

    @property
    def in_words(self) -> str:
        if self.number is None:
            return f"“{self.title}” of {self.report_title}"
        return f"recommendation {self.number}{self.part} of {self.report_title}"


@dataclass(frozen=True)
class Proposal:
    """One recommendation and the place of the paper that seems to answer it.

    `paragraphs` are the printed numbers ("7-8", "3, 5-6"), empty where the paper prints
    none. `confidence` is from 0 to 1.
    """

    reference: str
    heading: str
    paragraphs: str
    confidence: float
    reason: str
    excerpt: str


@dataclass(frozen=True)
class Matches:
    """Proposals in the paper's order, and what is left over on both sides.

    `silent` are the current recommendations, of the reports that the paper answers,
    that it does not seem to answer.
    """

    proposals: tuple[Proposal, ...]
    unmatched_headings: tuple[str, ...]
    silent: tuple[str, ...]
