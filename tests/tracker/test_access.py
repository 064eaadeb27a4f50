"""Every address, each way of asking, each kind of visitor, against a table.

access.csv says which status everybody gets; a new address needs its lines there. In
the admin site and in the pages of sign-in, libraries and tests of their own decide.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from responses.mailbox import keep, kept_mails
from responses.models import Batch, DigestDelivery, PaperAnswer, SheetImport
from responses.services import carry_out_together
from responses.sheets.grids import Grid
from responses.sheets.outcomes import Outcome
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
    InvestigationFactory,
)
from tests.responses.acts import expect, together
from tests.responses.factories import (
    CorrectionRequestFactory,
    LetterFactory,
    OfficerFactory,
    PromiseAssessmentFactory,
    ResponseFactory,
    SubscriptionFactory,
)
from tests.responses.papers import started
from tests.responses.sending import waiting

HEADING, *LINES = Path(__file__).with_name("access.csv").read_text().splitlines()
VISITORS = ["anonymous", "stranger", "officer", "reviewer", "admin", "closed"]
MAIL = b"Date: Mon, 16 Nov 2026 08:00:00 +0000\r\nSubject: Digest\r\n\r\nNothing."
METHODS = ["GET", "POST"]


def patterns(resolver, names="", parts=()):
    """Return the name of each address below, with the parameters it needs."""
    for each in resolver.url_patterns:
        wanted = (*parts, *each.pattern.converters)
        if isinstance(each, URLPattern):
            yield names + each.name, wanted
        elif str(each.pattern) not in {"accounts/", "admin/"}:
            inner = f"{names}{each.namespace}:" if each.namespace else names
            yield from patterns(each, inner, wanted)


ADDRESSES = dict(patterns(get_resolver()))


@pytest.fixture
def mail(settings, tmp_path):
    backend = "responses.mailbox.MailboxBackend"
    options = {"folder": str(tmp_path)}
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    keep(tmp_path, "<digest@example.org>", MAIL)
    return kept_mails(tmp_path, limit=1)[0].name


@pytest.fixture
def world(db, mail):
    """One of everything that has an address, and one visitor of each kind."""
    addressee = AddresseeFactory()
    report = addressee.report
    officer = {"has_all_institutions": False}
    accounts = {
        "stranger": OfficerFactory(**officer),
        "officer": OfficerFactory(**officer),
        "reviewer": OfficerFactory(role="reviewer", **officer),
        "admin": OfficerFactory(role="admin", **officer),
        "closed": OfficerFactory(**officer),
    }
    accounts["stranger"].institutions.add(InstitutionFactory())
    for visitor in ("officer", "reviewer", "closed"):
        accounts[visitor].institutions.add(addressee.institution)
    response = ResponseFactory(addressee=addressee)
    return SimpleNamespace(
        addressee=addressee,
        report=report,
        response=response,
        check=CheckFactory(addressee=addressee),
        extension=ExtensionFactory(addressee=addressee),
        assessment=PromiseAssessmentFactory(promise__response=response),
        asked=CorrectionRequestFactory(addressee=addressee),
        batch=carry_out_together(together([addressee], expect)),
        letter=LetterFactory(addressees=[addressee]),
        investigation=InvestigationFactory(inquiry=report.inquiry),
        subscription=SubscriptionFactory(confirmed_at=None),
        digest=digest(),
        mail=mail,
        sheet=sheet_of(accounts["officer"]),
        paper=paper_about(addressee, by=accounts["officer"]),
        accounts=accounts,
    )


def sheet_of(officer):
    """Return a sheet that an officer has imported."""
    done = {"done_by": officer, "done_at": timezone.now()}
    return SheetImport.objects.create(
        kind="checks",
        file_name="looked.csv",
        uploaded_by=officer,
        uploaded_at=timezone.now(),
        grid=Grid([(1, ["reference"]), (2, ["1"])]).as_json(),
        outcome=Outcome().as_json(),
        batch=Batch.objects.create(title="Import", submission="1", **done),
    )


def paper_about(addressee, *, by):
    paper = started(by, [addressee])
    PaperAnswer.objects.update_or_create(
        paper=paper, addressee=addressee, defaults={"order": 1}
    )
    return paper


def digest():
    """Return the address of a digest on the web."""
    waiting()
    return DigestDelivery.objects.get().token


def parameters(world, name):
    """Return what fills an address: its own object's, or the addressee's."""
    addressee, inquiry = world.addressee, world.report.inquiry
    own = {
        "recommendations:institution": {"slug": addressee.institution.slug},
        "recommendations:inquiry": {"slug": inquiry.slug},
        "recommendations:investigation": {"slug": world.investigation.slug},
        "recommendations:report": {"slug": world.report.slug},
        "responses:digest": {"token": world.digest},
        "responses:institution-promises": {"slug": addressee.institution.slug},
        "responses:tell-of-body": {"slug": addressee.institution.slug},
        "responses:tell-of-report": {"slug": world.report.slug},
    }
    return {
        "inquiry": inquiry.slug,
        "report": world.report.slug,
        "reference": addressee.recommendation.reference,
        "institution": addressee.institution.slug,
        "response": world.response.pk,
        "check": world.check.pk,
        "extension": world.extension.pk,
        "promise": world.assessment.promise_id,
        "assessment": world.assessment.pk,
        "asked": world.asked.pk,
        "batch": world.batch.pk,
        "letter": world.letter.pk,
        "rung": world.letter.rung.number,
        "token": world.subscription.token,
        "name": world.mail,
        "pk": world.sheet.pk,
        "kind": "checks",
        "ending": "csv",
        "paper": world.paper.pk,
    } | own.get(name, {})


def signed_in(world, visitor):
    client = Client()
    if account := world.accounts.get(visitor):
        client.force_login(account)
    if visitor == "closed":
        account.is_active = False
        account.save()
    return client


@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_gets_what_the_table_says(world, name):
    known = parameters(world, name)
    url = reverse(name, kwargs={part: known[part] for part in ADDRESSES[name]})
    clients = {visitor: signed_in(world, visitor) for visitor in VISITORS}
    found = [
        ",".join(
            [name, method, *(status(each, method, url) for each in clients.values())]
        )
        for method in METHODS
    ]

    # What is not in the table can be put into it from here, once it is found right.
    assert found == [line for line in LINES if line.startswith(f"{name},")]
    # Browsers send nothing else.
    assert status(clients["officer"], "PUT", url) == "405"


def status(client, method, url):
    """Ask, and leave no trace of it."""
    with transaction.atomic():
        answer = client.generic(method, url)
        transaction.set_rollback(True)
    return str(answer.status_code)


def test_the_table_names_no_address_that_is_gone():
    assert ",".join(["name", "method", *VISITORS]) == HEADING
    assert {line.split(",")[0] for line in LINES} == ADDRESSES.keys()
