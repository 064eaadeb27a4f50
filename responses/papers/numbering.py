"""Which of the numbers at the beginning of lines number the paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})([.)]?)\s+(?=[^\s\d])")


@dataclass
class Numbering:
    """The series of paragraph numbers so far: 6 makes 7 likely, and 31 a footnote."""

    starting: frozenset[str] = frozenset()  # numbers that lines begin with
    last: tuple[int, ...] = ()

    @classmethod
    def among(cls, texts: Iterable[str]) -> Self:
        """Make ready for a paper, or a part of one that begins further on."""
        starts = (_NUMBERED.match(text) for text in texts)
        return cls(frozenset(start[1] for start in starts if start))

    def split(self, text: str) -> tuple[str, str]:
        """Return the paragraph's number, if it has one, and what follows it."""
        start = _NUMBERED.match(text)
        if start and self.expects(start[1], has_stop=bool(start[2])):
            if not start[2] and text[start.end()].islower():
                return "", text  # 3 children, not paragraph 3
            self.count(start[1])
            return start[1], text[start.end() :]
        return "", text

    def expects(self, number: str, *, has_stop: bool = True) -> bool:
        """Whether a number carries the series on, or begins one.

        A number with no full stop after it must be the very next.
        """
        parts = _parts(number)
        if len(parts) > 1:
            if len(self.last) < 2:
                return parts[-1] <= 2
            return self.last < parts and parts[0] - self.last[0] <= 3
        if not self.last:
            begins = str(parts[0] + 1) in self.starting
            return begins or (parts[0] <= 3 and has_stop)
        following = self.last[0] + 1 if len(self.last) == 1 else 1
        return following <= parts[0] <= following + (2 if has_stop else 0)

    def count(self, number: str) -> None:
        self.last = _parts(number)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
