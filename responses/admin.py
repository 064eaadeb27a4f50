"""Accounts, and the record as it stands, which changes at the desk alone."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from recommendations.admin import ForAdministrators, ReadOnly, Table
from recommendations.models import Check, Extension
from responses.models import (
    DigestDelivery,
    DigestRun,
    Document,
    Flag,
    Letter,
    Officer,
    Publisher,
    Response,
    Subscription,
)
from responses.services.accounts import keep_subscribed


class NewOfficerForm(AdminUserCreationForm):
    class Meta:
        model = Officer
        fields = ["email"]


class OfficerForm(UserChangeForm):
    # Neither the password nor its hash is shown: its owner resets it by e-mail.
    password = None  # type: ignore[assignment]

    class Meta:
        model = Officer
        fields = ["email", "first_name", "last_name"]

    def clean(self) -> Any:
        """Keep at least one administrator who can sign in: nobody else makes one."""
        said = super().clean() or self.cleaned_data
        remains = said.get("is_active") and said.get("role") == Officer.Role.ADMIN
        others = Officer.objects.exclude(pk=self.instance.pk)
        able = others.filter(role=Officer.Role.ADMIN, is_active=True)
        if not remains and not able.exists():
            raise ValidationError(
                "This is the only administrator who can sign in. Make another one "
                "first.",
                code="last_administrator",
            )
        return said


@admin.register(Officer)
class OfficerAdmin(ForAdministrators, admin.ModelAdmin):
    form = OfficerForm
    list_display = ["email", "role", "has_all_institutions", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    autocomplete_fields = ["institutions"]
    readonly_fields = ["last_login", "date_joined"]
    fields = [
        "email",
        "first_name",
        "last_name",
        "role",
        "institutions",
        "has_all_institutions",
        "is_active",
        "last_login",
        "date_joined",
    ]
    add_fields = [
        "email",
        "usable_password",
        "password1",
        "password2",
        "role",
        "institutions",
        "has_all_institutions",
    ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewOfficerForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else self.add_fields

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        # The admin site is an edge, where the clock is read.
        keep_subscribed(form.instance, at=timezone.now())  # noqa: TID251

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: an account is closed (is_active), and the trail keeps its name."""
        return False


@admin.register(Subscription)
class SubscriptionAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["email", "has_all_institutions", "confirmed_at", "unsubscribed_at"]
    list_filter = ["has_all_institutions"]
    search_fields = ["email"]
    autocomplete_fields = ["officer", "institutions"]
    exclude = ["token"]


class PublisherTable(Table):
    model = Publisher
    autocomplete_fields = ["institution"]


@admin.register(Document)
class DocumentAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["title", "published", "confidence"]
    search_fields = ["title", "slug"]
    inlines = [PublisherTable]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_free(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_free(obj) and super().has_delete_permission(request, obj)

    @staticmethod
    def _is_free(document: Document | None) -> bool:
        """Tell whether no response rests on it: what is published is not edited."""
        return document is None or not document.responses.exists()


@admin.register(Response)
class ResponseAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["addressee", "document", "kind", "position", "status"]
    list_select_related = [
        "addressee__institution",
        "addressee__recommendation__report",
        "document",
    ]
    list_filter = ["status", "kind", "position"]
    search_fields = ["summary", "document__title", "addressee__institution__name"]


class OfAnAddressee(ReadOnly, admin.ModelAdmin):
    list_select_related = [
        "addressee__institution",
        "addressee__recommendation__report",
    ]
    search_fields = ["addressee__institution__name", "addressee__report__title"]


@admin.register(Flag)
class FlagAdmin(OfAnAddressee):
    list_display = ["addressee", "rung", "due", "raised_on", "withdrawn_at"]
    list_filter = ["rung"]


@admin.register(Extension)
class ExtensionAdmin(OfAnAddressee):
    list_display = ["addressee", "due", "granted", "granted_by"]


@admin.register(Check)
class CheckAdmin(OfAnAddressee):
    list_display = ["addressee", "checked_on", "looked_at", "recorded_by"]
    list_select_related = [*OfAnAddressee.list_select_related, "recorded_by"]


@admin.register(DigestRun)
class DigestRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["period", "kind", "starts_at", "filled_at"]


@admin.register(DigestDelivery)
class DigestDeliveryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["run", "subscription", "status", "outcome", "settled_at"]
    list_select_related = ["run", "subscription"]
    list_filter = ["status"]
    search_fields = ["subscription__email", "message_id"]
    exclude = ["token"]


@admin.register(Letter)
class LetterAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["institution", "rung", "status", "sent"]
    list_select_related = ["institution", "rung"]
    list_filter = ["status"]
    search_fields = ["institution__name", "subject"]
