"""Write down for each addressee when its first qualifying response was published.

The one writer of those columns. Call it after any change to a response, to its status
or to the date of its document. Later responses never move the first one's date.
"""

from django.db import models
from django.db.models import Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from recommendations.models import Addressee
from responses.models import Response


def settle(addressees: models.QuerySet[Addressee]) -> None:
    """Recompute the answered days of the addressees, in one statement.

    Belongs in the transaction of the change that called for it, under its lock.
    """
    qualifying = Response.objects.qualifying().filter(addressee=OuterRef("pk"))
    # Of several, the first lies between the earliest of the first days and the
    # earliest of the last days (deadlines.first_answer).
    ends = qualifying.order_by().values("addressee")
    first = qualifying.order_by(
        "document__published_latest", "document__published_earliest", "pk"
    )
    Addressee.objects.filter(pk__in=addressees.order_by().values("pk")).update(
        answered_earliest=Subquery(
            ends.annotate(day=Min("document__published_earliest")).values("day")
        ),
        answered_latest=Subquery(
            ends.annotate(day=Min("document__published_latest")).values("day")
        ),
        answered=Coalesce(
            Subquery(first.values("document__published")[:1]),
            Value(""),
            output_field=models.CharField(),
        ),
    )
