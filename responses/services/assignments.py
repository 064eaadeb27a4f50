"""Who looks after an addressee."""

from recommendations.models import Addressee
from responses.models import Assignment, Officer
from responses.permissions import may_record, still_responsible
from responses.services.acts import Act, AlreadyRecorded, NotResponsible, carry_out


def assign(act: Act, *, officer: Officer | None) -> None:
    """Have an officer look after the addressee; None leaves it to nobody.

    Raises NotResponsible where the officer may not record about it, and
    AlreadyRecorded where nothing would change, besides what carry_out raises.
    """
    with carry_out(act, is_published=False) as addressee:
        held = Assignment.objects.filter(addressee=addressee)
        _refuse_same(held.first(), officer)
        if officer is None:
            held.delete()
            return
        if not may_record(officer, addressee):
            raise NotResponsible(
                f"{addressee.institution} is not among the institutions of {officer}."
            )
        Assignment.objects.update_or_create(
            addressee=addressee,
            defaults={
                "officer": officer,
                "assigned_by": act.by,
                "assigned_at": act.at,
            },
        )


def assignees(addressees: list[Addressee]) -> dict[int, Officer]:
    """Return who looks after each of the addressees that anybody looks after."""
    about = Assignment.objects.filter(addressee__in=addressees)
    standing = still_responsible(about).select_related("officer")
    return {each.addressee_id: each.officer for each in standing}


def _refuse_same(held: Assignment | None, officer: Officer | None) -> None:
    if held is None and officer is None:
        raise AlreadyRecorded("This is assigned to nobody already.")
    if held is not None and held.officer == officer:
        raise AlreadyRecorded(f"This is assigned to {officer} already.")
