"""The questions asked about answers, promises, flags, readers: methods that chain."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from responses.promise_states import Outcome, PromiseState

# A part of the test that does not apply is null, and fails nobody.
NOT_ADEQUATE = (
    Q(adequacy_check__names_the_body=False)
    | Q(adequacy_check__answers_this_recommendation=False)
    | Q(adequacy_check__gives_a_timetable=False)
    | Q(adequacy_check__gives_reasons=False)
)


class ResponseQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Keep what the public and the jobs may see: no draft, nothing withdrawn."""
        return self.filter(status="published")

    def qualifying(self) -> Self:
        """Keep those that stop the clock: published and substantive."""
        return self.published().filter(kind="substantive")

    def out_by(self, on: date) -> Self:
        """Keep those whose document had certainly been published by the day."""
        return self.filter(document__published_latest__lte=on)

    def found_inadequate(self, *, on: date) -> Self:
        """Keep those found by the day to fail the inquiry's test."""
        return self.filter(NOT_ADEQUATE, adequacy_check__checked_at__date__lte=on)

    def ladder_goes_on(self, *, on: date) -> bool:
        """Tell whether an addressee, whose responses these are, may still be chased.

        It is answered, and every answer was found wanting: one that nobody has checked
        passes for adequate until somebody has. Timeliness is another matter.
        """
        answers = self.published().out_by(on).exclude(kind="holding")
        wanting = answers.found_inadequate(on=on)
        return wanting.exists() and not answers.exclude(pk__in=wanting).exists()


class PromiseQuerySet(models.QuerySet):
    def standing(self, *, on: date) -> Self:
        """Keep what a reader sees on a day: of published responses, not withdrawn."""
        return self.filter(
            withdrawn_at__isnull=True,
            response__status="published",
            response__document__published_latest__lte=on,
        )

    def concerning(self, institution: int) -> Self:
        """Keep those in responses that are asked of, led or given by a body."""
        response: Any = self.model._meta.get_field("response").related_model
        addressee: Any = response._meta.get_field("addressee").related_model
        rows = addressee.objects.concerning([institution])
        return self.filter(response__addressee__in=rows.order_by().values("pk"))

    def with_state(self, *, on: date) -> Self:
        """Add state: promise_states.state_of in SQL."""
        words: Any = self.model._meta.get_field("assessments").related_model
        settling = words._base_manager.filter(
            ~Q(outcome=Outcome.OPEN) | Q(assessed_latest__gt=OuterRef("due_latest")),
            promise=OuterRef("pk"),
            withdrawn_at__isnull=True,
            assessed_latest__lte=on,
        )
        return self.annotate(
            state=Case(
                When(Exists(settling), then=Value(PromiseState.ASSESSED)),
                When(due="", then=Value(PromiseState.NO_DATE)),
                When(due_latest__lt=on, then=Value(PromiseState.DATE_PASSED)),
                default=Value(PromiseState.TO_COME),
                output_field=models.CharField(),
            )
        )

    def for_list(self) -> Self:
        """Load all that a line of a list shows."""
        return self.select_related(
            "response__document",
            "response__addressee__institution",
            "response__addressee__recommendation__report__inquiry",
        ).prefetch_related("assessments")


class FlagQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Keep what has not been withdrawn; the past stays past, answered or not."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self, *, on: date) -> Self:
        """Keep the standing ones of those that still owe a response on the day."""
        owing = self._addressees().outstanding(on=on)
        return self.standing().filter(due__lt=on, addressee__in=owing.values("pk"))

    def closed(self, *, on: date) -> Self:
        """Keep the others: withdrawn, or of those that owe nothing more on the day."""
        return self.exclude(pk__in=self.open(on=on).order_by().values("pk"))

    def _addressees(self) -> Any:
        addressee: Any = self.model._meta.get_field("addressee").related_model
        return addressee.objects


class SubscriptionQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Keep the readers who have confirmed and not left."""
        return self.filter(confirmed_at__isnull=False, unsubscribed_at__isnull=True)

    def without_delivery_of(self, run: models.Model) -> Self:
        return self.exclude(deliveries__run=run)


class PaperQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Keep what is still being written, by its author or after a return."""
        return self.filter(status__in=["editing", "returned"])

    def submitted(self) -> Self:
        """Keep what waits for a reviewer."""
        return self.filter(status="submitted")

    def for_list(self) -> Self:
        """Load all that a line of a list shows; its text is long and stays behind."""
        return (
            self.select_related("author", "inquiry", "batch")
            .defer("blocks")
            .annotate(
                answer_count=models.Count(
                    "answers", filter=Q(answers__is_included=True)
                )
            )
        )


class PaperAnswerQuerySet(models.QuerySet):
    def for_table(self) -> Self:
        """Load all that a row of a paper's table shows."""
        return self.select_related(
            "paper",
            "addressee__institution__parent",
            "addressee__passed_to",
            "addressee__recommendation__report__inquiry",
        ).prefetch_related(
            "ordered_answerers__institution", "addressee__ordered_leads__institution"
        )


class DeliveryQuerySet(models.QuerySet):
    """What has become of mails."""

    def waiting(self) -> Self:
        """Keep what is still to be sent, now or later."""
        return self.filter(status__in=["pending", "deferred"])

    def ready(self, *, at: datetime) -> Self:
        """Keep what may be sent now."""
        due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
        return self.waiting().filter(due)

    def claimed_before(self, at: datetime) -> Self:
        """Keep what a sender took and did not get to, and is given up for dead."""
        return self.filter(status="claimed", claimed_at__lt=at)

    def sending_since_before(self, at: datetime) -> Self:
        """Keep what a sender was handing over and never said how it ended."""
        return self.filter(status="sending", sending_at__lt=at)

    def unknown(self) -> Self:
        return self.filter(status="unknown")


class CorrectionRequestQuerySet(models.QuerySet):
    """What readers say is wrong."""

    def open(self) -> Self:
        """Keep what nobody has answered yet."""
        return self.filter(answered_at__isnull=True)

    def since(self, at: datetime) -> Self:
        return self.filter(asked_at__gt=at)

    def to_forget(self, *, before: datetime) -> Self:
        """Keep those whose sender is still known, long after the answer."""
        known = ~Q(email="") | ~Q(sender="")
        return self.filter(known, answered_at__lt=before)

    def for_list(self) -> Self:
        """Load what a line of the queue shows."""
        return self.select_related(
            "addressee__institution",
            "addressee__recommendation__report__inquiry",
            "response__document",
            "institution",
            "report__inquiry",
            "delivery",
        )


class DraftQuerySet(models.QuerySet):
    """What is being written at the desk, which nobody but the desk may know of."""

    def open(self) -> Self:
        """Keep what is being written, waits for a second person, or came back."""
        return self.filter(status__in=["editing", "submitted", "returned"])

    def submitted(self) -> Self:
        """Keep what waits for a second person."""
        return self.filter(status="submitted")

    def abandoned(self) -> Self:
        """Keep the open ones whose author's account is closed."""
        return self.open().filter(author__is_active=False)

    def written_in_by(self, officer: models.Model) -> Self:
        """Keep those in which somebody ever wrote a word, by the trail."""
        versions: Any = self.model.pgh_event_model  # type: ignore[attr-defined]
        theirs = versions.objects.filter(saved_by=officer, pgh_obj=OuterRef("pk"))
        return self.filter(Exists(theirs))

    def for_list(self) -> Self:
        """Load all that a line of a list shows."""
        return self.select_related(
            "author",
            "addressee__institution",
            "addressee__recommendation__report__inquiry",
        )


class SheetImportQuerySet(models.QuerySet):
    def expired(self, *, at: datetime) -> Self:
        """Keep what was never imported and is not kept any longer."""
        kept: Any = getattr(self.model, "KEPT")  # noqa: B009 -- a generic model's own
        return self.filter(batch__isnull=True, uploaded_at__lte=at - kept)


class LetterQuerySet(models.QuerySet):
    def drafts(self) -> Self:
        """Keep what is being written, neither sent nor cancelled."""
        return self.filter(status="draft")

    def gone_out(self) -> Self:
        """Keep what was sent, answered since or not."""
        return self.filter(status__in=["sent", "replied"])

    def for_list(self) -> Self:
        """Load all that a line of the log shows."""
        return self.select_related(
            "institution", "rung__inquiry", "drafted_by"
        ).prefetch_related("addressees__recommendation__report__inquiry")


class LetterMailQuerySet(models.QuerySet):
    def under_way(self, *, since: datetime) -> Self:
        """Keep what is being handed to a mail server; older ones are given up."""
        return self.filter(status__in=["claimed", "sending"], asked_at__gte=since)

    def asked_before(self, at: datetime) -> Self:
        return self.filter(asked_at__lt=at)


ResponseManager = models.Manager.from_queryset(ResponseQuerySet)
PromiseManager = models.Manager.from_queryset(PromiseQuerySet)
FlagManager = models.Manager.from_queryset(FlagQuerySet)
DraftManager = models.Manager.from_queryset(DraftQuerySet)
CorrectionRequestManager = models.Manager.from_queryset(CorrectionRequestQuerySet)
PaperAnswerManager = models.Manager.from_queryset(PaperAnswerQuerySet)
PaperManager = models.Manager.from_queryset(PaperQuerySet)
SubscriptionManager = models.Manager.from_queryset(SubscriptionQuerySet)
DeliveryManager = models.Manager.from_queryset(DeliveryQuerySet)
SheetImportManager = models.Manager.from_queryset(SheetImportQuerySet)
LetterManager = models.Manager.from_queryset(LetterQuerySet)
LetterMailManager = models.Manager.from_queryset(LetterMailQuerySet)
