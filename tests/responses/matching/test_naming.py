"""Recommendations named by number, and what a heading says besides."""

import pytest

from responses.matching.naming import named_in, without_names


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Recommendation 4", [(4, "")]),
        ("Recommendations 3 and 4", [(3, ""), (4, "")]),
        ("Recommendations 3, 5 & 7", [(3, ""), (5, ""), (7, "")]),
        ("recommendations 2 to 4", [(2, ""), (3, ""), (4, "")]),
        ("Recommendation 1(a) and (b)", [(1, "a")]),
        ("Recommendation 12b", [(12, "b")]),
        ("Recommendation three", [(3, "")]),
        ("the second recommendation", [(2, "")]),
        ("recommendation: 20 places", [(20, "")]),
        ("20 recommendations", []),
    ],
)
def test_numbers_are_read_as_people_write_them(text, named):
    assert named_in(text) == named


@pytest.mark.parametrize(
    ("heading", "own"),
    [
        ("Recommendation 3: Age verification", "Age verification"),
        ("4. Age verification", "Age verification"),
        ("Recommendation: Age verification", "Age verification"),
        ("Recommendation 3", ""),
    ],
)
def test_a_heading_has_words_of_its_own(heading, own):
    assert without_names(heading) == own
