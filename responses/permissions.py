"""Who may see and who may write what: the only place that decides.

An officer and a reviewer work for the institutions named on their account and those
below them; an administrator manages people and reference data (Officer.is_staff), and
writes in the record only with institutions of their own. A disabled account may do
nothing, whatever it holds.
"""

from typing import Any

from django.db.models import Q, QuerySet

from recommendations.models import Addressee, Institution, Lead
from recommendations.querysets import AddresseeQuerySet
from responses.models import CorrectionRequest, Officer, Response
from responses.querysets import CorrectionRequestQuerySet


def visible_to(user: Any) -> QuerySet[Response]:
    """Return the responses that somebody, signed in or not, may see.

    Published ones are everybody's, and so is what stands of withdrawn ones. A draft is
    for those who may write about that addressee.
    """
    return Response.objects.filter(
        ~Q(status=Response.Status.DRAFT)
        | Q(addressee__in=addressees_of(user).values("pk"))
    )


def addressees_of(user: Any) -> AddresseeQuerySet:
    """Return what somebody may record for: addressed to, led by or passed to theirs."""
    if not isinstance(user, Officer) or not user.is_active:
        return Addressee.objects.none()
    if user.has_all_institutions:
        return Addressee.objects.all()
    theirs = Institution.objects.with_those_below(
        user.institutions.values_list("pk", flat=True)
    )
    led = Lead.objects.filter(institution__in=theirs).values("addressee")
    return Addressee.objects.filter(
        Q(institution__in=theirs) | Q(passed_to__in=theirs) | Q(pk__in=led)
    )


def answerable_by(user: Any) -> CorrectionRequestQuerySet:
    """Return the readers' requests that somebody may answer.

    About a response due, whoever records for it; about a body or a report, which are
    reference data, reviewers and administrators.
    """
    requests = CorrectionRequest.objects.all()
    if not isinstance(user, Officer) or not user.is_active:
        return requests.none()
    about_theirs = Q(addressee__in=addressees_of(user).values("pk"))
    if user.role != Officer.Role.OFFICER:
        about_theirs |= Q(addressee__isnull=True)
    return requests.filter(about_theirs)


def may_record(user: Any, addressee: Addressee) -> bool:
    """Tell whether somebody may write in the record about an addressee."""
    return addressees_of(user).filter(pk=addressee.pk).exists()
