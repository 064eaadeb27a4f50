"""Which of the reports a paper, or a part of it, speaks of."""

import re
from collections.abc import Iterable

from responses.matching.proposals import Candidate
from responses.matching.words import Weights, stems

_NAMES_ONE = re.compile(
    r"\b(?:reports?|investigations?|inquiry(?:['’]s)?|inquiries)\b", re.IGNORECASE
)
_WINDOW = 14  # words before "report", and after it, that may name it
_FILLING = {"investig", "independ", "case", "studi", "and", "annex", "publish", "part"}
_NAMED = 0.7  # the share of a report's name that must be there


class Reports:
    """The reports of the candidates, by the words that tell them apart."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        made_by = {made.report: made for made in candidates}
        self.slugs = {
            report: _telling(_slug(report), made.inquiry_title)
            for report, made in made_by.items()
        }
        self.titles = {
            report: _telling(made.report_title, made.inquiry_title)
            for report, made in made_by.items()
        }
        self.weights = Weights(
            f"{made.report_title} {_slug(report)}" for report, made in made_by.items()
        )

    def named_in(self, text: str) -> set[str]:
        """Return the reports whose names stand beside a word such as report."""
        named: dict[str, float] = {}
        words = text.split()
        for place, word in enumerate(words):
            if not _NAMES_ONE.search(word):
                continue
            near = words[max(0, place - _WINDOW) : place + _WINDOW]
            for report, share in self._shares(" ".join(near)).items():
                named[report] = max(share, named.get(report, 0))
        return _best(named)

    def headed(self, heading: str) -> set[str]:
        """Return the reports that a heading names, or that it is the name of."""
        if named := self.named_in(heading):
            return named
        held = set(stems(heading))
        total = self.weights.total(held) or 1
        shares = {
            report: share
            for report, share in self._shares(heading).items()
            if self.weights.total(held & self._words(report)) / total >= _NAMED
        }
        return _best(shares)

    def _words(self, report: str) -> set[str]:
        return self.titles[report] | self.slugs[report]

    def _shares(self, text: str) -> dict[str, float]:
        held = set(stems(text))
        return {
            report: share
            for report in self.titles
            if (share := self._share(report, held)) >= _NAMED
        }

    def _share(self, report: str, held: set[str]) -> float:
        """How much of the report's title, or of its shorter name, a text holds.

        A longer name counts for more: it cannot be there by chance.
        """
        best = 0.0
        for name in (self.titles[report], self.slugs[report]):
            total = self.weights.total(name)
            if total:
                share = self.weights.total(name & held) / total
                best = max(best, share * (1 + min(total, 12) / 100))
        return best


def _slug(report: str) -> str:
    return report.rsplit("/", 1)[-1].replace("-", " ")


def _telling(name: str, inquiry: str) -> set[str]:
    """Return the words that tell a report from others of its inquiry."""
    return set(stems(name)) - _FILLING - set(stems(inquiry))


def _best(named: dict[str, float]) -> set[str]:
    """Drop a report whose name is merely like a better-named one's."""
    most = max(named.values(), default=0)
    return {report for report, share in named.items() if share >= most * 0.9}
