"""What a page asks about a response: whether it meets the test, what it promises."""

from datetime import date

from django import template

from recommendations.models import Institution
from responses.models import AdequacyCheck, Promise, Response
from responses.promises import ShownPromise, shown

register = template.Library()


@register.simple_tag
def adequacy_of(response: Response, on: date) -> AdequacyCheck | None:
    """Return the check of a response that was made by the day, if there is one.

    {% adequacy_of response on as check %}
    """
    check: AdequacyCheck | None = getattr(response, "adequacy_check", None)
    return check if check and check.checked_on <= on else None


@register.simple_tag
def promises_of(response: Response, on: date) -> list[ShownPromise]:
    """Return what a response promises, as it stands on a day; the withdrawn as well.

    {% promises_of response on as promises %}
    """
    return shown(response.promises.all(), on=on)


@register.simple_tag
def promise_count(institution: Institution, on: date) -> int:
    """Return how many promises stand in the responses that concern a body.

    {% promise_count institution on as promised %}: one query.
    """
    return Promise.objects.standing(on=on).concerning(institution.pk).count()
