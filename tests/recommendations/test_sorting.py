"""Every order is offered, ends in something unique, and puts what has no value last."""

import pytest

from recommendations.sorting import SORTS, choices


@pytest.mark.parametrize("sort", SORTS.values(), ids=SORTS)
def test_an_order_ends_in_the_primary_key(sort):
    assert [key.name for key in sort.keys] == ["sorted_by", "sorted_number", "pk"]


@pytest.mark.parametrize("name", SORTS)
def test_a_name_with_a_minus_runs_downwards(name):
    assert SORTS[name].is_descending is (name.startswith("-") or name == "relevance")


def test_every_order_is_offered_with_words_of_its_own():
    assert len(set(dict(choices()).values())) == len(SORTS)
