"""The bodies that recommendations are addressed to, and what became of them."""

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from recommendations.fields import PartialDateField, first_day_column
from recommendations.querysets import InstitutionManager
from recommendations.trail import tracked


class InstitutionKind(models.TextChoices):
    GOVERNMENT = "government", "Government"
    GOVERNMENT_DEPARTMENT = "government_department", "Government department"
    DEVOLVED_GOVERNMENT = "devolved_government", "Devolved government"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement"
    PUBLIC_BODY = "public_body", "Public body"
    REGULATOR = "regulator", "Regulator"
    RELIGIOUS_BODY = "religious_body", "Religious body"
    CHARITY = "charity", "Charity"
    INDUSTRY = "industry", "Industry"
    PROFESSIONAL_BODY = "professional_body", "Professional body"
    POLITICAL_PARTY = "political_party", "Political party"
    INTERNATIONAL = "international", "International body"
    # Its members are not all known: "institutions which have not apologised".
    CLASS_OF_BODIES = "class_of_bodies", "Class of bodies"
    OTHER = "other", "Other"


@tracked(exclude=["search"])
class Institution(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, choices=InstitutionKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    # Former and other names, separated by semicolons.
    aliases = models.TextField(blank=True)
    ended = PartialDateField(blank=True)
    ended_earliest = first_day_column("ended")
    url = models.URLField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="english")
        + SearchVector("aliases", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = InstitutionManager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=InstitutionKind.values),
                name="institution_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="institution_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("recommendations:institution", args=[self.slug])

    def clean(self) -> None:
        """Refuse a body that would stand below itself, however far up."""
        above = self.parent
        while above is not None:
            if above == self:
                raise ValidationError({"parent": "A body cannot stand below itself."})
            above = above.parent

    @property
    def other_names(self) -> list[str]:
        return [name for name in self.aliases.split(";") if name]


@tracked()
class Succession(models.Model):
    """A hand-over of a stated remit from one body to another."""

    predecessor = models.ForeignKey(
        Institution, models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Institution, models.PROTECT, related_name="inheritances"
    )
    effective = PartialDateField()
    remit = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["predecessor__slug", "successor__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_recorded_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="institution_does_not_succeed_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}, {self.effective}"
