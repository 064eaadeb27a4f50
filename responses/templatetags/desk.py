"""What a page asks about the desk."""

from typing import Any

from django import forms, template

from recommendations.models import Recommendation
from recommendations.partial_dates import PartialDate
from responses import permissions
from responses.addresses import desk_address

register = template.Library()


@register.simple_tag
def recordable(user: Any, recommendation: Recommendation) -> set[int]:
    """Return the ids of the recommendation's addressees that somebody may write about.

    {% recordable user recommendation as mine %}: one query for any number.
    """
    theirs = permissions.addressees_of(user).filter(recommendation=recommendation)
    return set(theirs.values_list("pk", flat=True))


@register.filter
def said(field: forms.BoundField) -> list[str]:
    """Return what was put into a field of a form that is_valid, in words."""
    value = field.form.cleaned_data.get(field.name)
    if value in (None, ""):
        return []
    if isinstance(value, PartialDate):
        return [value.in_words]
    if isinstance(field.field, forms.ModelChoiceField):
        return [str(value)]
    labels = dict(getattr(field.field, "choices", ()))
    return [str(labels.get(value, value))]


register.simple_tag(desk_address, name="desk_url")
