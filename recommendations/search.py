"""Words in, a filter and a rank out."""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, FloatField, Func
from django.db.models.functions import Cast

from recommendations.querysets import AddresseeQuerySet


class _Joined(Func):
    """Two search vectors as one."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = SearchVectorField()


def matching(addressees: AddresseeQuerySet, words: str) -> AddresseeQuerySet:
    """Keep those that the words are about, and add their rank as relevance.

    Words are looked for in what is recommended and in the institution's names,
    together, as a web search has it: "a phrase", or, -not.
    """
    query = SearchQuery(words, search_type="websearch", config="english")
    text = _Joined(F("recommendation__search"), F("institution__search"))
    # In double precision, so that a page can start where another ended.
    relevance = Cast(SearchRank(F("search"), query), FloatField())
    return addressees.annotate(search=text, relevance=relevance).filter(search=query)
