"""Who may see and write what, role by role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from recommendations.models import Inquiry
from responses.permissions import (
    addressees_of,
    batches_of,
    drafts_left_to,
    drafts_of,
    drafts_open_to,
    letters_of,
    may_edit_templates,
    may_record,
    may_review,
    may_review_paper,
    may_undo,
    may_write_to,
    paper_reviews_for,
    recorders_of,
    reviews_for,
    visible_to,
)
from responses.services import carry_out_together, describe_paper, submit_paper
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import expect, together
from tests.responses.factories import (
    DraftFactory,
    LetterFactory,
    OfficerFactory,
    ResponseFactory,
)
from tests.responses.papers import (
    about,
    addressed,
    complete,
    edit,
    publication,
    started,
)

pytestmark = pytest.mark.django_db
ROLES = ["officer", "reviewer", "admin"]


def officer_for(*institutions, **details):
    officer = OfficerFactory(**{"has_all_institutions": False} | details)
    officer.institutions.set(institutions)
    return officer


def ask_for_review():
    Inquiry.objects.update(asks_for_review=True)


@pytest.mark.parametrize("role", ROLES)
def test_an_account_writes_for_its_institutions_and_no_other(role):
    own, other = AddresseeFactory(), AddresseeFactory()
    officer = officer_for(own.institution, role=role)

    assert may_record(officer, own)
    assert not may_record(officer, other)


@pytest.mark.parametrize("role", ROLES)
def test_an_account_without_institutions_writes_nothing(role):
    assert not may_record(officer_for(role=role), AddresseeFactory())


@pytest.mark.parametrize("role", ROLES)
def test_an_account_for_all_institutions_writes_everywhere(role):
    officer = officer_for(role=role, has_all_institutions=True)

    assert may_record(officer, AddresseeFactory())


@pytest.mark.parametrize("has_all_institutions", [True, False])
def test_a_disabled_account_writes_nothing_and_sees_what_everybody_sees(
    has_all_institutions,
):
    draft = ResponseFactory(status="draft")
    officer = officer_for(
        draft.addressee.institution,
        is_active=False,
        has_all_institutions=has_all_institutions,
    )

    assert not may_record(officer, draft.addressee)
    assert not visible_to(officer).exists()


def test_bodies_below_however_far_are_included_and_those_above_are_not():
    top = InstitutionFactory()
    middle = InstitutionFactory(parent=top)
    bottom = InstitutionFactory(parent=middle)
    officer = officer_for(middle)

    assert may_record(officer, AddresseeFactory(institution=bottom))
    assert not may_record(officer, AddresseeFactory(institution=top))


def test_what_is_led_by_or_passed_to_ones_own_is_ones_own():
    body = InstitutionFactory()
    led = AddresseeFactory()
    led.ordered_leads.create(institution=InstitutionFactory(parent=body), order=1)
    passed = AddresseeFactory(passed_to=body)
    AddresseeFactory()

    assert set(addressees_of(officer_for(body))) == {led, passed}


def test_everybody_sees_what_is_published_and_nothing_else():
    published = ResponseFactory()
    ResponseFactory(status="draft")

    for user in (AnonymousUser(), officer_for()):
        assert list(visible_to(user)) == [published]


def test_a_draft_is_seen_by_those_who_may_write_about_it():
    own, other = ResponseFactory(status="draft"), ResponseFactory(status="draft")
    officer = officer_for(own.addressee.institution)

    assert list(visible_to(officer)) == [own]
    assert set(visible_to(officer_for(has_all_institutions=True))) == {own, other}


def test_a_draft_exists_for_its_author_alone():
    draft = DraftFactory()
    colleague = OfficerFactory(role="reviewer")

    assert list(drafts_of(draft.author)) == [draft]
    for user in (AnonymousUser(), colleague):
        assert not drafts_of(user).exists()
        assert not drafts_open_to(user).exists()


def test_a_draft_about_what_is_no_longer_ones_own_is_out_of_reach():
    draft = DraftFactory(author__has_all_institutions=False)

    assert not drafts_of(draft.author).exists()
    assert not drafts_open_to(draft.author).exists()


@pytest.mark.parametrize(
    ("role", "may"), [("officer", False), ("reviewer", True), ("admin", False)]
)
def test_only_a_reviewer_publishes_what_another_wrote(role, may):
    draft = DraftFactory(submitted=True)

    assert may_review(OfficerFactory(role=role), draft) is may


@pytest.mark.parametrize("status", ["editing", "published", "discarded"])
def test_only_what_was_sent_is_reviewed(status):
    draft = DraftFactory(submitted=True, status=status)

    assert not may_review(OfficerFactory(role="reviewer"), draft)


def test_a_reviewer_reads_for_their_institutions_and_no_other():
    draft = DraftFactory(submitted=True)
    own = officer_for(draft.addressee.institution, role="reviewer")

    assert list(reviews_for(own)) == [draft]
    assert not reviews_for(officer_for(role="reviewer")).exists()


def test_nobody_reviews_what_they_ever_wrote_in():
    first = OfficerFactory(role="reviewer")
    draft = DraftFactory(author=first, submitted=True)
    second = OfficerFactory(role="reviewer")
    draft.author = draft.saved_by = second
    draft.save()

    assert not may_review(first, draft)
    assert not may_review(second, draft)
    assert may_review(OfficerFactory(role="reviewer"), draft)


def test_a_paper_awaits_the_reviewers_who_did_not_write_in_it():
    writer, reader = (OfficerFactory(role="reviewer") for _ in range(2))
    author, other = OfficerFactory(), officer_for(role="reviewer")
    paper = started(author, addressed(1))
    assert not paper_reviews_for(reader).exists()

    describe_paper(edit(paper, writer), about(title="As the reviewer has it"))
    complete(paper)
    submit_paper(publication(paper, author))

    assert list(paper_reviews_for(reader)) == [paper]
    for each in (writer, author, other):
        assert not paper_reviews_for(each).exists()
        assert not may_review_paper(each, paper)


def test_a_closed_account_leaves_its_drafts_to_whoever_is_responsible():
    draft = DraftFactory(author__is_active=False, submitted=True)
    colleague = officer_for(draft.addressee.institution)

    assert list(drafts_left_to(colleague)) == [draft]
    assert list(drafts_open_to(colleague)) == [draft]
    assert not drafts_left_to(officer_for()).exists()
    assert not may_review(OfficerFactory(role="reviewer"), draft)


def test_those_who_may_record_about_an_addressee_are_those_it_can_be_assigned_to():
    parent, lead, heir, other = InstitutionFactory.create_batch(4)
    addressee = AddresseeFactory(institution__parent=parent, passed_to=heir)
    addressee.leads.add(lead, through_defaults={"order": 1})
    bodies = (parent, addressee.institution, lead, heir, other)
    officers = [officer_for(), *map(officer_for, bodies)]
    officers += [OfficerFactory(), OfficerFactory(is_active=False)]

    found = set(recorders_of([addressee]))

    assert found == {each for each in officers if may_record(each, addressee)}
    assert len(found) == 5


def test_a_batch_is_seen_by_who_did_it_and_whom_it_concerns():
    own, other = AddresseeFactory.create_batch(2)
    batch = carry_out_together(together([own, other], expect))
    concerned = officer_for(own.institution)

    assert batch in batches_of(batch.done_by)
    assert batch in batches_of(concerned)
    assert batch not in batches_of(officer_for())
    assert batch not in batches_of(AnonymousUser())


def test_a_batch_is_undone_by_whose_it_is_in_whole():
    own, other = AddresseeFactory.create_batch(2)
    batch = carry_out_together(together([own, other], expect))

    assert may_undo(officer_for(own.institution, other.institution), batch)
    assert not may_undo(officer_for(own.institution), batch)


def test_where_review_is_asked_for_a_reviewer_undoes_what_another_did():
    own = AddresseeFactory()
    author = officer_for(own.institution, role="reviewer")
    batch = carry_out_together(together([own], expect, by=author))
    ask_for_review()

    assert may_undo(officer_for(own.institution, role="reviewer"), batch)
    assert not may_undo(officer_for(role="reviewer"), batch)
    for user in (
        author,
        officer_for(own.institution),
        officer_for(own.institution, role="admin"),
        AnonymousUser(),
    ):
        assert not may_undo(user, batch)


def test_a_letter_is_read_by_those_it_concerns_and_written_by_those_it_is_all_of():
    ann = OfficerFactory(has_all_institutions=False)
    mine, other = AddresseeFactory(), AddresseeFactory()
    ann.institutions.add(mine.institution)
    letter = LetterFactory(addressees=[mine, other])

    assert letters_of(ann).get() == letter
    assert not may_write_to(ann, letter.addressees.all())
    letter.addressees.remove(other)
    assert may_write_to(ann, letter.addressees.all())
    letter.addressees.clear()
    assert not may_write_to(ann, letter.addressees.all())


@pytest.mark.parametrize(
    ("role", "is_allowed"), [("officer", False), ("reviewer", True), ("admin", True)]
)
def test_templates_are_for_reviewers_and_administrators(role, is_allowed):
    somebody = OfficerFactory(role=role)
    assert may_edit_templates(somebody) == is_allowed

    somebody.is_active = False
    assert not may_edit_templates(somebody)
