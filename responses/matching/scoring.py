"""How much speaks for a section's being the answer to a recommendation."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from responses.matching.naming import without_names
from responses.matching.proposals import Candidate
from responses.matching.sections import Section
from responses.matching.words import Weights, alike, stems, trigrams

_LISTED = 0.3  # a stem that a larger share of the candidates hold finds none of them
_FEW = 4  # ... unless so few do
_RAREST = 60  # stems of a long text by which candidates are found
_MOST_OF_IT = 0.75  # the share of a title that a sentence must hold
_TITLE = 30  # words; what is longer is no title, misspelt or not
_KEPT = 12  # candidates of a section that are looked at closely


@dataclass(frozen=True)
class Likeness:
    """What a section and a recommendation share, each from 0 to 1."""

    heading: float = 0.0  # the heading and the title
    asked: float = 0.0  # what stands before the answer, and what was recommended
    body: float = 0.0  # everything below the heading, and what was recommended

    @property
    def together(self) -> float:
        """The three added up, from 0 to 3: only to compare candidates by."""
        return self.heading + self.asked + self.body

    @property
    def strength(self) -> float:
        doubt = 1 - 0.92 * _between(self.heading, 0.35, 0.9)
        doubt *= 1 - 0.8 * _between(self.asked, 0.22, 0.6)
        return 1 - doubt * (1 - 0.4 * _between(self.body, 0.25, 0.8))


@dataclass(frozen=True)
class _Profile:
    """The stems of a recommendation, and how much they tell."""

    title: frozenset[str]
    wording: frozenset[str]  # title, summary and official wording
    letters: frozenset[str]
    title_total: float
    wording_total: float
    wording_length: float


class Scorer:
    """Finds and measures the candidates that a section resembles."""

    def __init__(self, candidates: Iterable[Candidate], weights: Weights) -> None:
        self.weights = weights
        self.profiles = {made.reference: self._profile(made) for made in candidates}
        holders: dict[str, list[str]] = defaultdict(list)
        for reference, profile in self.profiles.items():
            for stem in profile.wording:
                holders[stem].append(reference)
        self.holders = dict(holders)

    def _profile(self, made: Candidate) -> _Profile:
        title = frozenset(stems(made.title))
        words = f"{made.title} {made.summary} {made.official_wording}"
        wording = frozenset(stems(words))
        return _Profile(
            title,
            wording,
            trigrams(" ".join(stems(made.title))),
            self.weights.total(title),
            self.weights.total(wording),
            self.weights.length(wording),
        )

    def likenesses(self, section: Section) -> dict[str, Likeness]:
        """Return how a section resembles each candidate that it resembles at all."""
        own = stems(without_names(section.heading))
        heading, asked = frozenset(own), frozenset(stems(section.asked))
        body = frozenset(stems(section.body))
        letters = trigrams(" ".join(own)) if len(own) <= _TITLE else frozenset()
        total, length = self.weights.total(heading), self.weights.length(asked)
        found: dict[str, Likeness] = {}
        for reference in self._near(heading, asked, body):
            profile = self.profiles[reference]
            shared = self.weights.total(profile.wording & (body | heading))
            found[reference] = Likeness(
                max(
                    self._heading(heading, total, profile),
                    alike(letters, profile.letters),
                ),
                self._cosine(asked, length, profile),
                shared / (profile.wording_total or 1),
            )
        return found

    def titles_in(self, sentence: str) -> dict[str, float]:
        """Return how much of each title stands in a sentence, where most of it does."""
        held = frozenset(stems(sentence))
        shares: dict[str, float] = {}
        for reference in self._near(held, frozenset(), frozenset()):
            profile = self.profiles[reference]
            share = self.weights.total(held & profile.title)
            share /= profile.title_total or 1
            if len(profile.title) > 1 and share >= _MOST_OF_IT:
                shares[reference] = share
        return shares

    def _near(
        self, heading: frozenset[str], asked: frozenset[str], body: frozenset[str]
    ) -> Iterable[str]:
        """Return the few candidates that share the most, as a first look shows."""
        found: dict[str, float] = defaultdict(float)
        most = max(_FEW, len(self.profiles) * _LISTED)
        body = body & self.holders.keys()
        rarest = nlargest(_RAREST, sorted(body), self.weights.of)
        # In order, for sums of the same numbers differ with their order.
        for stem in sorted({*heading, *asked, *rarest}):
            holders = self.holders.get(stem, ())
            if len(holders) > most and stem not in heading:
                continue
            weight = self.weights.of(stem)
            weight *= 4 if stem in heading else 2 if stem in asked else 1
            for reference in holders:
                found[reference] += weight
        return nlargest(_KEPT, found, found.__getitem__)

    def _heading(
        self, heading: frozenset[str], total: float, profile: _Profile
    ) -> float:
        if not heading:
            return 0.0
        shared = self.weights.total(heading & profile.title)
        of_title, of_heading = shared / (profile.title_total or 1), shared / total
        both = 2 * of_title * of_heading / (of_title + of_heading or 1)
        if len(heading) == 1 or len(profile.title) == 1:
            return both
        told = self.weights.total(heading & profile.wording) / total
        return max(both, 0.9 * of_title, 0.85 * of_heading, 0.6 * told)

    def _cosine(self, asked: frozenset[str], length: float, profile: _Profile) -> float:
        shared = self.weights.length(asked & profile.wording) ** 2
        return shared / (length * profile.wording_length) if shared else 0.0


def _between(value: float, low: float, high: float) -> float:
    """Return where a value lies between two others, from 0 to 1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))


def opening(text: str, length: int = 200) -> str:
    """Return the beginning of a text, cut between two words."""
    if len(text) <= length:
        return text
    return re.sub(r"\s+\S*$", "", text[:length]) + " …"
