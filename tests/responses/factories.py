"""Rows for tests. A factory makes the plainest valid row; a test says what matters.

An addressee's answered days are settled as the record does it, never set by hand.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import (
    AdequacyCheck,
    Assessment,
    CorrectionRequest,
    Document,
    Draft,
    Flag,
    Letter,
    Officer,
    Promise,
    PromiseAssessment,
    Response,
    Subscription,
)
from responses.settling import settle
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    RungFactory,
)


class OfficerFactory(DjangoModelFactory):
    class Meta:
        model = Officer
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"officer-{n}@example.org")
    role = Officer.Role.OFFICER
    has_all_institutions = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    slug = factory.Sequence(lambda n: f"document-{n}")
    title = factory.Sequence(lambda n: f"Government response {n}")
    published = PartialDate(2020, 11, 10)
    logged_on = date(2026, 11, 21)
    url = "https://example.org/response"


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    document = factory.SubFactory(DocumentFactory)
    addressee = factory.SubFactory(AddresseeFactory)
    kind = Response.Kind.SUBSTANTIVE
    summary = "Accepts the recommendation."
    recorded_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        response = super()._create(model_class, *args, **kwargs)
        settle(Addressee.objects.filter(pk=response.addressee_id))
        response.addressee.refresh_from_db()
        return response


class DraftFactory(DjangoModelFactory):
    """A check of a day that is being written."""

    class Meta:
        model = Draft

    author = factory.SubFactory(OfficerFactory)
    saved_by = factory.SelfAttribute("author")
    form = "record-check"
    title = "Checked today: nothing published"
    addressee = factory.SubFactory(AddresseeFactory)
    data = factory.LazyFunction(lambda: {"looked_at": ["Its pages"]})
    based_on = 0
    saved_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    class Params:
        submitted = factory.Trait(
            status="submitted",
            submitted_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
            data=factory.LazyFunction(
                lambda: {
                    "looked_at": ["Its pages"],
                    "note": [""],
                    "version": ["0"],
                    "submission": [str(uuid4())],
                }
            ),
        )


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    addressee = factory.SubFactory(AddresseeFactory)
    by = Assessment.By.INSTITUTION
    assessor = "Home Office"
    progress = "in_progress"
    assessed = PartialDate(2021, 5, 12)
    source_url = "https://example.org/update"


class AdequacyCheckFactory(DjangoModelFactory):
    class Meta:
        model = AdequacyCheck

    response = factory.SubFactory(ResponseFactory)
    names_the_body = True
    answers_this_recommendation = True
    gives_a_timetable = True
    checked_at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = Promise

    response = factory.SubFactory(ResponseFactory)
    text = factory.Sequence(lambda n: f"It will publish a plan, number {n}.")
    due = PartialDate(2022, 3)
    recorded_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class PromiseAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = PromiseAssessment

    promise = factory.SubFactory(PromiseFactory)
    outcome = "kept"
    by = Assessment.By.INSTITUTION
    assessor = "Home Office"
    assessed = PartialDate(2022, 4, 1)
    source_url = "https://example.org/kept"
    recorded_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class FlagFactory(DjangoModelFactory):
    class Meta:
        model = Flag

    addressee = factory.SubFactory(AddresseeFactory)
    rung = 0
    due = date(2020, 9, 12)
    raised_on = date(2020, 9, 13)
    raised_at = datetime(2020, 9, 13, 6, 0, tzinfo=UTC)


class SubscriptionFactory(DjangoModelFactory):
    class Meta:
        model = Subscription

    email = factory.Sequence(lambda n: f"reader-{n}@example.org")
    has_all_institutions = True
    confirmed_at = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


class CorrectionRequestFactory(DjangoModelFactory):
    class Meta:
        model = CorrectionRequest

    addressee = factory.SubFactory(AddresseeFactory)
    what_is_wrong = "It was answered in October."
    asked_at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class LetterFactory(DjangoModelFactory):
    """One that went out on 12 October 2020, and came from a register's files."""

    class Meta:
        model = Letter
        skip_postgeneration_save = True

    rung = factory.SubFactory(RungFactory)
    institution = factory.SubFactory(InstitutionFactory)
    sent = PartialDate(2020, 10, 12)

    @factory.post_generation
    def addressees(self, create, extracted, **kwargs):
        self.addressees.set(extracted or [])
