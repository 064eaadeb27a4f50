"""On which terms a response is owed: by when, and whether at all."""

from recommendations.deadlines import Deadline
from responses.doubts import doubts_of_deadline
from responses.services.acts import Act, AlreadyRecorded, Because, carry_out_because


def set_deadline(act: Act, deadline: str, *, note: str, because: Because) -> None:
    """Say by what an addressee's due date is set; extensions stay above it.

    deadline: as Deadline.from_text reads it. note: what readers see in the working.
    Raises AlreadyRecorded where nothing would change, and OddDate, besides what
    carry_out raises.
    """
    with carry_out_because(act, because) as addressee:
        if (addressee.deadline, addressee.deadline_note) == (deadline, note):
            raise AlreadyRecorded("The deadline and its note say that already.")
        act.ask_about(doubts_of_deadline(addressee, Deadline.from_text(deadline)))
        addressee.deadline, addressee.deadline_note = deadline, note
        addressee.save(update_fields=["deadline", "deadline_note"])


def require_reply(act: Act, *, is_required: bool, because: Because) -> None:
    """Say whether the addressee is asked to reply at all.

    Raises AlreadyRecorded where nothing would change, besides what carry_out raises.
    """
    with carry_out_because(act, because) as addressee:
        if addressee.is_reply_required == is_required:
            said = "required" if is_required else "not required"
            raise AlreadyRecorded(f"The record says already that a reply is {said}.")
        addressee.is_reply_required = is_required
        addressee.save(update_fields=["is_reply_required"])
