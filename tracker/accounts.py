"""How people come in: accounts are made by an admin, never by their owner."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. An administrator can open it.",
        "email_password_mismatch": "The e-mail address and the password do not go "
        "together. Check both.",
        "enter_current_password": "Enter your current password.",
        "incorrect_code": "That code is not right, or it is no longer valid. Enter the "
        "one that your app shows now.",
        "incorrect_password": "That is not your password.",
        "invalid_or_expired_key": "This link is used up or too old. Ask for a new one.",
        "invalid_password_reset": "This link is used up or too old. Ask for a new one.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try "
        "again.",
        "rate_limited": "Too many attempts. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class RequireMfaMiddleware:
    """Send whoever signed in with a password alone to set up a second factor.

    Single sign-on brings its own. Only the account pages stay open until then.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA and self.is_held_back(request):
            messages.info(request, "Set up a second way to prove who you are first.")
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def is_held_back(request: HttpRequest) -> bool:
        """Tell whether the page needs a second factor that the reader has not got."""
        guarded = ("/desk/", reverse("admin:index"))
        return (
            request.path.startswith(guarded)
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
            and not came_by_single_sign_on(request)
        )


def came_by_single_sign_on(request: HttpRequest) -> bool:
    """Tell whether another service vouched for this session's sign-in."""
    records = get_authentication_records(request)
    return any(record["method"] == "socialaccount" for record in records)
