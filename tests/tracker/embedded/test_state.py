from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.embedded import state
from tracker.embedded.state import State


def test_the_folder_is_private_to_its_owner(tmp_path):
    root = State.at(tmp_path / "a" / "b").root

    assert root.stat().st_mode & 0o777 == 0o700


def test_a_secret_is_made_once_and_private(tmp_path):
    found = State.at(tmp_path).secret("django")

    assert State.at(tmp_path).secret("django") == found
    assert len(found) >= 50
    assert (tmp_path / "secrets/django").stat().st_mode & 0o777 == 0o600


def test_of_two_that_make_a_secret_at_once_one_wins(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(State.at(tmp_path).secret, ["django"] * 50))

    assert len(found) == 1


def test_sockets_lie_in_the_folder(tmp_path):
    assert State.at(tmp_path / "s").sockets == (tmp_path / "s" / "run").resolve()


def test_sockets_lie_elsewhere_when_the_path_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(state.tempfile, "gettempdir", lambda: str(tmp_path))
    long, other = (State.at(tmp_path / (letter * 100)) for letter in "ab")

    assert long.sockets.parent == tmp_path
    assert long.sockets != other.sockets


def test_a_socket_folder_that_others_may_write_to_is_refused(tmp_path):
    (tmp_path / "run").mkdir(mode=0o777)
    (tmp_path / "run").chmod(0o777)

    with pytest.raises(RuntimeError, match="belongs to somebody else: remove it"):
        _ = State.at(tmp_path).sockets
