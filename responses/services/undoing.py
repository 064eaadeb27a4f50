"""How a batch is undone: from the trail, and into the trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pghistory
from django.db import models, transaction
from django.db.models import F

from recommendations.models import Addressee, Check, Extension, Lead
from recommendations.reckoning import reckon
from responses.flags import review_flags
from responses.models import Answerer, Assignment, Batch, Officer, Paper, Response
from responses.permissions import addressees_of, is_left_to_a_reviewer
from responses.services.acts import AlreadyRecorded, AsksForReview, NotAllowed
from responses.settling import settle

_Versions = models.QuerySet[Any]


class ChangedSince(Exception):
    """Some of a batch's addressees have been written about since; says which."""

    def __init__(self, addressees: list[Addressee]) -> None:
        super().__init__(f"{len(addressees)} changed since")
        self.addressees = addressees


def undo(batch: Batch, *, by: Officer, at: datetime, reason: str) -> None:
    """Take back all that a batch did, in one transaction.

    What it had recorded is withdrawn, what it had changed is as it was before, and a
    paper that it published is open again. Raises
    AlreadyRecorded when it is undone already, NotAllowed when one of its addressees
    is not the officer's, AsksForReview when a reviewer other than who did it is to
    undo it, and ChangedSince when one has a newer version.
    """
    context = {"user": by.pk, "by": by.email, "reason": reason, "undoes": batch.pk}
    with transaction.atomic(), pghistory.context(**context):
        undone = Batch.objects.select_for_update().get(pk=batch.pk)
        if undone.is_undone:
            raise AlreadyRecorded("This has been undone already.")
        addressees = _held(undone, by=by)
        withdrawal = {
            "withdrawn_by": by,
            "withdrawn_at": at,
            "withdrawn_reason": reason,
        }
        _put_back(undone, withdrawal)
        addressees.update(version=F("version") + 1)
        reckon(addressees)
        settle(addressees)
        review_flags(addressees, at=at, by=by)
        # What it was published from can be corrected and published again.
        undone.papers.update(status=Paper.Status.EDITING, version=F("version") + 1)
        undone.undone_by, undone.undone_at, undone.undone_reason = by, at, reason
        undone.save(update_fields=["undone_by", "undone_at", "undone_reason"])


def _held(batch: Batch, *, by: Officer) -> models.QuerySet[Addressee]:
    """Return the batch's addressees, locked, none of them changed since."""
    addressees = Addressee.objects.filter(batch_items__batch=batch)
    versions = dict(batch.items.values_list("addressee", "version"))
    in_order = addressees.order_by("pk").select_related(
        "institution", "recommendation__report"
    )
    held = list(in_order.select_for_update(of=("self",)))
    if len(held) > addressees_of(by).filter(batch_items__batch=batch).count():
        raise NotAllowed
    if is_left_to_a_reviewer(by, batch):
        raise AsksForReview(
            "ask a reviewer who did not do or write this to undo it, from “Done "
            "together”."
        )
    if changed := [each for each in held if each.version != versions[each.pk]]:
        raise ChangedSince(changed)
    return addressees


def _put_back(batch: Batch, withdrawal: dict[str, Any]) -> None:
    addressees = batch.items.values("addressee")
    about = {"addressee__in": addressees}
    withdrawn = withdrawal | {"status": Response.Status.WITHDRAWN}
    responses = _Undoing(Response, batch, about)
    responses.withdraw_or_restore(withdrawn)
    # A withdrawn response still says who gave it.
    older = Response.objects.filter(**about).exclude(pk__in=responses.new)
    for duty in (Check, Extension):
        _Undoing(duty, batch, about).withdraw_or_restore(withdrawal)
    _Undoing(Addressee, batch, {"pgh_obj__in": addressees}).withdraw_or_restore({})
    _Undoing(Answerer, batch, {"response__in": older.values("pk")}).relink()
    _Undoing(Lead, batch, about).relink()
    _Undoing(Assignment, batch, about).relink()


class _Undoing:
    """What the trail says of one table's rows in a batch, and how they were before.

    about: how the versions that may concern the batch are found by index.
    """

    def __init__(
        self, model: type[models.Model], batch: Batch, about: dict[str, Any]
    ) -> None:
        self.model = model
        events: Any = model.pgh_event_model  # type: ignore[attr-defined]
        self.versions: _Versions = events.objects.order_by("pgh_id")
        written = self.versions.filter(**about, pgh_context__batch=batch.pk)
        # The batch's first word on each row.
        self.first: dict[int, Any] = {}
        for version in written:
            self.first.setdefault(version.pgh_obj_id, version)

    @property
    def new(self) -> list[int]:
        return [pk for pk, each in self.first.items() if each.pgh_label == "insert"]

    def before(self) -> Iterable[tuple[int, dict[str, Any]]]:
        """Return each row that was there already, and what it said."""
        old = self.first.keys() - set(self.new)
        last: dict[int, Any] = {}
        for version in self.versions.filter(pgh_obj__in=old):
            if version.pgh_id < self.first[version.pgh_obj_id].pgh_id:
                last[version.pgh_obj_id] = version
        for pk, version in last.items():
            yield pk, {name: getattr(version, name) for name in self._columns}

    @property
    def _columns(self) -> list[str]:
        """What somebody may have written: not what is computed from it."""
        return [
            field.attname
            for field in self.model._meta.concrete_fields
            if field.editable and not field.generated and not field.primary_key
        ]

    def withdraw_or_restore(self, withdrawal: dict[str, Any]) -> None:
        """Withdraw what the batch recorded, and restore what it changed."""
        rows = self.model._base_manager
        if withdrawal:
            rows.filter(pk__in=self.new).update(**withdrawal)
        before = dict(self.before())
        held = rows.filter(pk__in=before).values("pk", *self._columns)
        # Only what differs: of most addressees nothing that anybody wrote has changed.
        alike: dict[tuple[str, ...], list[models.Model]] = {}
        for row in held.iterator():
            old = before[row["pk"]]
            if changed := tuple(name for name in old if old[name] != row[name]):
                values = {name: old[name] for name in changed}
                alike.setdefault(changed, []).append(self.model(pk=row["pk"], **values))
        for names, restored in alike.items():
            fields = [self._field_of[name] for name in names]
            rows.bulk_update(restored, fields, batch_size=500)

    @property
    def _field_of(self) -> dict[str, str]:
        """The names of fields, by those of their columns."""
        return {field.attname: field.name for field in self.model._meta.concrete_fields}

    def relink(self) -> None:
        """Take out the links that the batch made, and make those it took out again."""
        rows = self.model._base_manager
        rows.filter(pk__in=self.first).delete()
        rows.bulk_create(self.model(pk=pk, **columns) for pk, columns in self.before())
