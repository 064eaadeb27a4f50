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
from responses.history import versions_of
from responses.models import CorrectionRequest, Document, Flag, Response
from responses.trail_words import (
    OF_A_CHECK,
    OF_A_DOCUMENT,
    OF_A_FLAG,
    OF_A_REQUEST,
    OF_A_RESPONSE,
    OF_AN_EXTENSION,
    Words,
)

NO_ACT = UUID(int=0)  # of what was changed past the site, without a context


@dataclass(frozen=True)
class Scope:
    """What is asked about: some addressees; is_everything: and all else besides."""

    addressees: AddresseeQuerySet
    is_everything: bool = True

    def of(self, column: str) -> models.QuerySet[Any]:
        return self.addressees.order_by().values(column)


@dataclass(frozen=True)
class Kind:
    """A sort of row of which the public is told.

    told: which versions of such rows, within a scope.
    """

    model: type[models.Model]
    words: Words
    told: Callable[[Any, Scope], models.QuerySet[Any]]

    def versions(self, scope: Scope) -> models.QuerySet[Any]:
        """Return what the public is told of them, with the act that did it."""
        act = Coalesce("pgh_context_id", Value(NO_ACT, models.UUIDField()))
        rows = versions_of(self.model).annotate(act=act)
        return self.told(rows, scope)


def _about(versions: Any, scope: Scope) -> models.QuerySet[Any]:
    return versions.filter(addressee__in=scope.of("pk"))


def _responses(versions: Any, scope: Scope) -> models.QuerySet[Any]:
    drafted = Q(status=Response.Status.DRAFT)
    return versions.exclude(drafted).filter(addressee__in=scope.of("pk"))


def _withdrawn(versions: Any, scope: Scope) -> models.QuerySet[Any]:
    return versions.filter(addressee__in=scope.of("pk"), withdrawn_at__isnull=False)


def _documents(versions: Any, scope: Scope) -> models.QuerySet[Any]:
    """Keep the corrections of documents in which a response was public by then."""
    public = _responses(versions_of(Response), scope).filter(
        document=OuterRef("pgh_obj"), pgh_created_at__lt=OuterRef("pgh_created_at")
    )
    return versions.filter(Exists(public), pgh_label="update")


def _requests(versions: Any, scope: Scope) -> models.QuerySet[Any]:
    """Keep the answers; what a reader wrote is not in the trail at all."""
    answered = versions.filter(answered_at__isnull=False)
    if scope.is_everything:
        return answered
    return answered.filter(
        Q(addressee__in=scope.of("pk"))
        | Q(institution__in=scope.of("institution"))
        | Q(report__in=scope.of("report"))
    )


KINDS = [
    Kind(Response, OF_A_RESPONSE, _responses),
    Kind(Document, OF_A_DOCUMENT, _documents),
    Kind(Extension, OF_AN_EXTENSION, _about),
    Kind(Check, OF_A_CHECK, _withdrawn),
    Kind(Flag, OF_A_FLAG, _withdrawn),
    Kind(CorrectionRequest, OF_A_REQUEST, _requests),
]
