"""Real processes on a real database and queue, with a mail server that misbehaves."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from kombu import Connection

from tests.responses.sinks import Sink
from tracker.celery import app

ROOT = Path(__file__).parents[2]
QUEUE = 5  # a database of Redis that nothing else uses


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


@pytest.fixture
def processes(sink: Sink, transactional_db: None) -> Iterator["Processes"]:
    processes = Processes(sink)
    processes.empty_queue()
    yield processes
    processes.stop()


class Processes:
    """Starts the site's programs against the test's database, queue and sink."""

    def __init__(self, sink: Sink) -> None:
        redis = urlsplit(os.environ["REDIS_URL"])
        if redis.scheme == "unix":
            self.redis_url = f"unix://{redis.path}?db={QUEUE}"
            self.queue_url = f"redis+socket://{redis.path}?virtual_host={QUEUE}"
        else:
            self.redis_url = f"redis://{redis.netloc}/{QUEUE}"
            self.queue_url = self.redis_url
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": _database_url(),
            "REDIS_URL": self.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("-m", "celery", "-A", "tracker", "worker", "-c", "3")

    def command(self, *arguments: str) -> subprocess.Popen[bytes]:
        return self.start("manage.py", *arguments)

    def queue(self, task: str, *, times: int = 1) -> None:
        with self._connection() as queue:
            for _ in range(times):
                app.send_task(f"responses.tasks.{task}", connection=queue)

    def empty_queue(self) -> None:
        with self._connection() as queue:
            queue.channel().queue_purge("celery")

    def stop(self) -> None:
        for process in self.started:
            process.terminate()
        for process in self.started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with Connection(self.queue_url) as queue:
            yield queue


def until(is_so: Callable[[], bool], *, seconds: float = 40) -> None:
    """Wait until something is so; fail when it does not come about in time."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.1)


def _database_url() -> str:
    given = connection.settings_dict
    user = quote(given["USER"], safe="")
    word = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    host = quote(given["HOST"], safe="")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{user}{word}@{host}{port}/{given['NAME']}"
