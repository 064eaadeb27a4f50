"""What headings say of themselves: that they label, stand around, or go on."""

import re

from responses.matching.naming import named_in, without_names

# Of an answer that is under way: whose it is, and which side of it comes next.
_ASPECTS = (
    r"responses?|reply|replies|positions?|decisions?|progress|updates?|actions?|reasons?"
    r"|timetables?|timescales?|status|next steps|further (?:action|work|information)"
    r"|commitments?|what we (?:have done|will do|are doing)|rationale|evidence|details?"
    r"|narrative|text|wording|accepted|rejected|accepted in (?:part|principle)|noted"
    r"|(?:the )?inquiry(?:'s|’s)? (?:recommendation|recommended|asked|wording)|our view"
    r"|what (?:the |was |is )?\w* ?(?:asked|recommended|wants|wanted|said)(?: for)?"
    r"|implementation|explanation|recommendation|lead|owner|date|comments?"
)
_WHOSE = (
    r"the|our|uk|hm|welsh|joint|government|department|departmental|home|office|ministry"
    r"|justice|education|health|council|church|conference|board|agency|police|service"
    r"|national|association|company|action|actions|current|formal|full|initial|summary"
    r"|detailed|latest|of|for|and|dfe|moj|dhsc|dcms|nhs|work|taken"
)
SUBHEADING = re.compile(
    rf"(?:(?:{_WHOSE})(?:['’]s?)? ){{0,6}}(?:{_ASPECTS})"
    r"(?: (?:to|on|of) (?:this|the|these|that|each) recommendations?"
    r"| so far| to date| made| taken| since.{0,40}| date)?[:?]?",
    re.IGNORECASE,
)
AROUND = re.compile(
    r"([a-z0-9]{1,3}[.)]\s+)?(introduct|background|conclu|foreword|preface|contents|annex"
    r"|appendix|glossary|contact|context|overview|acknowledg|executive summary|summary$"
    r"|about |further information|closing|how to|next steps|methodolog|definitions"
    r"|abbreviations|references|notes?$|support for anyone|licen[cs]e)",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"recommendations?(?:\s+(?:no\.?\s*)?\d{1,3}\s?(?:\([a-z]\)|[a-z]\b)?)?\s*[:.–—-]\s",
    re.IGNORECASE,
)
DATE = re.compile(r"(\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+\d{4}|\d{4}")
NAMING_COLUMN = re.compile(
    r"^(?:no\.?|nos\.?|number|ref\.?|reference|#|title|theme|subject)$|recommend",
    re.IGNORECASE,
)


def is_aspect(text: str) -> bool:
    """Whether a heading is but a side of the answer above it: Our response, Status."""
    return bool(SUBHEADING.fullmatch(text)) and not named_in(text)


def is_label(text: str) -> bool:
    """Whether a heading says no more than a number: Recommendation 3."""
    return bool(named_in(text)) and not without_names(text)
