"""The script ./run, with a Python that only writes down what it is asked to do."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.embedded.services import ROOT

BROKEN = "#!/bin/sh\nexit 127\n"
# Makes what `-m venv .venv` makes, slowly, and a uv in it. Locks are the real Python's.
GOOD = f"""#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
  "-c import fcntl; "*) exec {sys.executable} "$@" ;;
  "-m venv .venv")
    "${{SLEEP:-true}}" 0.3
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    printf '#!/bin/sh\\necho "uv $1 $2" >>"$LOG"\\n' >.venv/bin/uv
    printf 'exit ${{UV_ANSWER:-0}}\\n' >>.venv/bin/uv
    chmod +x .venv/bin/uv ;;
  "-m pip install"*) exit ${{PIP_ANSWER:-0}} ;;
esac
"""


class Clone:
    """A folder with the script and a lock file, on a machine with no Python at all."""

    def __init__(self, folder):
        self.folder = folder
        self.log = folder / "log"
        self.log.touch()
        (folder / "bin").mkdir()
        for tool in ("sh", "dirname", "cmp", "rm", "cp", "mkdir", "sed", "chmod"):
            (folder / "bin" / tool).symlink_to(shutil.which(tool))
        shutil.copy(ROOT / "run", folder)
        (folder / "requirements.txt").write_text("uv==1 --hash=sha256:0\n")

    def put(self, path, text):
        program = self.folder / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)

    def run(self, *arguments, **environment):
        places = {"PATH": str(self.folder / "bin"), "HOME": str(self.folder)}
        places |= {"LOG": str(self.log)} | environment
        return subprocess.run(
            ["./run", *arguments],
            cwd=self.folder,
            env=places,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def asked(self):
        return self.log.read_text()


@pytest.fixture
def clone(tmp_path):
    return Clone(tmp_path)


def test_without_any_python_it_says_what_to_install(clone):
    found = clone.run()

    assert found.returncode == 1
    assert found.stderr == (
        "Install Python 3.12 or newer with venv (Debian: python3-venv), or uv.\n"
    )


def test_a_python_that_fails_is_passed_over_for_pyenvs(clone):
    clone.put("bin/python3", BROKEN)
    clone.put(".pyenv/versions/3.12.1/bin/python", GOOD)

    assert clone.run().returncode == 0
    assert "python -m tracker.development up" in clone.asked


def test_uv_may_bring_a_python(clone):
    clone.put("fetched/python", GOOD)
    clone.put(
        "bin/uv", f'#!/bin/sh\n[ "$2" = find ] && echo {clone.folder}/fetched/python'
    )

    assert clone.run().returncode == 0
    assert "python -m tracker.development up" in clone.asked


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], "python -m tracker.development up"),
        (["raise_flags", "--as-at", "2020-10-01"], "raise_flags --as-at 2020-10-01"),
        (["test"], "python -m pytest -n auto --dist loadfile"),
        (["test", "-k", "two words"], "python -m pytest -k two words"),
    ],
)
def test_it_passes_on_what_it_is_asked(clone, arguments, asked):
    clone.put("bin/python3", GOOD)

    clone.run(*arguments)

    assert clone.asked.endswith(f"{asked}\n")


def test_it_installs_once(clone):
    clone.put("bin/python3", GOOD)

    clone.run()
    clone.run()

    assert clone.asked.count("-m venv") == 1


def test_an_install_that_was_cut_short_is_done_again(clone):
    clone.put("bin/python3", GOOD)

    assert clone.run(PIP_ANSWER="1").returncode == 1
    assert "tracker.development" not in clone.asked
    assert clone.run().returncode == 0


def test_a_changed_lock_file_is_installed(clone):
    clone.put("bin/python3", GOOD)
    clone.run()
    (clone.folder / "requirements.txt").write_text("uv==2 --hash=sha256:0\n")

    clone.run()

    assert clone.asked.count("uv pip install") == 2


def test_where_uv_cannot_install_pip_does(clone):
    clone.put("bin/python3", GOOD)

    assert clone.run(UV_ANSWER="1").returncode == 0
    assert "--require-hashes -r requirements.txt" in clone.asked


def test_two_first_starts_at_once_install_once(clone):
    clone.put("bin/python3", GOOD)
    with ThreadPoolExecutor(2) as pool:
        both = list(
            pool.map(lambda _: clone.run(SLEEP=shutil.which("sleep")), range(2))
        )

    assert [found.returncode for found in both] == [0, 0]
    assert clone.asked.count("-m venv") == 1
