"""What readers say is wrong: taken in, answered, forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from responses.correction_requests import (
    IN_ALL,
    PER_SENDER,
    AnsweredAlready,
    NewRequest,
    NotYours,
    TooMany,
    answer,
    forget_senders,
    sender_of,
    set_aside,
    take_in,
)
from responses.models import AnswerDelivery, CorrectionRequest
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    ReportFactory,
)
from tests.responses.factories import CorrectionRequestFactory, OfficerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
Outcome = CorrectionRequest.Outcome


def say(about, *, address="192.0.2.1", at=NOW, **said):
    details = {"what_is_wrong": "X", "how_known": "", "source_url": "", "email": ""}
    take_in(NewRequest(about=about, **details | said), address=address, at=at)


def reply(request, by=None, words="It was indeed."):
    by = by or OfficerFactory()
    answer(request, by=by, at=NOW, outcome=Outcome.CORRECTED, words=words)


@pytest.mark.parametrize(
    "factory", [AddresseeFactory, InstitutionFactory, ReportFactory]
)
def test_a_request_is_about_one_thing_of_the_register(factory):
    about = factory()

    say(about)

    held = CorrectionRequest.objects.get()
    assert held.about == about
    assert held.get_absolute_url() == about.get_absolute_url()


def test_the_database_refuses_a_request_about_two_things():
    with pytest.raises(IntegrityError, match="about_one_thing"):
        CorrectionRequestFactory(institution=InstitutionFactory())


def test_one_network_sends_so_many_an_hour_and_others_go_on():
    (most, within), _ = PER_SENDER
    about = AddresseeFactory()
    for _ in range(most):
        say(about)

    with pytest.raises(TooMany) as wait:
        say(about, at=NOW + timedelta(minutes=20))
    say(about, address="192.0.2.2")
    say(about, at=NOW + within)

    assert wait.value.minutes == 40
    assert CorrectionRequest.objects.count() == most + 2


def test_a_flood_from_everywhere_ends_at_the_limit():
    about = AddresseeFactory()
    (most, _), _ = IN_ALL
    taken = 0
    for number in range(most + 10):
        try:
            say(about, address=f"192.0.2.{number}")
            taken += 1
        except TooMany:
            pass

    assert taken == CorrectionRequest.objects.count() == most


def test_an_answer_makes_no_room_for_more():
    about = AddresseeFactory()
    for _ in range(PER_SENDER[0][0]):
        say(about)
    CorrectionRequest.objects.update(outcome="unchanged", answer="No.", answered_at=NOW)

    with pytest.raises(TooMany):
        say(about)


def test_the_network_of_an_address_is_known_by_a_keyed_hash(settings):
    assert sender_of("2001:db8::1") == sender_of("2001:db8::ffff")
    assert sender_of("2001:db8::1") != sender_of("2001:db8:0:1::1")
    assert sender_of("192.0.2.1") != sender_of("192.0.2.2")
    before = sender_of("192.0.2.1")
    settings.SECRET_KEY = "another"
    assert sender_of("192.0.2.1") != before
    assert sender_of("") == sender_of("no address")


def test_an_answer_is_kept_with_who_gave_it_and_its_mail_waits():
    request = CorrectionRequestFactory(email="reader@example.org")
    by = OfficerFactory()

    reply(request, by=by)

    request.refresh_from_db()
    assert (request.outcome, request.answered_by, request.answered_at) == (
        "corrected",
        by,
        NOW,
    )
    delivery = AnswerDelivery.objects.get()
    assert delivery.status == "pending"
    assert delivery.message_id == f"<answer.{delivery.token}@127.0.0.1>"


def test_without_an_address_no_mail_is_made():
    reply(CorrectionRequestFactory())

    assert not AnswerDelivery.objects.exists()


def test_a_request_is_answered_once():
    request = CorrectionRequestFactory(email="reader@example.org")
    reply(request)

    with pytest.raises(AnsweredAlready):
        reply(request, words="Otherwise")

    request.refresh_from_db()
    assert request.answer == "It was indeed."
    assert AnswerDelivery.objects.count() == 1


def test_who_records_for_the_addressee_answers_and_nobody_else():
    request = CorrectionRequestFactory()
    stranger = OfficerFactory(has_all_institutions=False, role="reviewer")

    with pytest.raises(NotYours):
        reply(request, by=stranger)

    stranger.institutions.add(request.addressee.institution)
    reply(request, by=stranger)


@pytest.mark.parametrize(
    ("role", "may"), [("officer", False), ("reviewer", True), ("admin", True)]
)
def test_what_is_about_a_body_is_for_reviewers_and_administrators(role, may):
    request = CorrectionRequestFactory(addressee=None, institution=InstitutionFactory())
    by = OfficerFactory(role=role)

    if may:
        reply(request, by=by)
    else:
        with pytest.raises(NotYours):
            reply(request, by=by)


def test_many_are_set_aside_at_once_and_no_mail_goes_out():
    spam = CorrectionRequestFactory.create_batch(3, email="victim@example.org")

    count = set_aside([each.pk for each in spam], by=OfficerFactory(), at=NOW)

    assert count == 3
    assert not CorrectionRequest.objects.open().exists()
    assert not AnswerDelivery.objects.exists()


def test_all_are_set_aside_or_none():
    mine = CorrectionRequestFactory()
    by = OfficerFactory(has_all_institutions=False)
    by.institutions.add(mine.addressee.institution)
    others = CorrectionRequestFactory()

    with pytest.raises(NotYours):
        set_aside([mine.pk, others.pk], by=by, at=NOW)

    assert CorrectionRequest.objects.open().count() == 2


def test_who_asked_is_forgotten_a_year_after_the_answer():
    old, new, unanswered = CorrectionRequestFactory.create_batch(
        3, email="reader@example.org", sender="hash"
    )
    for request, at in [(old, NOW - timedelta(days=366)), (new, NOW)]:
        CorrectionRequest.objects.filter(pk=request.pk).update(
            outcome="unchanged", answer="No.", answered_at=at
        )

    assert forget_senders(at=NOW) == 1

    known = CorrectionRequest.objects.exclude(email="", sender="")
    assert {each.pk for each in known} == {new.pk, unanswered.pk}


def test_what_a_reader_wrote_never_enters_the_trail():
    say(AddresseeFactory(), what_is_wrong="My name is X", email="reader@example.org")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM responses_correctionrequestevent")
        kept = str(cursor.fetchall())
    assert "My name" not in kept
    assert "reader@" not in kept
