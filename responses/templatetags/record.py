"""What a page asks about the record's past."""

from typing import Any

from django import template

from recommendations.models import Recommendation
from responses.earlier import Corrected, corrections_of

register = template.Library()


@register.simple_tag
def corrections(recommendation: Recommendation) -> dict[int, list[Corrected]]:
    """Return the corrections of the recommendation's responses, by their ids.

    {% corrections recommendation as corrected %}: a handful of queries for any number.
    """
    return corrections_of(recommendation)


@register.filter
def of(found: dict[int, Any], row: Any) -> Any:
    """Return what was found for a row: {% for each in corrected|of:response %}."""
    return found.get(row.pk, [])
