import pytest
from allauth.mfa.models import Authenticator
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
