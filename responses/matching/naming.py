"""Recommendations named by number: recommendations 3 and 4, 1(a), the second one."""

import re

_IN_WORDS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "four": "fourth",
    "five": "fifth",
    "six": "sixth",
    "seven": "seventh",
    "eight": "eighth",
    "nine": "ninth",
    "ten": "tenth",
    "eleven": "eleventh",
    "twelve": "twelfth",
}
_CARDINALS, _ORDINALS = list(_IN_WORDS), list(_IN_WORDS.values())

_NUMBER = r"(?:\d{1,3}(?!\d)|(?:" + "|".join(_CARDINALS) + r")\b)"
_ONE = _NUMBER + r"(?:\s?\([a-z]\)|[a-z]\b)?"
_JOIN = r"\s*(?:,\s*and|,\s*&|,|and|&|to|[-–—])\s*"
_NAMED = re.compile(
    rf"\b(?:recommendations?|rec\.?)\s*(?:no\.?|numbers?|nos\.?|[#:])?\s*"
    rf"(?P<list>{_ONE}(?:{_JOIN}(?:recommendation\s+)?{_ONE})*)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    rf"\b(?P<rank>{'|'.join(_ORDINALS)})(?: of (?:the|your|these))? recommendation\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?P<to>to|[-–—])?\s*(?P<number>{_NUMBER})"
    r"(?:\s?\((?P<bracketed>[a-z])\)|(?P<part>[a-z])\b)?",
    re.IGNORECASE,
)

type Number = tuple[int, str]


def named_in(text: str) -> list[Number]:
    """Return the numbers and parts of the recommendations that a text names."""
    numbers: list[Number] = []
    for found in _NAMED.finditer(text):
        numbers += _listed(found["list"])
    for found in _RANKED.finditer(text):
        numbers.append((_ORDINALS.index(found["rank"].lower()) + 1, ""))
    return list(dict.fromkeys(numbers))


def without_names(text: str) -> str:
    """Return a heading's own words: Age verification of "Recommendation 3: …"."""
    text = _RANKED.sub(" ", _NAMED.sub(" ", text))
    text = re.sub(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*|[A-Z])[.):]\s+", "", text)
    text = re.sub(r"\brecommendations?\b\s*[:.–—-]?", " ", text, flags=re.IGNORECASE)
    return re.sub(r"^[\s:.,–—()-]+|[\s:.,–—(-]+$", "", " ".join(text.split()))


def _listed(text: str) -> list[Number]:
    numbers: list[Number] = []
    for found in _EACH.finditer(text):
        number = _value(found["number"])
        part = (found["bracketed"] or found["part"] or "").lower()
        if found["to"] and numbers and numbers[-1][0] < number <= numbers[-1][0] + 30:
            numbers += [(n, "") for n in range(numbers[-1][0] + 1, number)]
        numbers.append((number, part))
    return numbers


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return _CARDINALS.index(text.lower()) + 1
