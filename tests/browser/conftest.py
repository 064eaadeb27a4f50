"""A browser, and pages in it, for tests of what only a browser does."""

import shutil
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HINT = "Browser tests need Chromium. On Debian: apt-get install chromium"
# As root it cannot have its sandbox; and it is to call nobody but the site.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for as long as browser tests follow each other.

    Playwright's event loop runs in the tests' own thread. Django takes their calls to
    the database for those of asynchronous code, and opens other connections for it.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail(HINT, pytrace=False)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with playwright.chromium.launch(executable_path=path, args=FLAGS) as browser:
            yield browser
        connections.close_all()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor: no cookies, a wide window, British English."""
    size = {"width": 1280, "height": 900}
    with browser.new_context(
        locale="en-GB", timezone_id="Europe/London", viewport=size
    ) as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
