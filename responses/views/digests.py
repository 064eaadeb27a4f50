"""What readers of the digest meet on the web; a token in the address is their key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from responses import subscriptions
from responses.models import DigestDelivery, Subscription


@require_safe
@never_cache
def digest(request: HttpRequest, token: str) -> HttpResponse:
    """Show one digest for good, without what is its reader's own."""
    delivery = get_object_or_404(
        DigestDelivery.objects.select_related("edition", "run"),
        token=token,
        edition__isnull=False,
    )
    return TemplateResponse(request, "responses/digest.html", {"delivery": delivery})


# Mail scanners follow every link, so a GET only shows a button. A mail program's
# one-click POST brings no cookie, no form and no other proof than the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    subscription = get_object_or_404(Subscription, token=token)
    if request.method == "POST":
        subscriptions.unsubscribe(subscription, at=timezone.now())
        subscription.refresh_from_db()
    return TemplateResponse(
        request, "responses/unsubscribe.html", {"subscription": subscription}
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    subscription = get_object_or_404(Subscription, token=token)
    if request.method == "POST":
        subscriptions.confirm(subscription, at=timezone.now())
        subscription.refresh_from_db()
    return TemplateResponse(
        request, "responses/confirm.html", {"subscription": subscription}
    )
