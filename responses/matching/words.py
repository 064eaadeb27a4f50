"""Words brought to their stems and weighed: the rarer a word, the more it tells."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STEMMER = snowballstemmer.stemmer("english")
# Words that tell nothing, in any paper about any report.
_EMPTY_WORDS = (
    "a about above after again against all also am an and any are as at be been before "
    "being between both but by can could did do does doing down during each for from "
    "further had has have having he her here him his how i if in into is it its itself "
    "more most must my no nor not of off on once only or other our out over own per "
    "same shall she should so some such than that the their them then there these they "
    "this those through to too under until up upon us very was we were what when where "
    "which while who whom why will with within without would you your yours whether "
    "may might made make new s t recommendation recommendations recommends recommended "
    "response responses inquiry report government"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text's telling words, in order."""
    plain = text.lower().replace("’", "'").replace("‘", "'")
    words = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return tuple(_stem(word) for word in words if word not in _EMPTY)


def trigrams(text: str) -> frozenset[str]:
    """Return the runs of three letters, as PostgreSQL's pg_trgm takes them."""
    words = _WORD.findall(text.lower())
    padded = (f"  {word} " for word in words)
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of what either holds that both hold, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


class Weights:
    """How much each stem tells, from how many of the texts hold it."""

    def __init__(self, texts: Iterable[str]) -> None:
        holding: Counter[str] = Counter()
        self.texts = 0
        for text in texts:
            holding.update(set(stems(text)))
            self.texts += 1
        self.unheld = self._told_by(0)
        self.held = {stem: self._told_by(count) for stem, count in holding.items()}

    def _told_by(self, count: int) -> float:
        return 0.2 + math.log((self.texts + 1) / (count + 1))

    def of(self, stem: str) -> float:
        return self.held.get(stem, self.unheld)

    def total(self, held: Iterable[str]) -> float:
        return sum(map(self.of, held))

    def length(self, held: Iterable[str]) -> float:
        """Return the length of a text as an arrow among others, its words as axes."""
        return math.sqrt(sum(self.of(stem) ** 2 for stem in held))
