"""Which versions of which rows the public is told of: nothing of drafts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from recommendations.models import Check, Extension
from recommendations.querysets import AddresseeQuerySet
from responses.history import (
    OF_A_CHECK,
    OF_A_DOCUMENT,
    OF_A_FLAG,
    OF_A_RESPONSE,
    OF_AN_EXTENSION,
    Words,
    versions_of,
)
from responses.models import Document, Flag, Response

NO_ACT = UUID(int=0)  # of what was changed past the site, without a context


@dataclass(frozen=True)
class Kind:
    """A sort of row of which the public is told.

    told: which versions of such rows, about some of the addressees.
    """

    model: type[models.Model]
    words: Words
    told: Callable[[Any, Any], models.QuerySet[Any]]

    def versions(self, addressees: AddresseeQuerySet) -> models.QuerySet[Any]:
        """Return what the public is told of them, with the act that did it."""
        act = Coalesce("pgh_context_id", Value(NO_ACT, models.UUIDField()))
        rows = versions_of(self.model).annotate(act=act)
        return self.told(rows, addressees.order_by().values("pk"))


def _about(versions: Any, addressees: Any) -> models.QuerySet[Any]:
    return versions.filter(addressee__in=addressees)


def _responses(versions: Any, addressees: Any) -> models.QuerySet[Any]:
    drafted = Q(status=Response.Status.DRAFT)
    return versions.exclude(drafted).filter(addressee__in=addressees)


def _withdrawn(versions: Any, addressees: Any) -> models.QuerySet[Any]:
    return versions.filter(addressee__in=addressees, withdrawn_at__isnull=False)


def _documents(versions: Any, addressees: Any) -> models.QuerySet[Any]:
    """Keep the corrections of documents in which a response was public by then."""
    public = _responses(versions_of(Response), addressees).filter(
        document=OuterRef("pgh_obj"), pgh_created_at__lt=OuterRef("pgh_created_at")
    )
    return versions.filter(Exists(public), pgh_label="update")


KINDS = [
    Kind(Response, OF_A_RESPONSE, _responses),
    Kind(Document, OF_A_DOCUMENT, _documents),
    Kind(Extension, OF_AN_EXTENSION, _about),
    Kind(Check, OF_A_CHECK, _withdrawn),
    Kind(Flag, OF_A_FLAG, _withdrawn),
]
