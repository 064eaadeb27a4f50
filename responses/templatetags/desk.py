"""What a page asks about the desk."""

from typing import Any

from django import template
from django.urls import reverse

from recommendations.models import Addressee, Recommendation
from responses import permissions

register = template.Library()


@register.simple_tag
def recordable(user: Any, recommendation: Recommendation) -> set[int]:
    """Return the ids of the recommendation's addressees that somebody may write about.

    {% recordable user recommendation as mine %}: one query for any number.
    """
    theirs = permissions.addressees_of(user).filter(recommendation=recommendation)
    return set(theirs.values_list("pk", flat=True))


@register.simple_tag
def desk_url(addressee: Addressee, name: str = "addressee", **more: Any) -> str:
    """Return the address of an addressee's page at the desk.

    name: of the page, such as record-response. Needs the recommendation's report and
    inquiry, and the institution, at hand.
    """
    recommendation = addressee.recommendation
    report = recommendation.report
    address = {
        "inquiry": report.inquiry.slug,
        "report": report.slug,
        "reference": recommendation.reference,
        "institution": addressee.institution.slug,
    }
    return reverse(f"responses:{name}", kwargs=address | more)
