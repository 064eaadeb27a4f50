"""Development's mail, to be read in the browser by whoever administers the site."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from responses.mailbox import KeptMail, kept_mail, kept_mails

SHOWN = 100


@require_safe
@never_cache
@login_required
def mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails that were written to files instead of being sent."""
    found = kept_mails(_folder(request), limit=SHOWN)
    context = {"mails": found, "shown": SHOWN}
    return TemplateResponse(request, "responses/mails.html", context)


@require_safe
@never_cache
@login_required
def mail(request: HttpRequest, name: str) -> HttpResponse:
    context = {"mail": _mail(request, name)}
    return TemplateResponse(request, "responses/mail.html", context)


# Mail styles itself in its tags; sandboxed, it runs no script and sends nothing.
@csp_override(
    {
        "default-src": [CSP.NONE],
        "style-src": [CSP.UNSAFE_INLINE],
        "frame-ancestors": [CSP.SELF],
        "sandbox": [""],
    }
)
@xframe_options_sameorigin
@require_safe
@never_cache
@login_required
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part as a mail program would, for a frame of the mail's page."""
    return HttpResponse(_mail(request, name).html)


def _mail(request: HttpRequest, name: str) -> KeptMail:
    found = kept_mail(_folder(request), name)
    if found is None:
        raise Http404
    return found


def _folder(request: HttpRequest) -> Path:
    """Return the folder that mail is written to, for admins alone."""
    user = request.user
    if not user.is_staff:
        raise PermissionDenied
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("folder")
    if folder is None:
        raise Http404
    return Path(folder)
