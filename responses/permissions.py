"""Who may see and who may write what: the only place that decides.

An officer and a reviewer work for the institutions named on their account and those
below them; an administrator manages people and reference data (Officer.is_staff), and
writes in the record only with institutions of their own. A disabled account may do
nothing, whatever it holds.
"""

from typing import Any

from django.db.models import Q, QuerySet

from recommendations.models import Addressee, Inquiry, Institution, Lead
from recommendations.querysets import AddresseeQuerySet
from responses.models import CorrectionRequest, Draft, Officer, Response
from responses.querysets import CorrectionRequestQuerySet, DraftQuerySet


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


def asks_for_review(addressee: Addressee) -> bool:
    """Tell whether a second person publishes what is written about an addressee."""
    asking = Inquiry.objects.filter(asks_for_review=True)
    return asking.filter(reports__addressees=addressee.pk).exists()


def drafts_of(user: Any) -> DraftQuerySet:
    """Return what somebody is writing, or has sent for review: theirs alone."""
    return _drafts_about(user).open().filter(author=user.pk)


def drafts_left_to(user: Any) -> DraftQuerySet:
    """Return what closed accounts left unfinished, and somebody may take over."""
    return _drafts_about(user).abandoned()


def reviews_for(user: Any) -> DraftQuerySet:
    """Return what waits for somebody to read and publish it.

    For reviewers, and never what they wrote in themselves. Of a closed account there
    is nothing to publish: its drafts are to be taken over.
    """
    if not isinstance(user, Officer) or user.role != Officer.Role.REVIEWER:
        return Draft.objects.none()
    waiting = _drafts_about(user).submitted().filter(author__is_active=True)
    own = Draft.objects.written_in_by(user)
    return waiting.exclude(author=user).exclude(pk__in=own.values("pk"))


def may_review(user: Any, draft: Draft) -> bool:
    """Tell whether somebody may publish a draft, or return it."""
    return reviews_for(user).filter(pk=draft.pk).exists()


def drafts_open_to(user: Any) -> DraftQuerySet:
    """Return the drafts that exist for somebody: theirs, and what they review."""
    known = Q(author=user.pk) | Q(
        reviewed_by=user.pk, status__in=["published", "returned"]
    )
    for drafts in (drafts_left_to(user), reviews_for(user)):
        known |= Q(pk__in=drafts.values("pk"))
    return _drafts_about(user).filter(known)


def _drafts_about(user: Any) -> DraftQuerySet:
    return Draft.objects.filter(addressee__in=addressees_of(user).values("pk"))
