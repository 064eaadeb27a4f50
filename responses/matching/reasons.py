"""Why a proposal is made, in words that an officer can check against the paper."""

from responses.matching.evidence import Evidence
from responses.matching.naming import without_names
from responses.matching.words import stems


def reason_for(evidence: Evidence, places: int, paragraphs: str) -> str:
    """Return one or two sentences: what was found, and where the answer stands."""
    found = _found(evidence)
    if places > 1:
        found += f" It is answered in {places} places."
    if not paragraphs:
        return f"{found} The paragraphs there are not numbered."
    several = "-" in paragraphs or "," in paragraphs
    noun, verb = ("Paragraphs", "stand") if several else ("Paragraph", "stands")
    return f"{found} {noun} {paragraphs.replace('-', ' to ')} {verb} under it."


def _found(evidence: Evidence) -> str:
    likeness, section = evidence.likeness, evidence.section
    where = "heading" if section.passage_of is None else "first sentence"
    own = stems(without_names(section.heading))
    signs = []
    if evidence.by_number > 0.5:
        signs.append(f"names {evidence.made.in_words}")
    if own == stems(evidence.made.title):
        signs.append("is the recommendation's title")
    elif likeness.heading >= 0.5:
        signs.append("shares its telling words with the recommendation's title")
    if not signs:
        return _alone(evidence)
    more = " and the text below resembles what was recommended"
    asked = more if likeness.asked >= 0.35 else ""
    return f"The {where} {' and '.join(signs)}{asked}."


def _alone(evidence: Evidence) -> str:
    is_passage = evidence.section.passage_of is not None
    text = "The text" if is_passage else "The text below the heading"
    if evidence.alone > evidence.likeness.strength:
        return f"{text} is nearer to this recommendation than to others of its report."
    return f"{text} resembles what was recommended."
