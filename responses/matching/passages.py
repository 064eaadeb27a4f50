"""Passages of running text that take up a recommendation without a heading."""

import re
from collections.abc import Iterator

from responses.matching.naming import named_in
from responses.matching.sections import Section

_MOST_NAMED = 3  # a sentence that names more lists them and answers none
_FIRST_WORDS = 12
_ELSEWHERE = re.compile(
    r"\b(see|under|above|below|set out in|response to|answer to|as in|noted in)\s+"
    r"(the |our )?(response to |answer to )?recommendations?\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(yours (sincerely|faithfully)|i am (copying|grateful)|a copy of this letter"
    r"|finally,? (i|we)|in conclusion|kind regards|i hope|we would be happy"
    r"|i am placing)",
    re.IGNORECASE,
)


def passages_of(section: Section) -> Iterator[Section]:
    """Cut a section where a paragraph begins to speak of something else.

    A passage runs from a paragraph to the last before the next that could open one; it
    is headed by its first sentence.
    """
    for place, paragraph in enumerate(section.paragraphs):
        if _ENDS.match(paragraph.text):
            return
        yield Section(
            heading=_first_sentence(paragraph.text),
            place=section.place + place,
            above=(*section.above, section.heading),
            paragraphs=[paragraph],
            passage_of=section.heading,
        )


def may_name(sentence: str) -> bool:
    """Whether a first sentence takes a recommendation up, not merely mentions it."""
    if len(named_in(sentence)) > _MOST_NAMED or _ELSEWHERE.search(sentence):
        return False
    return bool(named_in(" ".join(sentence.split()[:_FIRST_WORDS])))


def ends(text: str) -> bool:
    return bool(_ENDS.match(text))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z)][.;?!])\s", text, maxsplit=1)[0][:300]
