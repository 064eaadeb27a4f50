"""Which reports a paper answers, and how far its words may be held against each."""

from collections import Counter
from collections.abc import Iterable

from responses.matching.naming import named_in, without_names
from responses.matching.proposals import Candidate
from responses.matching.reports import Reports
from responses.matching.sections import Section
from responses.papers import Paper

_OPENING = 4000  # characters in which a paper says what it answers
_ELSEWHERE = 0.3  # what a match is worth in a report that the paper does not speak of
_UNMENTIONED = 0.5  # ... or whose opening names others
_UNKNOWN = 0.7  # ... or where no report is named at all
_MISNAMED = 0.75  # ... in one that it is said to answer, but does not name
SURE = 0.8  # of a report, for its recommendations to be known by number


class Trust:
    """How likely each report is to be the one that a section answers, from 0 to 1."""

    def __init__(
        self,
        paper: Paper,
        sections: list[Section],
        candidates: Iterable[Candidate],
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.reports = Reports(candidates)
        titles = frozenset(self.reports.titles)
        # What somebody says, or the only report there is.
        self.known = known or (titles if len(titles) == 1 else known)
        self.titled = self.reports.named_in(paper.title)
        opening = " ".join(paper.words)[:_OPENING]
        self.mentioned = self.reports.named_in(opening)
        self.scopes = self._scopes(sections)
        self.wins: Counter[str] = Counter()
        self.most_wins = 1

    def _scopes(self, sections: list[Section]) -> dict[int, set[str]]:
        """The reports named by the last heading that names any, for each section."""
        scopes: dict[int, set[str]] = {}
        scope: set[str] = set()
        for section in sections:
            of_its_own: set[str] = set()
            texts = [*section.above, section.heading] if not section.is_row else []
            for text in texts:
                named = self.reports.headed(without_names(text))
                if not named_in(text):
                    scope = named or scope
                elif text == section.heading:
                    of_its_own = named
            scopes[id(section)] = of_its_own or scope
        return scopes

    def count(self, won: Counter[str]) -> None:
        """Take in how many sections resemble recommendations of each report."""
        self.wins = won
        self.most_wins = max([*won.values(), 1])

    def of(self, report: str, section: Section) -> float:
        if self.known and report not in self.known:
            return 0.0
        if scope := self.scopes.get(id(section)):
            return 1.0 if report in scope else _ELSEWHERE
        if self.known:
            named = self.titled or self.mentioned
            return 1.0 if not named or report in named else _MISNAMED
        if self.titled:
            return 1.0 if report in self.titled else _ELSEWHERE
        won = self.wins[report] / self.most_wins
        mentioned = report in self.mentioned
        spoken_of = 1 - 0.05 * len(self.mentioned) if mentioned else 0.0
        least = _UNMENTIONED if self.mentioned else _UNKNOWN
        return least + (1 - least) * max(won * won, spoken_of)

    def sure(self, section: Section) -> list[str]:
        """Return the reports among which a number alone names a recommendation."""
        return [
            report for report in self.reports.titles if self.of(report, section) >= SURE
        ]

    @property
    def answered(self) -> set[str]:
        """Return the reports that the paper says it answers."""
        return set(self.known) or self.titled
