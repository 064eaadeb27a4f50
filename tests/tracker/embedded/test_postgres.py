import os
import pwd
import shutil
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from tracker.embedded import processes
from tracker.embedded.postgres import Postgres
from tracker.embedded.services import hold
from tracker.embedded.state import State


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    service = Postgres(State.at(tmp_path_factory.mktemp("state")))
    with hold(service, "--forgetful"):
        yield service


def ask(cluster, question, *values):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute(question, values).fetchone()[0]


def test_it_sorts_and_folds_case_as_unicode_does(cluster):
    assert ask(cluster, "select lower('ÉÀ')") == "éà"


@pytest.mark.parametrize("name", ["pg_trgm", "unaccent", "btree_gist", "citext"])
def test_it_has_the_extensions(cluster, name):
    question = "select count(*) from pg_available_extensions where name = %s"

    assert ask(cluster, question, name) == 1


def test_it_listens_on_its_socket_alone(cluster):
    assert ask(cluster, "show listen_addresses") == ""
    assert Path(cluster.sockets).stat().st_mode & 0o077 == 0


def test_a_wrong_password_does_not_get_in(cluster):
    wrong = cluster.url.replace(cluster.state.secret("postgres"), "wrong")

    with pytest.raises(psycopg.OperationalError, match="password authentication"):
        psycopg.connect(wrong)


def test_it_forgets_only_when_told_to(cluster, tmp_path):
    assert ask(cluster, "show fsync") == "off"
    lasting = Postgres(State.at(tmp_path))
    with hold(lasting):
        assert ask(lasting, "show fsync") == "on"


def test_a_cluster_half_made_is_made_anew(tmp_path):
    service = Postgres(State.at(tmp_path))
    service.data.mkdir()
    (service.data / "PG_VERSION").write_text("18")

    with hold(service, "--forgetful"):
        assert ask(service, "select current_database()") == "tracker"


def test_it_keeps_what_was_written(tmp_path):
    service = Postgres(State.at(tmp_path))
    with hold(service), psycopg.connect(service.url) as connection:
        connection.execute("create table kept (it int)")
    with hold(service):
        assert ask(service, "select count(*) from kept") == 0


def test_its_address_names_the_socket(tmp_path):
    assert f"@{tmp_path}/run/" in unquote(Postgres(State.at(tmp_path)).url)


@pytest.fixture
def without_namespaces(monkeypatch):
    """Forbid root its namespace; to anybody else it makes no difference."""
    monkeypatch.setenv("POSTGRES_AS", "nobody")
    processes.privilege.cache_clear()
    yield
    processes.privilege.cache_clear()


def test_it_never_runs_as_root(tmp_path, without_namespaces):
    service = Postgres(State.at(tmp_path))
    user = pwd.getpwuid(os.geteuid()).pw_name
    try:
        with hold(service, "--forgetful"):
            assert ask(service, "select 1") == 1
            assert service.data.owner() == ("nobody" if user == "root" else user)
    finally:
        if service.home != service.state.root:
            shutil.rmtree(service.home)
