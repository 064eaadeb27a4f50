"""Who is asking, when proxies stand between."""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = IPv4Network | IPv6Network
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class TrustedProxyMiddleware:
    """Believe what a trusted proxy says of the client, and nobody else.

    Everything behind this (limits, logs, the trail) reads REMOTE_ADDR.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusts_socket = "unix" in settings.TRUSTED_PROXIES
        self.networks = [
            ip_network(part) for part in settings.TRUSTED_PROXIES if part != "unix"
        ]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        if is_within(peer, self.networks) or (not peer and self.trusts_socket):
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = client_of(peer, forwarded, self.networks)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)


def client_of(peer: str, forwarded: str, trusted: list[Network]) -> str:
    """Return the nearest address that is not a trusted proxy's.

    Each proxy adds on the right the address it was called from; what stands further
    left than the first stranger may be made up.
    """
    client = peer
    for hop in reversed([part.strip() for part in forwarded.split(",")]):
        if not _is_address(hop):
            break
        client = hop
        if not is_within(hop, trusted):
            break
    return client


def is_within(address: str, networks: list[Network]) -> bool:
    """Tell whether the address belongs to one of the networks; a blank one does not."""
    if not _is_address(address):
        return False
    return any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
