"""What a page asks about the desk."""

from typing import Any

from django import template
from django.urls import reverse

from recommendations.models import Addressee
from responses import permissions

register = template.Library()


@register.filter
def may_record(user: Any, addressee: Addressee) -> bool:
    """Tell whether to offer the desk's page: {% if user|may_record:addressee %}."""
    return permissions.may_record(user, addressee)


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
