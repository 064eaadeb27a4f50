"""An addressee's forms in the admin site, where officers write at the same time."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from recommendations.models import Addressee


class BasedOn(forms.CharField):
    """The version that a page was made from; no change by itself."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class AddresseeForm(forms.ModelForm):
    """Refuses a page that was opened before somebody else's change."""

    based_on = BasedOn(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["based_on"] = self.instance.version

    def clean(self) -> Any:
        version = str(self.instance.version)
        is_known = self.instance.pk is not None
        if is_known and self.has_changed() and self.cleaned_data["based_on"] != version:
            raise ValidationError(
                "%(by)s has saved a change since this page was opened, so nothing "
                "was saved here. Load the page again, look at what has changed, and "
                "then make your change.",
                code="changed_meanwhile",
                params={"by": _who_changed(self.instance) or "Somebody else"},
            )
        return super().clean()


class AddresseeFormSet(forms.BaseInlineFormSet):
    """Writes what was changed alone: officers and the reckoning write the rest."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        # The reckoning keeps this column; a new row needs it from the start.
        form.instance.report = self.instance.report
        return super().save_new(form, commit)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        if commit:
            obj.save(update_fields=form.changed_data)
        return obj


def _who_changed(addressee: Addressee) -> str:
    """Return who brought it to its version; blank where it came past the site."""
    events = Addressee.pgh_event_model.objects  # type: ignore[attr-defined]
    versions = events.filter(pgh_obj=addressee.pk, version=addressee.version)
    context = versions.order_by("pgh_id").values_list("pgh_context", flat=True).first()
    return (context or {}).get("by", "")
