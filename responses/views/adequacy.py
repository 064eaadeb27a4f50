"""The page on which a response is held against the inquiry's own test."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from responses import services
from responses.forms import AdequacyForm
from responses.services import Act
from responses.views.acts import act_page, form_page
from responses.views.officers import OfficerRequest, addressee_for


@form_page
def check_adequacy(
    request: OfficerRequest, response: int, **address: str
) -> HttpResponse:
    addressee = addressee_for(request.user, address, on=timezone.localdate())
    checked = get_object_or_404(
        addressee.responses.published().select_related("document"), pk=response
    )

    def save(act: Act, form: AdequacyForm) -> None:
        services.check_adequacy(act, checked, form.adequacy)

    return act_page(
        request,
        address,
        partial(AdequacyForm, response=checked),
        save,
        title="Check a response against the inquiry's test",
        about=("Response", f"{checked.document}: {checked.summary}"),
    )
