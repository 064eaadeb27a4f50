"""From a paper and the recommendations it may answer to proposals for an officer."""

from collections.abc import Collection, Iterable

from responses.matching.assignment import best_assignment
from responses.matching.evidence import Evidence, Weighing
from responses.matching.passages import ends, passages_of
from responses.matching.proposals import Candidate, Matches, Proposal
from responses.matching.ranges import in_ranges
from responses.matching.reasons import reason_for
from responses.matching.scoring import Scorer, opening
from responses.matching.sections import Section, sections_of
from responses.matching.trust import Trust
from responses.matching.words import Weights
from responses.papers import Paper

LIKELY = 0.5  # from here a pair is proposed
_WEIGHED = 0.3  # from here it takes part in the assignment
_PLAIN = 0.7  # from here a section is a second place of what another answers
_MOST = 0.98


def propose(
    paper: Paper, candidates: Iterable[Candidate], *, reports: Collection[str] = ()
) -> Matches:
    """Return which of the candidates a paper seems to answer, and where.

    `reports` (such as iicsa/internet) are those that it is known to answer: nothing
    else is proposed then. Give the candidates of other reports all the same, so that
    what the paper says of those is not taken for an answer to these.
    """
    candidates = list(candidates)
    if not candidates:
        return Matches((), tuple(_headings(sections_of(paper), set())), ())
    return _Proposing(paper, candidates, frozenset(reports)).matches()


class _Proposing:
    def __init__(
        self, paper: Paper, candidates: list[Candidate], known: frozenset[str]
    ) -> None:
        self.candidates = candidates
        self.sections = sections_of(paper)
        texts = [f"{m.title} {m.summary} {m.official_wording}" for m in candidates]
        weights = Weights([*texts, *paper.words])
        self.trust = Trust(paper, self.sections, candidates, known)
        self.weighing = Weighing(candidates, Scorer(candidates, weights), self.trust)

    def matches(self) -> Matches:
        found = self._found(self.weighing.of(self.sections))
        matched = {id(evidence.section) for evidence in found}
        self._take_in(matched)
        given = {evidence.made.reference for evidence in found}
        found += [
            evidence
            for evidence in self._in_passages(matched)
            if evidence.made.reference not in given
        ]
        proposals = self._merged(found)
        matched |= {id(e.section) for e in found}
        return Matches(
            tuple(proposals),
            tuple(_headings(self.sections, matched)),
            tuple(self._silent(proposals)),
        )

    def _found(self, weighed: list[list[Evidence]]) -> list[Evidence]:
        """Choose among the pairs, all sections together."""
        best = best_assignment(
            {
                (place, evidence.made.reference): evidence.score
                for place, pairs in enumerate(weighed)
                for evidence in pairs
                if evidence.score >= _WEIGHED
            }
        )
        chosen: list[Evidence] = []
        for place, pairs in enumerate(weighed):
            named = _in_order(
                evidence for evidence in pairs if evidence.by_number > 0.5
            )
            if len(named) > 1:
                chosen += named
            elif pairs:
                chosen += self._chosen(pairs, best.get(place))
        return [evidence for evidence in chosen if evidence.score >= LIKELY]

    def _chosen(self, pairs: list[Evidence], assigned: str | None) -> list[Evidence]:
        first = pairs[0]
        given = [pair for pair in pairs if pair.made.reference == assigned]
        is_less = not given or given[0].score < 0.75 * first.score
        # What another section answers better may still be answered here as well.
        if is_less and first.score >= _PLAIN:
            return [first]
        return given

    def _take_in(self, matched: set[int]) -> None:
        """Give an answer the paragraphs of the headings below its own."""
        holder: Section | None = None
        for section in self.sections:
            if id(section) in matched:
                holder = None if section.is_row else section
            elif holder and self._is_below(section, holder):
                holder.paragraphs += section.paragraphs
                matched.add(id(section))
            elif section.heading:
                holder = None

    def _is_below(self, section: Section, holder: Section) -> bool:
        if section.is_around or section.is_row:
            return False
        if section.level is not None:
            return holder.level is not None and section.level > holder.level
        is_marked = holder.heading.lower().startswith("recommendation")
        return is_marked and not section.heading.lower().startswith("recommendation")

    def _in_passages(self, matched: set[int]) -> list[Evidence]:
        """Look for answers in the running text of sections that match nothing."""
        found: list[Evidence] = []
        for section in self.sections:
            if id(section) in matched or section.is_row or section.is_around:
                continue
            passages = list(passages_of(section))
            for passage in passages:
                self.trust.scopes[id(passage)] = self.trust.scopes[id(section)]
            opened = self._opened(passages)
            if opened:
                matched.add(id(section))
            found += opened
        return found

    def _opened(self, passages: list[Section]) -> list[Evidence]:
        found: list[Evidence] = []
        now: list[Evidence] = []
        for passage in passages:
            opens = self.weighing.opening(passage)
            if opens:
                now = opens
                found += now
            elif now and not ends(passage.paragraphs[0].text):
                now[0].section.paragraphs += passage.paragraphs
        return found

    def _merged(self, found: list[Evidence]) -> list[Proposal]:
        """Make one proposal of all the places that answer one recommendation."""
        places: dict[str, list[Evidence]] = {}
        for evidence in sorted(found, key=lambda each: each.section.place):
            places.setdefault(evidence.made.reference, []).append(evidence)
        return [self._proposal(group) for group in places.values()]

    def _proposal(self, group: list[Evidence]) -> Proposal:
        strongest = max(group, key=lambda evidence: evidence.score)
        numbers = [p.number for e in group for p in e.section.paragraphs if p.number]
        answer = [p for p in strongest.section.paragraphs if p.number]
        answer = answer or strongest.section.paragraphs
        return Proposal(
            reference=strongest.made.reference,
            heading=_shown(strongest.section),
            paragraphs=in_ranges(numbers),
            confidence=round(min(strongest.score, _MOST), 2),
            reason=reason_for(strongest, len(group), in_ranges(numbers)),
            excerpt=opening(answer[0].text) if answer else "",
        )

    def _silent(self, proposals: list[Proposal]) -> list[str]:
        given = {proposal.reference for proposal in proposals}
        reports = self.trust.answered | {
            made.report for made in self.candidates if made.reference in given
        }
        return [
            made.reference
            for made in self.candidates
            if made.report in reports
            and made.is_current
            and made.reference not in given
        ]


def _in_order(named: Iterable[Evidence]) -> list[Evidence]:
    """Order recommendations that one heading names as their report does."""
    return sorted(named, key=lambda each: (each.made.number or 0, each.made.part))


def _shown(section: Section) -> str:
    return section.heading if section.passage_of is None else section.passage_of


def _headings(sections: list[Section], matched: set[int]) -> list[str]:
    return [
        section.heading
        for section in sections
        if section.heading and section.paragraphs and id(section) not in matched
    ]
