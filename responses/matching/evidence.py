"""What speaks for each pair of a section and a recommendation, taken together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from responses.matching.naming import named_in
from responses.matching.passages import may_name
from responses.matching.proposals import Candidate
from responses.matching.scoring import Likeness, Scorer
from responses.matching.sections import Section
from responses.matching.trust import SURE, Trust

_BY_NUMBER = 0.93  # how far a number is believed within a report that is sure
_DISBELIEVED = 0.2  # ... when the heading's words are another recommendation's
_WIN = 0.6  # strength at which a section speaks for a report
_TOGETHER = 0.75  # likeness, all kinds added up, from which one may stand alone
_TOLD = 0.5  # score from which a passage is taken to answer
_IN_PASSING = 0.8  # what a title in a sentence is worth, against one in a heading
_AROUND = 0.35  # what a likeness is worth in an introduction or a conclusion


@dataclass(frozen=True)
class Evidence:
    """Why a section may answer a recommendation, and how likely that is (0 to 1)."""

    section: Section
    made: Candidate
    likeness: Likeness
    trust: float
    by_number: float = 0.0
    alone: float = 0.0  # that no other of its report comes near

    @property
    def score(self) -> float:
        strength = max(self.likeness.strength, self.alone)
        if self.section.is_around:
            strength *= _AROUND
        return (1 - (1 - strength) * (1 - self.by_number)) * self.trust


def _compared(weighed: list[Evidence]) -> list[Evidence]:
    """Note which candidate stands alone among those of the reports that are sure.

    Headings that share few words with titles are known so: no other comes near.
    """
    sure = sorted(
        (evidence for evidence in weighed if evidence.trust >= SURE),
        key=lambda evidence: -evidence.likeness.together,
    )
    if not sure:
        return weighed
    first, rest = sure[0], sure[1:]
    most = first.likeness.together
    rival = rest[0].likeness.together if rest else 0.0
    if most < _TOGETHER or most < 2 * rival:
        return weighed
    alone = 0.5 + 0.25 * min(1.0, most - _TOGETHER) + 0.1 * (1 - 2 * rival / most)
    return [
        replace(evidence, alone=alone) if evidence is first else evidence
        for evidence in weighed
    ]


class Weighing:
    """Weighs every section against the candidates that it resembles or names."""

    def __init__(
        self, candidates: Iterable[Candidate], scorer: Scorer, trust: Trust
    ) -> None:
        self.made = {made.reference: made for made in candidates}
        self.by_number: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
        for made in self.made.values():
            if made.number is not None:
                self.by_number[made.report, made.number].append(made)
        self.scorer, self.trust = scorer, trust
        self.own_numbers = False

    def of(self, sections: list[Section]) -> list[list[Evidence]]:
        """Return the evidence for each section, the strongest first."""
        # Text below no heading is looked at passage by passage.
        likenesses = [
            self.scorer.likenesses(section) if section.heading else {}
            for section in sections
        ]
        self.trust.count(self._wins(likenesses))
        pairs = list(zip(sections, likenesses, strict=True))
        self.own_numbers = self._counts_for_itself(pairs)
        return [self._weighed(section, alike) for section, alike in pairs]

    def _wins(self, likenesses: list[dict[str, Likeness]]) -> Counter[str]:
        won: Counter[str] = Counter()
        for alike in likenesses:
            best = max((found.strength for found in alike.values()), default=0)
            if best >= _WIN:
                won.update(
                    {
                        self.made[reference].report
                        for reference, found in alike.items()
                        if found.strength >= best - 0.05
                    }
                )
        return won

    def _counts_for_itself(
        self, pairs: list[tuple[Section, dict[str, Likeness]]]
    ) -> bool:
        """Whether the paper numbers recommendations in an order of its own."""
        agree = disagree = 0
        for section, alike in pairs:
            best = max((found.heading for found in alike.values()), default=0)
            named = [alike.get(made.reference) for made in self.named(section)]
            if best >= 0.7 and len(named) == 1:
                heading = named[0].heading if named[0] else 0
                agree += heading >= 0.7
                disagree += heading < 0.4
        return disagree > agree

    def named(self, section: Section) -> list[Candidate]:
        """Return the recommendations that a heading names by number."""
        found: list[Candidate] = []
        for number, part in named_in(section.heading):
            among = [
                parts
                for report in self.trust.sure(section)
                if (parts := self._numbered(report, number, part))
            ]
            # Of two reports that have such a number, the one whose words are there.
            if len(among) > 1:
                alike = self.scorer.likenesses(section)
                among.sort(key=lambda parts: -self._told(parts, section, alike))
            found += among[0] if among else []
        return found

    def _numbered(self, report: str, number: int, part: str) -> list[Candidate]:
        parts = self.by_number[report, number]
        exact = [made for made in parts if made.part.lower() == part]
        return exact or (parts if not part or len(parts) == 1 else [])

    def _told(
        self, parts: list[Candidate], section: Section, alike: dict[str, Likeness]
    ) -> float:
        return max(
            alike.get(made.reference, Likeness()).strength
            * self.trust.of(made.report, section)
            for made in parts
        )

    def opening(self, passage: Section) -> list[Evidence]:
        """Return the evidence that a passage takes recommendations up, if it does."""
        named = self.named(passage) if may_name(passage.heading) else []
        if named:
            return [
                self._passage(passage, made, by_number=_BY_NUMBER) for made in named
            ]
        shares = self.scorer.titles_in(passage.heading)
        told = [
            self._passage(passage, self.made[reference], by_title=share)
            for reference, share in shares.items()
        ]
        best = max(told, key=lambda evidence: evidence.score, default=None)
        if best and best.score >= _TOLD:
            return [best]
        if not self.trust.sure(passage):
            return []
        weighed = self._weighed(passage, self.scorer.likenesses(passage))
        return [each for each in weighed if each.alone and each.score >= _TOLD]

    def _passage(
        self,
        passage: Section,
        made: Candidate,
        *,
        by_number: float = 0,
        by_title: float = 0,
    ) -> Evidence:
        likeness = Likeness(heading=by_title * _IN_PASSING)
        trust = self.trust.of(made.report, passage)
        return Evidence(passage, made, likeness, trust, by_number)

    def _weighed(self, section: Section, alike: dict[str, Likeness]) -> list[Evidence]:
        named = {made.reference for made in self.named(section)}
        best = max((found.heading for found in alike.values()), default=0)
        weighed = []
        for reference in dict.fromkeys([*alike, *sorted(named)]):
            made, found = self.made[reference], alike.get(reference, Likeness())
            by_number = 0.0
            if reference in named:
                is_other = best >= 0.8 and found.heading < 0.35 and len(named) == 1
                doubted = is_other or self.own_numbers
                by_number = _DISBELIEVED if doubted else _BY_NUMBER
            trust = self.trust.of(made.report, section)
            weighed.append(Evidence(section, made, found, trust, by_number))
        return sorted(_compared(weighed), key=lambda evidence: -evidence.score)
