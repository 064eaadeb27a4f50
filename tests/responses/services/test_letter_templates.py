"""Reviewers and administrators word an inquiry's letters; nobody's words are lost."""

import pytest

from responses.letters.wording import Wording
from responses.models import LetterTemplate
from responses.services import (
    AlreadyRecorded,
    NotAllowed,
    TemplateChanged,
    TemplateEdit,
    save_template,
)
from tests.responses.chased import drafted, ladder, owing
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db
OURS = Wording("Subject", "Our words")


@pytest.fixture
def rung():
    return ladder()[1]


def edit(rung, role="reviewer", based_on=0):
    return TemplateEdit(rung, OfficerFactory(role=role), based_on)


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_a_reviewer_and_an_administrator_may(rung, role):
    assert save_template(edit(rung, role), OURS).version == 1


def test_an_officer_may_not(rung):
    with pytest.raises(NotAllowed):
        save_template(edit(rung, "officer"), OURS)

    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("based_on", [0, 2])
def test_words_saved_meanwhile_are_shown_and_kept(rung, based_on):
    save_template(edit(rung), OURS)

    with pytest.raises(TemplateChanged) as conflict:
        save_template(edit(rung, based_on=based_on), Wording("Subject", "Mine"))

    assert conflict.value.template.text == "Our words"
    assert LetterTemplate.objects.get().text == "Our words"


def test_saving_what_stands_there_already_is_said(rung):
    save_template(edit(rung), OURS)

    with pytest.raises(AlreadyRecorded):
        save_template(edit(rung, based_on=1), OURS)


def test_a_draft_that_exists_stays_as_it_is(rung):
    letter = drafted(rung, owing())

    save_template(edit(rung), OURS)

    letter.refresh_from_db()
    assert letter.text != "Our words"
