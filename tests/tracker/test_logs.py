import io
import json
import logging

import pytest
import structlog

from tracker import logs


@pytest.fixture
def lines():
    """What the configured handler writes, line by line."""
    configuration = logs.configuration()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = dict(configuration["formatters"]["json"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    logger = logging.getLogger("tests.logs")
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_an_event_is_one_line_of_json(lines):
    structlog.get_logger("tests.logs").warning("cache_away", problem="ConnectionError")

    [line] = lines()
    assert line["event"] == "cache_away"
    assert line["problem"] == "ConnectionError"
    assert line["level"] == "warning"


def test_a_librarys_message_is_one_line_too(lines):
    logging.getLogger("tests.logs").warning("first\nsecond %s", "third")

    [line] = lines()
    assert line["event"] == "first\nsecond third"
