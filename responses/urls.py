"""The addresses of the desk."""

from django.urls import path

from responses.views import acts, addressees, desk

app_name = "responses"

ADDRESSEE = "desk/<slug:inquiry>/<slug:report>/<slug:reference>/<slug:institution>/"

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path(ADDRESSEE, addressees.addressee, name="addressee"),
    path(f"{ADDRESSEE}response/", acts.record_response, name="record-response"),
    path(f"{ADDRESSEE}check/", acts.record_check, name="record-check"),
    path(f"{ADDRESSEE}extension/", acts.grant_extension, name="grant-extension"),
    path(f"{ADDRESSEE}expected/", acts.set_expected, name="set-expected"),
    path(
        f"{ADDRESSEE}response/<int:response>/withdraw/",
        acts.withdraw_response,
        name="withdraw-response",
    ),
]
