"""A letter says the same on a page, in a Word file and in a mail."""

from datetime import date
from io import BytesIO

import docx
import pytest

from recommendations.partial_dates import PartialDate
from responses.chasing import covered_by
from responses.letters.paper import as_docx, as_text, paper_of
from responses.models import Letter
from tests.recommendations.factories import ExtensionFactory
from tests.responses.chased import drafted, ladder, owing, sent

pytestmark = pytest.mark.django_db
ON = date(2020, 9, 21)
ODD = "Archbishops' <Council> & “Co”\ufffe"


def letter(**changes):
    made = drafted(ladder()[1], owing(institution__name=ODD))
    Letter.objects.filter(pk=made.pk).update(**changes)
    made.refresh_from_db()
    return made


def paper(made, on=ON):
    return paper_of(made, covered_by(made, on=on), on=on)


def lines_of_docx(made):
    file = docx.Document(BytesIO(as_docx(paper(made))))
    return [(each.style.name, each.text) for each in file.paragraphs]


def test_a_name_with_marks_that_mean_something_elsewhere_survives():
    said = lines_of_docx(letter(addressed_to="1 Great Street\nLondon"))

    assert said[0][1] == "Archbishops' <Council> & “Co”\n1 Great Street\nLondon"


def test_headings_and_lists_are_marked_as_such():
    text = "One.\n\n- first\n- second\n\nTwo."
    said = lines_of_docx(letter(subject="About", text=text))

    assert ("Heading 1", "About") in said
    assert ("List Bullet", "first") in said
    assert ("Normal", "Two.") in said
    assert said[-1][0] == "List Number"


def test_the_list_gives_due_dates_and_addresses():
    made = letter()
    [each] = paper(made).references

    assert each.due == "Response due 12 September 2020"
    assert each.url.startswith("http://127.0.0.1:8000/recommendations/iicsa/")
    assert each.url in as_text(paper(made))


def test_a_draft_bears_the_day_and_a_sent_letter_its_own():
    made = letter()
    assert paper(made).dated == "21 September 2020"

    sent(made, on=PartialDate(2020, 9))
    assert paper(made, on=date(2026, 1, 1)).dated == "September 2020"


def test_a_sent_letter_keeps_the_due_date_that_it_named():
    made = sent(letter())
    ExtensionFactory(addressee=made.addressees.get(), granted=PartialDate(2020, 10, 1))

    [each] = paper(made, on=date(2026, 1, 1)).references

    assert each.due == "Response due 12 September 2020"
