import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env


@pytest.mark.parametrize("value", [None, "", "  "])
def test_missing_variable_stops_the_start_and_says_where_to_look(monkeypatch, value):
    monkeypatch.delenv("THING", raising=False)
    if value is not None:
        monkeypatch.setenv("THING", value)

    with pytest.raises(ImproperlyConfigured, match=r"Set THING: \.env\.example"):
        env.required("THING")


def test_blank_text_is_the_default(monkeypatch):
    monkeypatch.setenv("THING", " ")

    assert env.text("THING", default="other") == "other"


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False)])
def test_flag(monkeypatch, text, value):
    monkeypatch.setenv("THING", text)

    assert env.flag("THING", default=not value) is value


@pytest.mark.parametrize("default", [True, False])
def test_unset_flag_is_the_default(monkeypatch, default):
    monkeypatch.delenv("THING", raising=False)

    assert env.flag("THING", default=default) is default


@pytest.mark.parametrize("text", ["yes", "1", "on", "treu"])
def test_flag_refuses_a_third_spelling(monkeypatch, text):
    monkeypatch.setenv("THING", text)

    with pytest.raises(ImproperlyConfigured, match=f"true or false, not '{text}'"):
        env.flag("THING", default=False)


@pytest.mark.parametrize("text", ["http", "80", "1023", "65536", "-1", "8000.0"])
def test_port_refuses_what_no_ordinary_program_may_listen_on(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(ImproperlyConfigured, match="PORT must be a number"):
        env.port("PORT", default=8000)


@pytest.mark.parametrize("text", ["1024", "65535"])
def test_port_takes_its_bounds(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    assert env.port("PORT", default=8000) == int(text)


def test_list_leaves_blanks_out(monkeypatch):
    monkeypatch.setenv("THING", "a, b,,")

    assert env.listed("THING") == ["a", "b"]


@pytest.mark.parametrize("text", ["change-me", "x" * 60, "short-but-random-9f3k"])
def test_secret_refuses_what_can_be_guessed(monkeypatch, text):
    monkeypatch.setenv("SECRET_KEY", text)

    with pytest.raises(ImproperlyConfigured, match="50 or more random") as refusal:
        env.secret("SECRET_KEY")

    assert text not in str(refusal.value)


def test_hosts_refuse_a_wildcard(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "example.org,*")

    with pytest.raises(ImproperlyConfigured, match="must name the hosts"):
        env.hosts("ALLOWED_HOSTS")


def test_networks_take_addresses_networks_and_the_word_unix(monkeypatch):
    monkeypatch.setenv("PROXIES", "10.0.0.0/8,::1,unix")

    assert env.networks("PROXIES") == ["10.0.0.0/8", "::1", "unix"]


@pytest.mark.parametrize("text", ["10.0.0.1/8", "proxy.example.org", "10.0.0"])
def test_networks_refuse_anything_else(monkeypatch, text):
    monkeypatch.setenv("PROXIES", text)

    with pytest.raises(ImproperlyConfigured, match="PROXIES must list addresses"):
        env.networks("PROXIES")


def test_support_lines_are_divided_by_semicolons_or_new_lines(monkeypatch):
    monkeypatch.setenv("LINES", "One|0800 1|https://one.org; Two||https://two.org\n")

    assert env.support_lines("LINES") == [
        {"name": "One", "phone": "0800 1", "url": "https://one.org"},
        {"name": "Two", "phone": "", "url": "https://two.org"},
    ]


@pytest.mark.parametrize("text", ["One", "One||", "|0800 1|", "One|1|https://a|b"])
def test_support_lines_refuse_half_a_line(monkeypatch, text):
    monkeypatch.setenv("LINES", text)

    with pytest.raises(ImproperlyConfigured, match=r"Name\|0800 000 000"):
        env.support_lines("LINES")
