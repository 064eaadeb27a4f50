"""Which bodies stand behind a duty: who leads on it, who took it over, who answers."""

from collections.abc import Sequence

import pghistory

from recommendations.models import Confidence, Institution, Lead
from recommendations.querysets import reached
from responses.models import Position, Response
from responses.services.acts import Act, AlreadyRecorded, Because, carry_out_because
from responses.services.responses import NewResponse, record_response


class NoSuccessor(Exception):
    """No succession leads from the addressee to the body; the message says so."""


def name_leads(act: Act, leads: Sequence[Institution], *, because: Because) -> None:
    """Say which departments lead on what is addressed, the first named first.

    Raises AlreadyRecorded where nothing would change, besides what carry_out raises.
    """
    with carry_out_because(act, because) as addressee:
        wanted = {body.pk: order for order, body in enumerate(leads, start=1)}
        held = {each.institution_id: each for each in addressee.ordered_leads.all()}
        if list(held) == list(wanted):
            raise AlreadyRecorded("The record names these leads, in this order.")
        Lead.objects.filter(addressee=addressee).exclude(
            institution__in=wanted
        ).delete()
        for body, order in wanted.items():
            Lead.objects.update_or_create(
                addressee=addressee, institution_id=body, defaults={"order": order}
            )


def pass_on(act: Act, successor: Institution | None, *, because: Because) -> None:
    """Pass the duty to a successor of the body; None takes it back.

    The predecessor keeps its past lateness. Raises NoSuccessor, and AlreadyRecorded
    where nothing would change, besides what carry_out raises.
    """
    with carry_out_because(act, because) as addressee:
        if addressee.passed_to == successor:
            to = successor or "nobody"
            raise AlreadyRecorded(f"The duty is passed to {to} already.")
        if successor and successor.pk not in successors_of(addressee.institution_id):
            raise NoSuccessor(
                f"The register names no succession from {addressee.institution} to "
                f"{successor}. An administrator can record one."
            )
        addressee.passed_to = successor
        addressee.save(update_fields=["passed_to"])


def answer_for(act: Act, response: Response, *, because: Because) -> Response:
    """Record that another body's response answers for this addressee as well.

    A decision, not a guess: the response is recorded for the addressee, as given by
    those who gave it, with the reason. Raises what record_response raises.
    """
    answerers = response.ordered_answerers.select_related("institution")
    given = NewResponse(
        document=response.document,
        kind=Response.Kind(response.kind),
        position=Position(response.position),
        summary=response.summary,
        answerers=[each.institution for each in answerers],
        paragraphs=response.paragraphs,
        source_url=because.source_url,
        confidence=Confidence(response.confidence),
        note=because.reason,
    )
    with pghistory.context(reason=because.reason, evidence=because.source_url):
        return record_response(act, given)


def successors_of(body: int) -> set[int]:
    """Return the bodies that took over from one, and from those in turn."""
    heirs: dict[int, set[int]] = {}
    handed_over = Institution.objects.filter(successions__isnull=False)
    for old, new in handed_over.values_list("pk", "successions__successor"):
        heirs.setdefault(old, set()).add(new)
    return reached([body], heirs) - {body}
