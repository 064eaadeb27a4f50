from ipaddress import ip_network

import pytest
from django.http import HttpResponse

from tracker.proxies import TrustedProxyMiddleware, client_of

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("::1")]


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("", "10.0.0.1"),
        ("203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("203.0.113.9, rubbish", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_client_is_the_nearest_stranger(forwarded, client):
    assert client_of("10.0.0.1", forwarded, TRUSTED) == client


@pytest.fixture
def seen(rf, settings):
    """Send a request through the middleware; return what the site sees of it."""

    def seen(trusted, peer):
        settings.TRUSTED_PROXIES = trusted
        request = rf.get(
            "/",
            REMOTE_ADDR=peer,
            HTTP_X_FORWARDED_FOR="203.0.113.9",
            HTTP_X_FORWARDED_PROTO="https",
        )
        TrustedProxyMiddleware(lambda _: HttpResponse())(request)
        return request.META["REMOTE_ADDR"], request.is_secure()

    return seen


def test_a_trusted_proxy_is_believed(seen):
    assert seen(["10.0.0.0/8"], "10.0.0.1") == ("203.0.113.9", True)


def test_a_stranger_is_not(seen):
    assert seen(["10.0.0.0/8"], "192.0.2.1") == ("192.0.2.1", False)


def test_by_default_nobody_is(seen):
    assert seen([], "127.0.0.1") == ("127.0.0.1", False)


def test_a_socket_is_believed_only_when_named(seen):
    assert seen(["unix"], "") == ("203.0.113.9", True)
    assert seen(["10.0.0.0/8"], "") == ("", False)
