"""How a response is held against the inquiry's own test."""

from dataclasses import dataclass

from responses.models import AdequacyCheck, Response
from responses.services.acts import Act, AlreadyRecorded, carry_out


@dataclass(frozen=True)
class Adequacy:
    """The inquiry's test, part by part; None where a part does not apply."""

    names_the_body: bool
    answers_this_recommendation: bool
    gives_a_timetable: bool | None
    gives_reasons: bool | None
    note: str = ""


def check_adequacy(act: Act, response: Response, found: Adequacy) -> AdequacyCheck:
    """Record what an officer found, or correct what was found before.

    Moves no date and no state: published and adequate differ. Raises AlreadyRecorded
    when the response was withdrawn or nothing would change, besides what carry_out
    raises.
    """
    with carry_out(act) as addressee:
        checked = addressee.responses.get(pk=response.pk)
        if not checked.is_published:
            raise AlreadyRecorded(
                "This response is not published any more: there is nothing to check."
            )
        parts = vars(found)
        if AdequacyCheck.objects.filter(response=checked, **parts).exists():
            raise AlreadyRecorded("This is what the check of this response says now.")
        check, _ = AdequacyCheck.objects.update_or_create(
            response=checked,
            defaults={**parts, "checked_by": act.by, "checked_at": act.at},
        )
    return check
