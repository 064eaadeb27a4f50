import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user_model
from django.core.cache import cache

PASSWORD = "correct horse battery staple"


@pytest.fixture
def officer(db):
    return get_user_model().objects.create_user("ann@example.org", PASSWORD)


@pytest.fixture
def desk(client, officer, settings):
    """Ask for a page that needs an officer, a second factor being required or not."""

    def desk(*, mfa):
        settings.REQUIRE_MFA = mfa
        client.force_login(officer)
        return client.get("/desk/")

    return desk


def sign_in(client, email="ann@example.org", password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_an_officer_signs_in_with_address_and_password(client, officer):
    page = sign_in(client)

    assert (page.status_code, page.headers["Location"]) == (302, "/desk/")


def test_a_wrong_password_and_an_unknown_address_are_told_alike(client, officer):
    wrong = sign_in(client, password="another")
    unknown = sign_in(client, email="bob@example.org")

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_nobody_signs_up(client, db):
    client.post(
        "/accounts/signup/",
        {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert not get_user_model().objects.exists()


def test_guessing_is_stopped(client, officer):
    cache.clear()
    for _ in range(10):
        sign_in(client, password="another")

    page = sign_in(client)

    assert page.status_code != 302
    cache.clear()


def test_sign_in_works_while_redis_is_away(client, officer, settings):
    away = {"BACKEND": "tracker.caches.ForgivingRedisCache", "LOCATION": "unix:///no"}
    settings.CACHES = {"default": away}

    assert sign_in(client).status_code == 302


def test_without_a_second_factor_the_desk_is_closed(desk):
    page = desk(mfa=True)

    assert (page.status_code, page.headers["Location"]) == (302, "/accounts/2fa/")


def test_with_one_it_is_open(desk, officer):
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})

    assert desk(mfa=True).headers.get("Location") != "/accounts/2fa/"


def test_a_place_may_do_without(desk):
    assert desk(mfa=False).headers.get("Location") != "/accounts/2fa/"


def test_single_sign_on_brings_its_own(client, desk, officer):
    client.force_login(officer)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount"}]
    session.save()

    assert client.get("/desk/").headers.get("Location") != "/accounts/2fa/"


def code_of(secret):
    """Return the six digits that an app with this secret shows now."""
    counter = int(time.time()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def test_an_officer_is_led_to_a_second_step_and_then_let_in(client, officer, settings):
    settings.REQUIRE_MFA = True
    sign_in(client)
    assert client.get("/desk/").headers["Location"] == "/accounts/2fa/"

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert client.get("/desk/").status_code == 200

    client.logout()
    sign_in(client)
    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"],
)
def test_signing_in_never_leads_away_from_the_site(client, officer, elsewhere):
    said = {"login": "ann@example.org", "password": PASSWORD, "next": elsewhere}

    page = client.post("/accounts/login/", said)

    assert page.headers["Location"] == "/desk/"


def test_a_closed_account_is_signed_out_at_once(client, officer):
    sign_in(client)
    assert client.get("/desk/").status_code == 200

    get_user_model().objects.update(is_active=False)

    assert client.get("/desk/").headers["Location"].startswith("/accounts/login/")
    assert sign_in(client).headers["Location"] == "/accounts/inactive/"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/signup/",
        "/accounts/inactive/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
    ],
)
def test_each_page_of_an_account_has_the_sites_look(client, officer, address):
    is_before_sign_in = any(word in address for word in ("login", "signup", "reset"))
    if not is_before_sign_in:
        sign_in(client)
    if "totp" in address or "webauthn" in address:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    page = client.get(address).content.decode()

    assert page.count("<h1>") == 1
    assert "site-header" in page
    assert "please" not in page.lower()
