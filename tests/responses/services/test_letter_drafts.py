"""A draft says what its rung's letters begin as, and there is one for each duty."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Letter, LetterTemplate
from responses.services import (
    AlreadyDrafted,
    AlreadyRecorded,
    ChangedMeanwhile,
    LetterAct,
    LetterText,
    NotAllowed,
    cancel_letter,
    edit_letter,
)
from tests.locks import somebody_waits
from tests.processes import await_true
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.chased import NOW, act_on, drafted, ladder, owing, sent
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung():
    return ladder()[1]


def text(letter, **changes):
    details = {
        "addressees": list(letter.addressees.all()),
        "subject": "Ours",
        "addressed_to": "London",
        "text": "Our words",
    }
    return LetterText(**details | changes)


def test_a_draft_begins_as_its_rungs_letters_do(rung):
    letter = drafted(rung, owing(institution__name="Home Office"))

    assert letter.is_draft
    assert "imminently" in letter.text
    assert "Home Office" in letter.text
    assert "12 September 2020" in letter.text
    assert "{" not in letter.text


def test_an_inquirys_own_template_is_filled(rung):
    words = {"subject": "To {institution}\n", "text": "Due {due}."}
    LetterTemplate.objects.create(rung=rung, **words)

    letter = drafted(rung, owing(institution__name="Home Office"))

    assert (letter.subject, letter.text) == ("To Home Office", "Due 12 September 2020.")


def test_one_letter_covers_several_recommendations_to_one_body(rung):
    first = owing()
    second = owing(first.institution)

    assert drafted(rung, first, second).addressees.count() == 2


def test_the_last_address_lines_to_the_body_are_remembered(rung):
    first = owing()
    earlier = drafted(rung, first)
    edit_letter(act_on(earlier), text(earlier, addressed_to="1 Great Street"))

    assert drafted(rung, owing(first.institution)).addressed_to == "1 Great Street"
    assert not drafted(rung, owing()).addressed_to


def test_the_second_officer_to_draft_the_same_is_told_of_the_first(rung):
    addressee = owing()
    ann = OfficerFactory(email="ann@example.org")
    letter = drafted(rung, addressee, by=ann)

    with pytest.raises(AlreadyDrafted, match="drafted by ann") as refusal:
        drafted(rung, addressee, owing(addressee.institution))

    assert refusal.value.letter == letter
    assert Letter.objects.count() == 1


def test_another_rung_or_a_cancelled_draft_stands_in_nobodys_way(rung):
    addressee = owing()
    letter = drafted(rung, addressee)

    drafted(rung.inquiry.rungs.get(number=3), addressee)
    cancel_letter(act_on(letter), reason="Answered by telephone")
    drafted(rung, addressee)

    assert Letter.objects.drafts().count() == 2


def test_the_button_pressed_twice_makes_one_draft(rung):
    addressee, ann = owing(), OfficerFactory()

    first = drafted(rung, addressee, by=ann, submission="one press")

    assert drafted(rung, addressee, by=ann, submission="one press") == first


@pytest.mark.parametrize("why", ["answered", "other body", "no deadline"])
def test_nobody_is_chased_for_what_is_not_owed(rung, why):
    addressee = owing()
    other = owing(addressee.institution)
    if why == "answered":
        document = {"document__published": PartialDate(2020, 9, 1)}
        document["document__logged_on"] = date(2020, 9, 2)
        ResponseFactory(addressee=other, **document)
    elif why == "other body":
        other = owing()
    else:
        other = AddresseeFactory(institution=addressee.institution, deadline="none")

    with pytest.raises(AlreadyRecorded, match="no longer owe"):
        drafted(rung, addressee, other)

    assert not Letter.objects.exists()


def test_what_passed_to_a_successor_is_asked_of_the_successor(rung):
    addressee = owing()
    successor = InstitutionFactory()
    Addressee.objects.filter(pk=addressee.pk).update(passed_to=successor)

    with pytest.raises(AlreadyRecorded):
        drafted(rung, addressee)

    addressee.institution = successor
    assert drafted(rung, addressee).institution == successor


def test_one_addressee_that_is_not_the_officers_refuses_the_whole(rung):
    mine, other = owing(), owing()
    ann = OfficerFactory(has_all_institutions=False)
    ann.institutions.add(mine.institution)

    with pytest.raises(NotAllowed):
        drafted(rung, mine, other, by=ann)

    assert drafted(rung, mine, by=ann).drafted_by == ann


def test_an_edit_changes_words_and_recommendations(rung):
    first = owing()
    second = owing(first.institution)
    letter = drafted(rung, first)

    edit_letter(act_on(letter), text(letter, addressees=[second]))

    letter.refresh_from_db()
    assert (letter.subject, letter.text) == ("Ours", "Our words")
    assert letter.addressees.get() == second
    assert letter.version == 1


def test_a_draft_can_begin_anew(rung):
    letter = drafted(rung, owing())

    edit_letter(act_on(letter), text(letter, is_anew=True))

    letter.refresh_from_db()
    assert "imminently" in letter.text
    assert letter.addressed_to == "London"


def test_an_edit_takes_nothing_that_another_draft_is_about(rung):
    first = owing()
    second = owing(first.institution)
    letter, _ = drafted(rung, first), drafted(rung, second)

    with pytest.raises(AlreadyDrafted):
        edit_letter(act_on(letter), text(letter, addressees=[first, second]))


def test_of_two_editors_the_second_sees_what_the_first_wrote(rung):
    letter = drafted(rung, owing())
    act, late = act_on(letter), act_on(letter)
    edit_letter(act, text(letter))

    with pytest.raises(ChangedMeanwhile) as conflict:
        edit_letter(late, text(letter, text="Mine"))

    [entry] = conflict.value.changes
    assert "Our words" in [each.after for row in entry.rows for each in row.fields]
    letter.refresh_from_db()
    assert letter.text == "Our words"


def test_what_was_sent_is_edited_no_more(rung):
    letter = sent(drafted(rung, owing()))

    with pytest.raises(AlreadyRecorded, match="sent already"):
        edit_letter(act_on(letter), text(letter))


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_waits_for_an_addressee_does_not_hold_its_letter():
    addressee = owing()
    letter = drafted(ladder()[1], addressee)
    act = act_on(letter)

    def edit():
        with closing(connection):
            edit_letter(act, text(letter))

    free = Letter.objects.select_for_update(of=("self",), nowait=True)
    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            Addressee.objects.select_for_update(of=("self",)).get(pk=addressee.pk)
            edited = threads.submit(edit)
            await_true(somebody_waits)
            assert free.get(pk=letter.pk) == letter
        edited.result()

    letter.refresh_from_db()
    assert letter.text == "Our words"


def test_an_act_knows_the_day_in_london(rung):
    letter = drafted(rung, owing())
    late = NOW.replace(hour=23, minute=30)

    assert LetterAct(letter, OfficerFactory(), late, 0).on == date(2020, 9, 22)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_draft_at_once_the_second_is_told():
    rung, addressee = ladder()[1], owing()
    outcomes, together = [], Barrier(2)

    def draft(officer):
        together.wait()
        try:
            drafted(rung, addressee, by=officer)
            outcomes.append("drafted")
        except AlreadyDrafted as refusal:
            outcomes.append(refusal.letter.drafted_by.email)
        connection.close()

    officers = [OfficerFactory(), OfficerFactory()]
    threads = [Thread(target=draft, args=(officer,)) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    letter = Letter.objects.get()
    assert sorted(outcomes) == sorted(["drafted", letter.drafted_by.email])
