"""Mail written to files can be read by admins, and by nobody else."""

import pytest
from django.core.mail import EmailMultiAlternatives, mailers

from responses.mailbox import keep, kept_mails
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    options = {"folder": str(tmp_path)}
    backend = "responses.mailbox.MailboxBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    return tmp_path


@pytest.fixture
def mail(folder):
    message = EmailMultiAlternatives("Grüße", "plain <b>", to=["a@example.org"])
    message.attach_alternative("<p>rich</p><script>x</script>", "text/html")
    mailers.default.send_messages([message])
    [mail] = kept_mails(folder, limit=5)
    return mail


@pytest.fixture
def admin(client):
    client.force_login(OfficerFactory(role="admin"))


def test_a_message_is_kept_once(folder):
    assert keep(folder, "<one@example.org>", b"first")
    assert not keep(folder, "<one@example.org>", b"second")
    [path] = folder.iterdir()
    assert path.read_bytes() == b"first"


def test_admins_read_it(client, admin, mail):
    assert b"Gr\xc3\xbc\xc3\x9fe" in client.get("/desk/mail/").content
    page = client.get(f"/desk/mail/{mail.name}/").content
    assert b"plain &lt;b&gt;" in page
    assert b'sandbox=""' in page


def test_its_html_runs_no_script(client, admin, mail):
    answer = client.get(f"/desk/mail/{mail.name}/html/")

    assert b"<p>rich</p>" in answer.content
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("path", ["", "x/", "x/html/"])
def test_others_do_not(client, folder, path):
    assert client.get(f"/desk/mail/{path}").status_code == 302
    client.force_login(OfficerFactory())
    assert client.get(f"/desk/mail/{path}").status_code == 403


def test_where_mail_is_sent_there_is_no_mailbox(client, admin):
    assert client.get("/desk/mail/").status_code == 404


@pytest.mark.parametrize("name", ["unknown", "..%2f..%2fetc%2fpasswd", "%00"])
def test_only_mail_of_the_folder_is_shown(client, admin, folder, name):
    assert client.get(f"/desk/mail/{name}/").status_code == 404
