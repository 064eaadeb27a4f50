"""What every page below /desk/ holds to: an officer, nobody's cache, their own."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from recommendations.models import Addressee
from responses.models import Officer
from responses.permissions import may_record


class OfficerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Officer


def for_officers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep a view for those who are signed in, and out of every cache."""
    return never_cache(login_required(view))


def addressee_for(officer: Officer, address: Mapping[str, str], *, on: date) -> Any:
    """Return the addressee at an address, as it stands on a day.

    Raises Http404 where there is none, PermissionDenied where it is not the officer's.
    """
    addressee = get_object_or_404(
        Addressee.objects.with_timeliness(on=on)
        .select_related(
            "institution",
            "passed_to",
            "report__inquiry",
            "recommendation__report__inquiry",
        )
        .prefetch_related("ordered_leads__institution", "extensions"),
        report__inquiry__slug=address["inquiry"],
        report__slug=address["report"],
        recommendation__reference=address["reference"],
        institution__slug=address["institution"],
    )
    if not may_record(officer, addressee):
        raise PermissionDenied(
            f"{addressee.institution} is not among the institutions of your account."
        )
    return addressee
