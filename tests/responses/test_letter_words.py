"""The trail says the facts of a letter in words that officers use."""

import pytest

from responses.history import trail_of, trail_of_letter
from tests.responses.chased import drafted, ladder, owing, sent

pytestmark = pytest.mark.django_db


def told(trail):
    return {
        (row.what, row.happened): {each.name: each.after for each in row.fields}
        for entry in reversed(trail)
        for row in entry.rows
    }


def test_a_draft_and_its_sending_are_told():
    letter = drafted(ladder()[1], owing(institution__name="Home Office"))

    said = told(trail_of_letter(sent(letter)))

    assert said["Letter", "recorded"]["Status"] == "Draft"
    assert said["Letter", "changed"] == {
        "Status": "Sent",
        "Sent": "21 September 2020",
        "How": "By post",
        "Sent by": "The Chair",
    }
    covered = said["Recommendation in a letter", "recorded"]
    assert covered["Recommendation"].startswith("Home Office: The ")


def test_an_addressee_keeps_the_letters_it_was_taken_out_of():
    first = owing()
    letter = drafted(ladder()[1], first, owing(first.institution))

    letter.addressees.remove(first)

    said = told(trail_of(first))
    assert ("Recommendation in a letter", "removed") in said
    assert said["Letter", "recorded"]["Status"] == "Draft"
