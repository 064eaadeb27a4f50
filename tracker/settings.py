"""One settings file. What differs between places comes from the environment."""

import logging
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from tracker import addresses, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / env.text("STATE_DIR", default="var")

# Where it stands. The scheme of the address decides what "secure" can mean.

SITE_URL = addresses.site("SITE_URL")
SITE_IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
SECRET_KEY = env.secret("SECRET_KEY")
DEBUG = env.flag("DEBUG", default=False)

# What the site's pages say about the place they are served from.

SUPPORT_LINES = env.support_lines("SUPPORT_LINES")

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

INSTALLED_APPS = [
    "tracker",
    "responses",
    "recommendations",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_structlog",
]

MIDDLEWARE = [
    "tracker.proxies.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "tracker.privacy.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.accounts.RequireMfaMiddleware",
    "tracker.oddities.NoNullsInTheAdminSite",
    "tracker.trail.TrailMiddleware",
]

# A page that is only read changes nothing: the trail needs no name for it.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.context.frame",
            ],
        },
    },
]

# The table of a response paper is one form: 200 answers send about 1,600 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# Forms take their templates from templates/django/forms.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What is kept, and where.

DATABASES = {"default": addresses.database("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_queue, _cache = addresses.queue_and_cache("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "tracker.caches.ForgivingRedisCache",
        "LOCATION": _cache,
        # A silent Redis may hold a page up for this long, not for ever.
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    },
}

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Found where they lie, at the start: no page fails for want of `collectstatic`.
WHITENOISE_USE_FINDERS = True

# Words and clocks. Days are London's; instants are kept in UTC.

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Who may come in. Accounts are made by an admin; nobody signs up.

AUTH_USER_MODEL = "responses.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "tracker.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An admin typed the address; single sign-on vouches for its own.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_IS_HTTPS else "http"

REQUIRE_MFA = env.flag("REQUIRE_MFA", default=True)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Inquiry recommendation tracker"
# With e-mail verification off no address is ever marked as verified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_IS_HTTPS

SOCIALACCOUNT_ADAPTER = "tracker.accounts.SingleSignOnAdapter"
# Known by issuer and subject. An e-mail address alone opens no account: an officer
# joins the two on the account pages, once signed in.
SOCIALACCOUNT_PROVIDERS = addresses.single_sign_on("OIDC")
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False

# What a browser is told. HTTP is for one's own machine.

_prefix = "__Host-" if SITE_IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from inside, over HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
# Safe because TrustedProxyMiddleware drops the header when a stranger sends it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    # A sign-in form may end at the single sign-on service, which redirects there.
    "form-action": [CSP.SELF, *addresses.origins("OIDC_ISSUER")],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}

# Mail.

MAILERS = {"default": addresses.mailer("EMAIL_URL")}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.required("DEFAULT_FROM_EMAIL")
# A copy of production sets this, so that it cannot write to real people.
MAIL_ALLOW_LIST = env.listed("MAIL_ALLOW_LIST")

# Jobs. Measured, not guessed: a killed pool child gives its task back at once, a
# killed worker within the visibility timeout and the restore interval.

CELERY_BROKER_URL = _queue
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # Losing Redis must not hold up whoever queues a hint.
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "max_retries": 1,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# Logs: one line of JSON an event, on standard error.

LOGGING = logs.configuration()
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # the end says it all
# Its own way of finding the reader's address believes any header.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
