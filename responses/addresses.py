"""Where the pages of the desk are."""

from typing import Any

from django.urls import reverse

from recommendations.models import Addressee


def desk_address(addressee: Addressee, name: str = "addressee", **more: Any) -> str:
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
