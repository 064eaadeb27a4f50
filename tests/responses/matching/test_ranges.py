"""Paragraph numbers are cited as people cite them."""

import pytest

from responses.matching.ranges import in_ranges


@pytest.mark.parametrize(
    ("numbers", "cited"),
    [
        (["7", "8"], "7-8"),
        (["3", "5", "6"], "3, 5-6"),
        (["4.1", "4.2", "5.1"], "4.1-4.2, 5.1"),
        (["9", "9"], "9"),
        ([], ""),
    ],
)
def test_paragraph_numbers_are_cited_as_ranges(numbers, cited):
    assert in_ranges(numbers) == cited
