"""How a reader narrows the list of changes."""

from typing import Any

from django import forms

from recommendations.filters import ChoicesField, PickWidget
from recommendations.models import Addressee, Inquiry, Institution, Report
from recommendations.querysets import AddresseeQuerySet

_PARTS = ("report__inquiry__slug", "report__slug", "recommendation__reference")


def _named(model: Any, name: str) -> Any:
    return lambda: list(model.objects.order_by(name).values_list("slug", name))


class ChangesForm(forms.Form):
    """The parameters of the lists, as far as they say what an act was about."""

    inquiry = ChoicesField(
        label="Inquiry",
        choices=_named(Inquiry, "name"),
        widget=PickWidget,
        required=False,
    )
    report = ChoicesField(
        label="Report",
        choices=_named(Report, "title"),
        widget=PickWidget,
        required=False,
    )
    institution = ChoicesField(
        label="Institution",
        help_text="With those below it and its predecessors.",
        choices=_named(Institution, "name"),
        widget=PickWidget,
        required=False,
    )
    recommendation = forms.CharField(
        label="Recommendation",
        help_text="Its reference, such as iicsa/internet/1.",
        max_length=200,
        required=False,
    )

    def clean_recommendation(self) -> list[str]:
        """Return inquiry, report and reference; none where nothing is asked."""
        text = self.cleaned_data["recommendation"].strip()
        parts = text.split("/") if text else []
        if text and not _with_reference(Addressee.objects.all(), parts).exists():
            raise forms.ValidationError(
                f"The register holds no recommendation “{text}”. Its reference is "
                "written as in iicsa/internet/1."
            )
        return parts

    def narrowed(self, addressees: AddresseeQuerySet) -> AddresseeQuerySet:
        """Keep what is asked for; what was not understood narrows nothing."""
        self.is_valid()
        asked = self.cleaned_data
        if slugs := asked.get("inquiry"):
            addressees = addressees.filter(report__inquiry__slug__in=slugs)
        if slugs := asked.get("report"):
            addressees = addressees.filter(report__slug__in=slugs)
        if slugs := asked.get("institution"):
            bodies = Institution.objects.with_lineage(slugs)
            addressees = addressees.concerning(bodies)
        if parts := asked.get("recommendation"):
            addressees = _with_reference(addressees, parts)
        return addressees


def _with_reference(
    addressees: AddresseeQuerySet, parts: list[str]
) -> AddresseeQuerySet:
    if len(parts) != len(_PARTS):
        return addressees.none()
    return addressees.filter(**dict(zip(_PARTS, parts, strict=True)))
