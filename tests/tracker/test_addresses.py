import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import addresses


@pytest.fixture
def given(monkeypatch):
    """Set the variable THING; return its name."""

    def given(value):
        monkeypatch.setenv("THING", value)
        return "THING"

    return given


def test_site_is_a_scheme_and_a_host(given):
    assert addresses.site(given("https://a.org:8443/")) == "https://a.org:8443"


@pytest.mark.parametrize(
    "text", ["a.org", "ftp://a.org", "https://a.org/path", "https://"]
)
def test_site_refuses_anything_else(given, text):
    with pytest.raises(ImproperlyConfigured, match="THING must"):
        addresses.site(given(text))


def test_database_over_the_network(given):
    found = addresses.database(
        given("postgres://me:p%40ss@db:5433/tracker?sslmode=require")
    )

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", "5433", "tracker")
    assert (found["USER"], found["PASSWORD"]) == ("me", "p@ss")
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "text", ["postgres://%2Frun%2Fpg/t", "postgres:///t?host=/run/pg"]
)
def test_database_through_a_socket(given, text):
    found = addresses.database(given(text))

    assert (found["HOST"], found["NAME"], found["OPTIONS"]) == ("/run/pg", "t", {})


def test_database_keeps_its_case_in_a_socket_folder(given):
    assert addresses.database(given("postgres://%2FVar%2FRun/t"))["HOST"] == "/Var/Run"


def test_a_pool_keeps_the_connections_instead_of_django(given):
    pooled = addresses.database(given("postgres://db/tracker?pool=true"))
    plain = addresses.database(given("postgres://db/tracker"))

    assert (pooled["OPTIONS"], pooled["CONN_MAX_AGE"]) == ({"pool": True}, 0)
    assert plain["CONN_MAX_AGE"] > 0


@pytest.mark.parametrize(
    "text",
    ["mysql://db/t", "postgres://db", "postgres://db:port/t", "postgres://[::1/t"],
)
def test_database_refusal_never_repeats_the_password(given, text):
    text = text.replace("://", "://me:hush@", 1)

    with pytest.raises(ImproperlyConfigured, match="THING must") as refusal:
        addresses.database(given(text))

    assert "hush" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "queue", "cache"),
    [
        ("redis://h:6379/2", "redis://h:6379/2", "redis://h:6379/3"),
        ("redis://:pw@h", "redis://:pw@h/0", "redis://:pw@h/1"),
        ("rediss://h/0?a=b", "rediss://h/0?a=b", "rediss://h/1?a=b"),
        ("unix:///s", "redis+socket:///s?virtual_host=0", "unix:///s?db=1"),
        ("unix:///s?db=4", "redis+socket:///s?virtual_host=4", "unix:///s?db=5"),
    ],
)
def test_cache_stands_beside_the_queue(given, text, queue, cache):
    assert addresses.queue_and_cache(given(text)) == (queue, cache)


@pytest.mark.parametrize("text", ["redis://h/first", "amqp://h/0", "unix:///s?db=x"])
def test_queue_refuses_another_kind_of_address(given, text):
    with pytest.raises(ImproperlyConfigured, match="THING must"):
        addresses.queue_and_cache(given(text))


@pytest.mark.parametrize(
    ("text", "port", "use_ssl", "use_tls"),
    [
        ("smtp://mail", None, False, False),
        ("smtps://mail:465", 465, True, False),
        ("smtp+starttls://mail:587", 587, False, True),
    ],
)
def test_mail_server(given, text, port, use_ssl, use_tls):
    options = addresses.mailer(given(text))["OPTIONS"]

    assert (options["host"], options["port"]) == ("mail", port)
    assert (options["use_ssl"], options["use_tls"]) == (use_ssl, use_tls)
    assert 0 < options["timeout"] <= 30


def test_mail_as_files(given):
    found = addresses.mailer(given("file:///var/my%20mail"))

    assert found["OPTIONS"] == {"folder": "/var/my mail"}


@pytest.mark.parametrize("text", ["smtp://", "mail.example.org", "http://mail"])
def test_mail_refuses_another_kind_of_address(given, text):
    with pytest.raises(ImproperlyConfigured, match="THING must"):
        addresses.mailer(given(text))


def test_without_an_issuer_there_is_no_single_sign_on(monkeypatch):
    monkeypatch.delenv("SSO_ISSUER", raising=False)

    assert addresses.single_sign_on("SSO") == {}
    assert addresses.origins("SSO_ISSUER") == []


def test_single_sign_on_needs_its_client(monkeypatch):
    monkeypatch.setenv("SSO_ISSUER", "https://login.example.org/tenant")

    with pytest.raises(ImproperlyConfigured, match="Set SSO_CLIENT_ID"):
        addresses.single_sign_on("SSO")


def test_single_sign_on(monkeypatch):
    monkeypatch.setenv("SSO_ISSUER", "https://login.example.org/tenant")
    monkeypatch.setenv("SSO_CLIENT_ID", "me")
    monkeypatch.setenv("SSO_CLIENT_SECRET", "hush")

    [app] = addresses.single_sign_on("SSO")["openid_connect"]["APPS"]

    assert app["settings"]["server_url"] == "https://login.example.org/tenant"
    assert (app["client_id"], app["secret"]) == ("me", "hush")
    assert addresses.origins("SSO_ISSUER") == ["https://login.example.org"]
