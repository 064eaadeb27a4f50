"""Who may see and who may write what: the only place that decides.

An officer and a reviewer work for the institutions named on their account and those
below them; an administrator manages people and reference data (Officer.is_staff), and
writes in the record only with institutions of their own. A disabled account may do
nothing, whatever it holds.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from recommendations.models import Addressee, Institution, Lead
from recommendations.querysets import AddresseeQuerySet, reached
from responses.models import (
    Assignment,
    Batch,
    CorrectionRequest,
    Draft,
    Letter,
    LetterAddressee,
    Officer,
    Paper,
    PaperAnswer,
    Response,
)
from responses.paper_history import editors_of, written_in_by
from responses.querysets import (
    CorrectionRequestQuerySet,
    DraftQuerySet,
    LetterQuerySet,
    PaperQuerySet,
)


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
    return Addressee.objects.filter(_owed_by(theirs))


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


def asking_for_review(addressees: QuerySet[Addressee]) -> QuerySet[Addressee]:
    """Keep those of which the inquiry asks that a second person publish."""
    return addressees.filter(report__inquiry__asks_for_review=True)


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


def recorders_of(addressees: Iterable[Addressee]) -> QuerySet[Officer]:
    """Return the officers who may record about one of the addressees at least."""
    chosen = Addressee.objects.filter(pk__in=[each.pk for each in addressees])
    bodies = set(chosen.values_list("institution", flat=True))
    bodies |= set(
        chosen.filter(passed_to__isnull=False).values_list("passed_to", flat=True)
    )
    bodies |= set(
        Lead.objects.filter(addressee__in=chosen).values_list("institution", flat=True)
    )
    holding = Q(institutions__in=Institution.objects.with_those_above(bodies))
    officers = Officer.objects.filter(holding | Q(has_all_institutions=True))
    return officers.filter(is_active=True).distinct()


def still_responsible(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Keep the assignments to officers who may still record about the addressee.

    A fixed number of queries, however many officers there are.
    """
    officers = Officer.objects.filter(is_active=True, assignments__isnull=False)
    holding = officers.distinct().prefetch_related("institutions")
    below = Institution.objects.just_below()
    is_theirs = Q(officer__in=[each for each in holding if each.has_all_institutions])
    for officer in holding:
        if not officer.has_all_institutions:
            named = {each.pk for each in officer.institutions.all()}
            theirs = _owed_by(reached(named, below), "addressee__")
            is_theirs |= Q(officer=officer) & theirs
    return assignments.filter(is_theirs)


def batches_of(user: Any) -> QuerySet[Batch]:
    """Return the batches that somebody did, or that touch what is theirs."""
    if not isinstance(user, Officer) or not user.is_active:
        return Batch.objects.none()
    theirs = Batch.objects.filter(
        items__addressee__in=addressees_of(user).order_by().values("pk")
    )
    return Batch.objects.filter(Q(done_by=user) | Q(pk__in=theirs.values("pk")))


def may_undo(user: Any, batch: Batch) -> bool:
    """Tell whether all that a batch is about is somebody's, and theirs to take back."""
    about = Addressee.objects.filter(batch_items__batch=batch)
    foreign = about.exclude(pk__in=addressees_of(user).values("pk"))
    return not (foreign.exists() or is_left_to_a_reviewer(user, batch))


def is_left_to_a_reviewer(user: Any, batch: Batch) -> bool:
    """Tell whether a reviewer other than somebody is to undo a batch.

    An inquiry of it asks for review: then neither who did it nor who wrote it may.
    """
    about = Addressee.objects.filter(batch_items__batch=batch)
    if not asking_for_review(about).exists():
        return False
    is_own = batch.done_by == user or batch.papers.filter(author=user.pk).exists()
    is_reviewer = isinstance(user, Officer) and user.role == Officer.Role.REVIEWER
    return is_own or not is_reviewer


def are_all_theirs(user: Any, addressees: Sequence[int]) -> bool:
    """Tell whether somebody may write about every one of several addressees."""
    return addressees_of(user).filter(pk__in=addressees).count() == len(addressees)


def _owed_by(bodies: Iterable[int], via: str = "") -> Q:
    """Hold for what is addressed to, passed to or led by the bodies."""
    led = Lead.objects.filter(institution__in=bodies).values("addressee")
    return (
        Q(**{f"{via}institution__in": bodies})
        | Q(**{f"{via}passed_to__in": bodies})
        | Q(**{f"{via}pk__in": led})
    )


def letters_of(user: Any) -> LetterQuerySet:
    """Return the letters that somebody may read: those about any of what is theirs."""
    theirs = addressees_of(user).values("pk")
    named = LetterAddressee.objects.filter(addressee__in=theirs)
    found: LetterQuerySet = Letter.objects.filter(pk__in=named.values("letter"))
    return found


def may_write_to(user: Any, addressees: QuerySet[Addressee]) -> bool:
    """Tell whether somebody may send a letter about all of these; none is too few."""
    chosen = set(addressees.values_list("pk", flat=True))
    theirs = addressees_of(user).filter(pk__in=chosen)
    return bool(chosen) and theirs.count() == len(chosen)


def may_edit_templates(user: Any) -> bool:
    """Tell whether somebody may change what letters begin as: not officers alone."""
    return (
        isinstance(user, Officer)
        and user.is_active
        and user.role in {Officer.Role.REVIEWER, Officer.Role.ADMIN}
    )


def papers_of(user: Any) -> PaperQuerySet:
    """Return the papers that somebody may see and write: every answer is about theirs.

    One without answers is its author's. A discarded one is nobody's.
    """
    if not isinstance(user, Officer) or not user.is_active:
        return Paper.objects.none()
    answers = PaperAnswer.objects.filter(paper=OuterRef("pk"))
    foreign = answers.exclude(addressee__in=addressees_of(user).values("pk"))
    return Paper.objects.exclude(status=Paper.Status.DISCARDED).filter(
        ~Exists(foreign), Q(author=user) | Exists(answers)
    )


def may_review_paper(user: Any, paper: Paper) -> bool:
    """Tell whether somebody may publish another's paper: never one they wrote in."""
    return (
        isinstance(user, Officer)
        and user.role == Officer.Role.REVIEWER
        and papers_of(user).filter(pk=paper.pk).exists()
        and user.pk not in editors_of(paper)
    )


def paper_reviews_for(user: Any) -> PaperQuerySet:
    """Return the papers that wait for somebody to read and publish them."""
    if not isinstance(user, Officer) or user.role != Officer.Role.REVIEWER:
        return Paper.objects.none()
    waiting = papers_of(user).submitted().exclude(author=user)
    return waiting.exclude(pk__in=written_in_by(user))
