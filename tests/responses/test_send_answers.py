"""Answers to readers, sent without Celery."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from responses.models import AnswerDelivery
from tests.responses.factories import CorrectionRequestFactory

pytestmark = pytest.mark.django_db


def test_the_command_sends_what_waits_once(sink):
    request = CorrectionRequestFactory(email="reader@example.org")
    AnswerDelivery.objects.create(
        request=request, message_id="<a@example.org>", created_at=timezone.now()
    )
    said = StringIO()

    call_command("send_answers", stdout=said)
    call_command("send_answers", stdout=said)

    assert sink.recipients == ["reader@example.org"]
    assert "1 sent" in said.getvalue()
