"""Reference data, kept by administrators; what follows from it is reckoned anew."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F
from django.http import HttpRequest

from recommendations.characters import first_unseen
from recommendations.forms import AddresseeForm, AddresseeFormSet
from recommendations.models import (
    Addressee,
    Hearing,
    Inquiry,
    Institution,
    Investigation,
    Lead,
    Recommendation,
    Report,
    Rung,
    ScopeParagraph,
    Succession,
)
from recommendations.reckoning import reckon

admin.site.site_header = admin.site.site_title = "Reference data and accounts"
admin.site.index_title = "What an administrator keeps"


# What is owed by whom, by when, by the addressee's id.
Owed = dict[int, tuple[Any, ...]]
_OWED = [
    "institution",
    "deadline",
    "original_due_earliest",
    "original_due_latest",
    "due_earliest",
    "due_latest",
    "lapsed_on",
]


class ForAdministrators:
    """Opened by the account's role alone; rights of Django's own are not used."""

    def formfield_for_dbfield(self, *args: Any, **options: Any) -> Any:
        field = super().formfield_for_dbfield(*args, **options)  # type: ignore[misc]
        if isinstance(field, forms.CharField):
            field.validators.append(_refuse_unseen)
        return field

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may_manage(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_manage(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_manage(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_manage(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_manage(request)


class ReadOnly(ForAdministrators):
    """Shown, and changed nowhere but at the desk or by the jobs."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Table(ForAdministrators, admin.TabularInline):
    extra = 0


class Reference(ForAdministrators, admin.ModelAdmin):
    """Reference data. A change reckons the due dates anew, in its transaction."""

    save_on_top = True

    def concerned(self, saved: Any) -> models.QuerySet[Addressee]:
        """Return the addressees whose due dates may follow from what was saved."""
        return Addressee.objects.none()

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        concerned = self.concerned(form.instance)
        before = _owed(concerned)
        super().save_related(request, form, formsets, change)
        reckon(concerned)
        outdated = self.outdated(before, _owed(concerned))
        # An officer whose form is open is told of this change as of any other.
        Addressee.objects.filter(pk__in=outdated).update(version=F("version") + 1)

    def outdated(self, before: Owed, after: Owed) -> set[int]:
        """Return the addressees of which an open form no longer shows what holds."""
        return {pk for pk, owed in before.items() if after.get(pk) != owed}


class RungTable(Table):
    model = Rung


class ScopeTable(Table):
    model = ScopeParagraph


class HearingTable(Table):
    model = Hearing


class SuccessionTable(Table):
    model = Succession
    fk_name = "predecessor"
    autocomplete_fields = ["successor"]


class AddresseeTable(Table):
    model = Addressee
    form = AddresseeForm
    formset = AddresseeFormSet
    fields = ["institution", "deadline", "is_reply_required", "based_on"]
    autocomplete_fields = ["institution"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Addressee]:
        rows = super().get_queryset(request)
        return _held(rows) if _writes(request) else rows


class LeadTable(Table):
    model = Lead
    autocomplete_fields = ["institution"]


@admin.register(Inquiry)
class InquiryAdmin(Reference):
    list_display = ["name", "short_name", "response_months", "closed"]
    search_fields = ["name", "short_name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [RungTable]

    def concerned(self, saved: Inquiry) -> models.QuerySet[Addressee]:
        return Addressee.objects.filter(recommendation__report__inquiry=saved)


@admin.register(Investigation)
class InvestigationAdmin(Reference):
    list_display = ["title", "inquiry"]
    list_select_related = ["inquiry"]
    list_filter = ["inquiry"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["inquiry"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [ScopeTable, HearingTable]


@admin.register(Report)
class ReportAdmin(Reference):
    list_display = ["title", "inquiry", "kind", "published"]
    list_select_related = ["inquiry"]
    list_filter = ["inquiry", "kind"]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["inquiry", "investigation"]
    prepopulated_fields = {"slug": ["title"]}

    def concerned(self, saved: Report) -> models.QuerySet[Addressee]:
        return Addressee.objects.filter(recommendation__report=saved)


@admin.register(Institution)
class InstitutionAdmin(Reference):
    list_display = ["name", "kind", "parent", "ended"]
    list_select_related = ["parent"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases", "slug"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SuccessionTable]

    def concerned(self, saved: Institution) -> models.QuerySet[Addressee]:
        return Addressee.objects.filter(institution=saved)


@admin.register(Recommendation)
class RecommendationAdmin(Reference):
    list_display = ["title", "report", "number", "part", "status"]
    list_select_related = ["report"]
    list_filter = ["status", "report"]
    search_fields = ["title", "reference", "report__title"]
    autocomplete_fields = ["report", "restates", "replaced_by"]
    inlines = [AddresseeTable]

    def concerned(self, saved: Recommendation) -> models.QuerySet[Addressee]:
        return Addressee.objects.filter(recommendation=saved)


@admin.register(Addressee)
class AddresseeAdmin(Reference):
    form = AddresseeForm
    list_display = ["recommendation", "institution", "deadline", "is_reply_required"]
    list_select_related = ["recommendation__report", "institution"]
    list_filter = ["is_reply_required", "report"]
    search_fields = ["recommendation__title", "institution__name", "report__title"]
    autocomplete_fields = ["recommendation", "institution", "passed_to"]
    # Announced by the body and recorded by officers, at the desk.
    readonly_fields = ["expected", "expected_source_url"]
    inlines = [LeadTable]

    def concerned(self, saved: Addressee) -> models.QuerySet[Addressee]:
        return Addressee.objects.filter(pk=saved.pk)

    def get_object(self, request: Any, object_id: Any, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None or not _writes(request):
            return found
        return _held(Addressee.objects.filter(pk=found.pk)).first()

    def save_model(self, request: Any, obj: Addressee, form: Any, change: Any) -> None:
        obj.report = obj.recommendation.report
        changed = [*form.changed_data, "report"]
        obj.save(update_fields=changed if change else None)

    def outdated(self, before: Owed, after: Owed) -> set[int]:
        # Whatever was changed: an officer sees all that is edited here.
        return set(after)


def _refuse_unseen(text: Any) -> None:
    if problem := first_unseen(str(text)):
        raise ValidationError(f"This {problem}", code="unseen")


def _writes(request: HttpRequest) -> bool:
    """Tell whether the admin site has opened a transaction, which it does to save."""
    return request.method == "POST" and connection.in_atomic_block


def _held(addressees: models.QuerySet[Addressee]) -> models.QuerySet[Addressee]:
    """Hold them from here on: what an officer records meanwhile waits, or was first."""
    return addressees.select_for_update(of=("self",))


def _owed(addressees: models.QuerySet[Addressee]) -> Owed:
    """Hold the addressees, and return what each owes; always in the same order."""
    chosen = Addressee.objects.filter(pk__in=addressees.order_by().values("pk"))
    rows = chosen.select_for_update().order_by("pk")
    return {pk: tuple(owed) for pk, *owed in rows.values_list("pk", *_OWED)}


def _may_manage(request: HttpRequest) -> bool:
    user: Any = request.user
    return user.is_active and user.is_staff
