"""Each rung's letters begin as something that is true of that rung."""

import pytest

from responses.letters.placeholders import check
from responses.letters.wording import default_wording, wording_for
from responses.models import LetterTemplate
from tests.recommendations.factories import InquiryFactory, RungFactory
from tests.responses.chased import ladder

pytestmark = pytest.mark.django_db
SAYS = {
    1: "expects every body",
    2: "imminently",
    3: "disappointed",
    4: "rule 9 of the Inquiry Rules 2006",
    5: "section 21 of the Inquiries Act 2005",
}


@pytest.mark.parametrize("number", SAYS)
def test_each_of_iicsas_rungs_has_words_of_its_own(iicsa, number):
    rungs = {rung.number: rung for rung in InquiryFactory().rungs.all()}

    said = {each: default_wording(rung).text for each, rung in rungs.items()}

    assert [each for each in said if SAYS[number] in said[each]] == [number]


def test_every_built_in_text_holds_known_placeholders_alone():
    for rung in ladder():
        wording = default_wording(rung)
        check(wording.subject)
        check(wording.text)


def test_a_legal_power_is_named_only_where_the_ladder_names_it():
    rung = RungFactory(number=4, months=9, title="Another letter")

    said = default_wording(rung).text

    assert "rule 9" not in said
    assert "Inquiries Act" not in said


@pytest.mark.parametrize(("months", "phrase"), [(3, "expects every"), (4, "imminent")])
def test_words_follow_the_inquirys_own_period(months, phrase):
    inquiry = InquiryFactory(slug="other", response_months=4)
    rung = RungFactory(inquiry=inquiry, months=months, title="A letter")

    assert phrase in default_wording(rung).text


@pytest.mark.parametrize("is_public", [True, False])
def test_a_letter_says_that_it_is_made_public_where_it_is(is_public):
    rung = RungFactory(is_public=is_public)

    assert ("made public" in default_wording(rung).text) == is_public


def test_an_inquirys_own_template_comes_first():
    rung = RungFactory()
    LetterTemplate.objects.create(rung=rung, subject="Ours", text="Our words")

    assert wording_for(rung).text == "Our words"
    assert wording_for(RungFactory()).text != "Our words"
