"""The layout README.md promises, and what no committed file may hold."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["tracker", "recommendations", "responses"]
UNTESTED = {"__init__", "admin", "apps", "models", "settings", "urls", "wsgi"}
LONGEST = 300  # lines of one file; over 250 it wants splitting by noun
# Spelt so that this line does not find itself.
REGISTRIES = r"pypi[.]org|pythonhosted[.]org|npmjs[.]|yarnpkg[.]|/simple/|index-url"
MACHINES = r"(?<![\w.-])/(root|work|home/\w+|Users)/"


def committed() -> list[Path]:
    """Return the files of the repository, those not committed yet among them."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(listing, cwd=ROOT, text=True)
    paths = [ROOT / name for name in names.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[Path, str]]:
    read = [(path, path.read_bytes()) for path in committed()]
    return [(path, data.decode()) for path, data in read if b"\0" not in data]


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_pages_and_assets_are_filed_under_the_app_that_owns_them(folder):
    libraries = {"account", "admin", "allauth", "django", "mfa", "socialaccount"}

    folders = {path.name for path in (ROOT / folder).iterdir() if path.is_dir()}

    assert folders <= {*APPS, *libraries}


@pytest.mark.parametrize("app", APPS)
def test_each_module_has_its_test_module(app):
    modules = {
        path.relative_to(ROOT / app).with_suffix("")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    }
    tests = {
        path.stem.removeprefix("test_")
        for path in (ROOT / "tests" / app).rglob("test_*.py")
    }

    # A package may be tested as a whole, by a test module of its name.
    tested = tests | UNTESTED
    untested = {str(m) for m in modules if not {m.stem, *m.parent.parts} & tested}

    assert not untested


def test_no_file_outgrows_itself():
    long = {
        str(path.relative_to(ROOT))
        for path in committed()
        if path.suffix == ".py" and "migrations" not in path.parts
        if len(path.read_text().splitlines()) > LONGEST
    }

    assert not long


def test_env_example_lists_what_the_settings_read():
    settings = (ROOT / "tracker/settings.py").read_text()
    read = set(re.findall(r'(?:env|addresses)\.\w+\(\s*"([A-Z_]+)"', settings))
    read |= {
        f"OIDC_{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")
    }
    by_run = {"PORT", "POSTGRES_AS"}

    listed = re.findall(
        r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE
    )

    assert set(listed) == (read - {"OIDC"}) | by_run
    assert len(listed) == len(set(listed))


def test_no_file_names_a_package_registry_or_somebodys_machine():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in texts()
        for match in re.finditer(f"{REGISTRIES}|{MACHINES}", text)
        if path != Path(__file__)
    ]

    assert not found


def test_the_lock_pins_every_package_by_hash():
    lock = (ROOT / "requirements.txt").read_text().replace("\\\n", " ")

    for line in lock.splitlines():
        assert re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = re.findall(
        r"^([\w-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE
    )

    assert {re.split(r"[^\w-]", name)[0] for name in wanted} <= set(locked)
