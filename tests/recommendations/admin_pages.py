"""What a browser does with a page of the admin site."""

from recommendations.partial_dates import PartialDate


def form_of(page):
    """Return what a browser would send back, unchanged, from an admin form."""
    adminform = page.context["adminform"].form
    formsets = [each.formset for each in page.context["inline_admin_formsets"]]
    forms = [adminform, *(form for formset in formsets for form in formset.forms)]
    forms += [formset.management_form for formset in formsets]
    sent = {
        field.html_name: field.value()
        for form in forms
        for field in form
        if field.value() is not False and field.value() not in (None, "")
    }
    return {
        name: str(value) if isinstance(value, PartialDate) else value
        for name, value in sent.items()
    }


def change(client, row, **changes):
    url = f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"
    page = client.post(url, form_of(client.get(url)) | changes)
    assert page.status_code == 302, page.context["errors"]
    return page
