"""What a page asks about drafts, and about what waits for review."""

from typing import Any

from django import template

from responses import permissions
from responses.addresses import desk_address
from responses.models import Draft
from responses.querysets import DraftQuerySet

register = template.Library()


@register.simple_tag
def drafts_of(user: Any) -> DraftQuerySet:
    """Return what somebody is writing: {% drafts_of user as drafts %}."""
    return permissions.drafts_of(user).for_list()


@register.simple_tag
def reviews_for(user: Any) -> DraftQuerySet:
    """Return what waits for somebody's review: {% reviews_for user as reviews %}."""
    return permissions.reviews_for(user).for_list()


@register.simple_tag
def form_url(draft: Draft) -> str:
    """Return the address of the form that a draft is of, for its author."""
    return desk_address(draft.addressee, draft.form, **draft.target)


@register.simple_tag
def review_url(draft: Draft) -> str:
    """Return the address at which somebody else reads a draft."""
    return f"{form_url(draft)}?draft={draft.pk}"
