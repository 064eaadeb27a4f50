"""How a promise in a response enters the record, and what is said to become of it."""

from dataclasses import dataclass

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.doubts import doubts_of_assessment, doubts_of_promise
from responses.models import Assessment, Promise, PromiseAssessment, Response
from responses.promise_states import Outcome
from responses.services.acts import Act, AlreadyRecorded, carry_out

_AS_NEW = {"withdrawn_by": None, "withdrawn_at": None, "withdrawn_reason": ""}


@dataclass(frozen=True)
class NewPromise:
    """What is promised, in the register's own words. due: None where it is vague."""

    text: str
    due: PartialDate | None
    paragraphs: str = ""


@dataclass(frozen=True)
class NewAssessment:
    """What somebody says has become of a promise, when, and where it can be read."""

    outcome: Outcome
    by: Assessment.By
    assessor: str
    assessed: PartialDate
    source_url: str
    summary: str = ""


def record_promise(act: Act, response: Response, promise: NewPromise) -> Promise:
    """Record one promise of a response; one that was withdrawn stands again.

    Raises AlreadyRecorded and OddDate besides what carry_out raises.
    """
    with carry_out(act) as addressee:
        made_in = _published(addressee, response)
        act.ask_about(doubts_of_promise(made_in.document, promise.due))
        if made_in.promises.filter(
            text=promise.text, withdrawn_at__isnull=True
        ).exists():
            raise AlreadyRecorded("This promise of this response is recorded already.")
        recorded, _ = Promise.objects.update_or_create(
            response=made_in,
            text=promise.text,
            defaults={
                "due": promise.due,
                "paragraphs": promise.paragraphs,
                **_by_whom(act),
            },
        )
    return recorded


def correct_promise(act: Act, promise: Promise, corrected: NewPromise) -> Promise:
    """Put other words or another date to a promise; the trail keeps the old ones.

    Raises AlreadyRecorded and OddDate besides what carry_out raises.
    """
    with carry_out(act) as addressee:
        held = _standing(addressee, promise)
        act.ask_about(doubts_of_promise(held.response.document, corrected.due))
        others = held.response.promises.exclude(pk=held.pk)
        if others.filter(text=corrected.text).exists():
            raise AlreadyRecorded(
                "Another promise of this response is recorded in these words."
            )
        fields = vars(corrected)
        for name, value in fields.items():
            setattr(held, name, value)
        held.save(update_fields=list(fields))
    return held


def withdraw_promise(act: Act, promise: Promise, *, reason: str) -> Promise:
    """Take a promise back that the response does not make; it stays, with the reason.

    Raises AlreadyRecorded when it was withdrawn before, besides what carry_out raises.
    """
    with carry_out(act, reason=reason) as addressee:
        return _withdraw(act, _standing(addressee, promise), reason)


def assess_promise(
    act: Act, promise: Promise, said: NewAssessment
) -> PromiseAssessment:
    """Record what somebody says has become of a promise.

    What the same assessor said on the same date before is corrected by it. Raises
    AlreadyRecorded and OddDate besides what carry_out raises.
    """
    with carry_out(act) as addressee:
        held = _standing(addressee, promise)
        act.ask_about(
            doubts_of_assessment(held.response.document, said.assessed, on=act.on)
        )
        if PromiseAssessment.objects.filter(
            promise=held, withdrawn_at__isnull=True, **vars(said)
        ).exists():
            raise AlreadyRecorded("This assessment is recorded already.")
        assessment, _ = PromiseAssessment.objects.update_or_create(
            promise=held,
            assessor=said.assessor,
            assessed=said.assessed,
            defaults={
                "outcome": said.outcome,
                "by": said.by,
                "source_url": said.source_url,
                "summary": said.summary,
                **_by_whom(act),
            },
        )
    return assessment


def withdraw_assessment(
    act: Act, assessment: PromiseAssessment, *, reason: str
) -> PromiseAssessment:
    """Take an assessment back that nobody made; it stays, with the reason.

    Raises AlreadyRecorded when it was withdrawn before, besides what carry_out raises.
    """
    with carry_out(act, reason=reason) as addressee:
        held = PromiseAssessment.objects.get(
            pk=assessment.pk, promise__response__addressee=addressee
        )
        if held.is_withdrawn:
            raise AlreadyRecorded("This assessment has been withdrawn already.")
        return _withdraw(act, held, reason)


def _published(addressee: Addressee, response: Response) -> Response:
    held = addressee.responses.select_related("document").get(pk=response.pk)
    if not held.is_published:
        raise AlreadyRecorded(
            "This response is not published any more: what it promised is not followed."
        )
    return held


def _standing(addressee: Addressee, promise: Promise) -> Promise:
    held = Promise.objects.select_related("response__document").get(
        pk=promise.pk, response__addressee=addressee
    )
    if held.is_withdrawn:
        raise AlreadyRecorded(
            "This promise has been withdrawn: record it anew if the response makes it."
        )
    return held


def _withdraw[Row: (Promise, PromiseAssessment)](
    act: Act, row: Row, reason: str
) -> Row:
    row.withdrawn_by = act.by
    row.withdrawn_at = act.at
    row.withdrawn_reason = reason
    row.save(update_fields=list(_AS_NEW))
    return row


def _by_whom(act: Act) -> dict[str, object]:
    return {"recorded_by": act.by, "recorded_at": act.at, **_AS_NEW}
