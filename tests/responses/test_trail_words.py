from types import SimpleNamespace

import pytest

from recommendations.partial_dates import PartialDate
from responses.trail_words import (
    OF_A_FLAG,
    OF_A_PROMISE,
    OF_AN_ADDRESSEE,
    OF_AN_ADEQUACY_CHECK,
)


@pytest.mark.parametrize(
    ("words", "name", "version", "said"),
    [
        (OF_AN_ADDRESSEE, "Deadline", {"deadline": "none"}, "no date"),
        (OF_AN_ADEQUACY_CHECK, "Gives reasons", {"gives_reasons": None}, "Does not"),
        (OF_AN_ADEQUACY_CHECK, "Gives reasons", {"gives_reasons": False}, "No"),
        (OF_A_PROMISE, "Due", {"due": None}, "No date given"),
        (OF_A_PROMISE, "Due", {"due": PartialDate(2021)}, "2021"),
        (OF_A_FLAG, "Rung", {"rung": 0}, "Overdue"),
        (OF_A_FLAG, "Rung", {"rung": 3}, "Rung 3"),
    ],
)
def test_a_fact_is_said_as_people_say_it(words, name, version, said):
    assert str(words[name](SimpleNamespace(**version))).startswith(said)
