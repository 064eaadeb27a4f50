"""One line of JSON an event, from our code, Django's and the libraries' alike."""

from typing import Any

import structlog
from django.http import HttpRequest

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configuration() -> dict[str, Any]:
    """Return the LOGGING setting, and make structlog agree with it."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(),
        "foreign_pre_chain": SHARED,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Without handlers of their own, so that all goes to the root's.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # That a page was not found, the line of its request says.
            "django.request": {"level": "ERROR"},
            # HEAD is answered as GET is; gunicorn drops the body, and need not say so.
            "gunicorn.http.wsgi": {"level": "ERROR"},
        },
    }


def bind_address(request: HttpRequest, **_signal: Any) -> None:
    """Put the reader's address, as TrustedProxyMiddleware found it, on each line."""
    structlog.contextvars.bind_contextvars(ip=request.META.get("REMOTE_ADDR"))
