"""What is recorded about a duty to respond: looked for, extended, announced."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from recommendations.models import Check, Extension
from recommendations.partial_dates import PartialDate
from responses.doubts import (
    doubts_of_expected,
    doubts_of_extension,
    why_nothing_to_look_for,
)
from responses.services.acts import Act, AlreadyRecorded, carry_out


@dataclass(frozen=True)
class NewExtension:
    """A new due date that the inquiry has granted, and what shows it."""

    due: PartialDate
    granted: PartialDate
    granted_by: str
    reason: str
    source_url: str


def record_check(act: Act, *, looked_at: str, note: str = "") -> Check:
    """Record that an officer looked on the day and found no response published.

    Raises AlreadyRecorded when the record holds a response, besides what carry_out
    raises.
    """
    with carry_out(act) as addressee:
        if answered := why_nothing_to_look_for(addressee, on=act.on):
            raise AlreadyRecorded(answered)
        return Check.objects.create(
            addressee=addressee,
            checked_on=act.written_on,
            looked_at=looked_at,
            note=note,
            recorded_by=act.by,
            recorded_at=act.at,
        )


def grant_extension(act: Act, extension: NewExtension) -> Extension:
    """Move the due date as the inquiry has granted; the original is kept beside it.

    Raises AlreadyRecorded and OddDate besides what carry_out raises.
    """
    with carry_out(act) as addressee:
        act.ask_about(
            doubts_of_extension(
                addressee, due=extension.due, granted=extension.granted, on=act.on
            )
        )
        standing = Extension.objects.standing().filter(addressee=addressee)
        if standing.filter(due=extension.due, granted=extension.granted).exists():
            raise AlreadyRecorded(
                f"This extension to {extension.due.in_words} is already recorded."
            )
        return Extension.objects.create(
            addressee=addressee,
            due=extension.due,
            granted=extension.granted,
            granted_by=extension.granted_by,
            reason=extension.reason,
            source_url=extension.source_url,
            recorded_by=act.by,
            recorded_at=act.at,
        )


def set_expected(act: Act, *, expected: PartialDate | None, source_url: str) -> None:
    """Record when the body has said that it will answer; None clears it.

    Not an extension: nothing moves. Raises AlreadyRecorded when nothing would change,
    and OddDate, besides what carry_out raises.
    """
    source_url = source_url if expected else ""
    with carry_out(act) as addressee:
        if (addressee.expected, addressee.expected_source_url) == (
            expected,
            source_url,
        ):
            said = expected.in_words if expected else "blank"
            raise AlreadyRecorded(f"The expected date is {said} already.")
        if expected is not None:
            act.ask_about(doubts_of_expected(addressee, expected, on=act.on))
        addressee.expected = expected
        addressee.expected_source_url = source_url
        addressee.save(update_fields=["expected", "expected_source_url"])


def withdraw_extension(act: Act, extension: Extension, *, reason: str) -> None:
    """Take an extension back: the due date is what it would be without it.

    It stays in the record, with the reason. Raises AlreadyRecorded when it was
    withdrawn before, besides what carry_out raises.
    """
    with carry_out(act, reason=reason):
        _withdraw(act, Extension.objects.standing(), extension, reason)


def withdraw_check(act: Act, check: Check, *, reason: str) -> None:
    """Take a check back: it no longer confirms that nothing was published.

    It stays in the record, with the reason. Raises AlreadyRecorded when it was
    withdrawn before, besides what carry_out raises.
    """
    with carry_out(act, reason=reason):
        _withdraw(act, Check.objects.standing(), check, reason)


def _withdraw(
    act: Act, standing: QuerySet[Any], row: Extension | Check, reason: str
) -> None:
    withdrawn = standing.filter(addressee=act.addressee, pk=row.pk).update(
        withdrawn_by=act.by, withdrawn_at=act.at, withdrawn_reason=reason
    )
    if not withdrawn:
        kind = row._meta.verbose_name
        raise AlreadyRecorded(f"This {kind} has been withdrawn already.")
