"""What a page asks about response papers."""

from typing import Any

from django import template

from responses import permissions
from responses.querysets import PaperQuerySet

register = template.Library()


@register.simple_tag
def papers_of(user: Any) -> PaperQuerySet:
    """Return what somebody began and has not published: {% papers_of user as papers %}.

    Those that wait for review are among them.
    """
    own = permissions.papers_of(user).filter(author=user.pk).for_list()
    return own.exclude(status="published")


@register.simple_tag
def paper_reviews_for(user: Any) -> PaperQuerySet:
    """Return what waits for somebody: {% paper_reviews_for user as to_review %}."""
    return permissions.paper_reviews_for(user).for_list()
