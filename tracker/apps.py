from django.apps import AppConfig
from django_structlog.signals import bind_extra_request_metadata

from tracker import logs

# Loaded with Django, so that shared tasks are sent to this app's broker. Not in
# tracker/__init__.py: what starts the embedded services needs no Celery.
from tracker.celery import app as celery_app

__all__ = ["TrackerConfig", "celery_app"]


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self) -> None:
        bind_extra_request_metadata.connect(logs.bind_address)
