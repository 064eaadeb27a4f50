"""Rows for tests. A factory makes the plainest valid row; a test says what matters.

An addressee's due days are reckoned as the register does it, never set by hand.
"""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from recommendations.models import (
    Addressee,
    Check,
    Extension,
    Inquiry,
    Institution,
    Investigation,
    Recommendation,
    Report,
    Rung,
    Succession,
)
from recommendations.partial_dates import PartialDate
from recommendations.reckoning import reckon


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = Inquiry
        django_get_or_create = ["slug"]

    slug = "iicsa"
    name = factory.LazyAttribute(lambda inquiry: f"Inquiry {inquiry.slug}")
    short_name = factory.LazyAttribute(lambda inquiry: inquiry.slug.upper())
    response_months = 6


class RungFactory(DjangoModelFactory):
    class Meta:
        model = Rung

    inquiry = factory.SubFactory(InquiryFactory)
    number = factory.Sequence(lambda n: n + 1)
    months = 7
    title = "Third letter: disappointment"
    is_public = True


class InvestigationFactory(DjangoModelFactory):
    class Meta:
        model = Investigation

    inquiry = factory.SubFactory(InquiryFactory)
    slug = factory.Sequence(lambda n: f"strand-{n}")
    title = factory.Sequence(lambda n: f"Strand {n}")


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    inquiry = factory.SubFactory(InquiryFactory)
    slug = factory.Sequence(lambda n: f"report-{n}")
    title = factory.LazyAttribute(lambda report: f"The {report.slug} report")
    kind = Report.Kind.INVESTIGATION
    published = PartialDate(2020, 3, 12)


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = Recommendation

    report = factory.SubFactory(ReportFactory)
    number = factory.Sequence(lambda n: n + 1)
    reference = factory.LazyAttribute(lambda made: str(made.number))
    title = "Age verification"
    summary = "Asks for better checks of users' ages."


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = Institution

    slug = factory.Sequence(lambda n: f"body-{n}")
    name = factory.LazyAttribute(lambda body: body.slug.replace("-", " ").title())
    kind = "government_department"


class SuccessionFactory(DjangoModelFactory):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(InstitutionFactory)
    successor = factory.SubFactory(InstitutionFactory)
    effective = PartialDate(2023, 2, 7)


class AddresseeFactory(DjangoModelFactory):
    """Due on 12 September 2020, unless the report or the deadline says otherwise."""

    class Meta:
        model = Addressee
        skip_postgeneration_save = True

    recommendation = factory.SubFactory(RecommendationFactory)
    report = factory.SelfAttribute("recommendation.report")
    institution = factory.SubFactory(InstitutionFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        addressee = super()._create(model_class, *args, **kwargs)
        reckon(model_class.objects.filter(pk=addressee.pk))
        addressee.refresh_from_db()
        return addressee


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = Extension

    addressee = factory.SubFactory(AddresseeFactory)
    due = PartialDate(2020, 12, 12)
    granted = PartialDate(2020, 9, 1)
    granted_by = "The Chair"
    reason = "The election"
    source_url = "https://example.org/letter"
    recorded_at = datetime(2020, 9, 2, 9, 0, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        extension = super()._create(model_class, *args, **kwargs)
        reckon(Addressee.objects.filter(pk=extension.addressee_id))
        extension.refresh_from_db()
        return extension


class CheckFactory(DjangoModelFactory):
    class Meta:
        model = Check

    addressee = factory.SubFactory(AddresseeFactory)
    checked_on = date(2026, 11, 3)
    looked_at = "The department's pages"
    recorded_at = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
