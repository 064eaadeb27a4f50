"""A mail server to send to."""

import pytest

from tests.responses.sinks import Sink, smtp_settings


@pytest.fixture
def sink(settings):
    """A real mail server on this machine, which does as it is told."""
    with Sink() as sink:
        settings.MAILERS = smtp_settings(sink.port)
        yield sink
