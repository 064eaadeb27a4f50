from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from responses.models import Officer, Subscription
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db


def create(*arguments):
    out = StringIO()
    call_command("create_officer", *arguments, stdout=out)
    return out.getvalue()


def test_the_printed_password_opens_the_account(client):
    printed = create("ann@example.org")
    password = printed.split("Password: ")[1].strip()

    signed_in = client.post(
        "/accounts/login/", {"login": "ann@example.org", "password": password}
    )

    assert "/accounts/login/" in printed
    assert signed_in.headers["Location"] == "/desk/"


def test_no_institution_named_means_all_of_them():
    create("ann@example.org")

    officer = Officer.objects.get()
    assert (officer.role, officer.has_all_institutions) == ("officer", True)
    assert not officer.is_staff


def test_named_institutions_are_the_accounts_and_its_digests():
    bodies = {InstitutionFactory(slug="home-office"), InstitutionFactory(slug="ceop")}

    create("ann@example.org", "--institution", "home-office", "--institution", "ceop")

    officer = Officer.objects.get()
    assert set(officer.institutions.all()) == bodies
    assert not officer.has_all_institutions
    assert set(officer.subscription.institutions.all()) == bodies
    assert officer.subscription.confirmed_at


def test_an_admin_may_open_the_admin_site():
    create("ann@example.org", "--role", "admin")

    assert Officer.objects.get().is_staff
    assert not Officer.objects.get().is_superuser


def test_somebody_who_read_the_digest_before_goes_on_as_an_officer():
    SubscriptionFactory(email="Ann@example.org")

    create("ann@example.org")

    assert Subscription.objects.get().officer == Officer.objects.get()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ann"], "not an e-mail address"),
        (["ann@example.org\0"], "not an e-mail address"),
        (["ann@example.org", "--institution", "home-ofice"], "mean home-office"),
        (["ann@example.org", "--role", "king"], "invalid choice"),
        (["ann@example.org", "--reset-password"], "has no account"),
    ],
)
def test_bad_arguments_are_told_what_to_write_and_open_nothing(arguments, told):
    InstitutionFactory(slug="home-office")

    with pytest.raises(CommandError, match=told):
        create(*arguments)

    assert not Officer.objects.exists()


def test_an_account_is_opened_once_whatever_the_case():
    create("ann@example.org")

    with pytest.raises(CommandError, match="has an account already"):
        create("ANN@example.org")


def test_a_forgotten_password_is_replaced():
    create("ann@example.org")
    before = Officer.objects.get().password

    assert "Password: " in create("Ann@example.org", "--reset-password")
    assert Officer.objects.get().password != before


def test_a_password_is_taken_from_standard_input_and_never_printed(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("correct horse battery staple\n"))

    printed = create("ann@example.org", "--password-stdin")

    assert Officer.objects.get().check_password("correct horse battery staple")
    assert "horse" not in printed


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))

    with pytest.raises(CommandError, match="too short"):
        create("ann@example.org", "--password-stdin")
