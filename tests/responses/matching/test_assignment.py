"""Sections and recommendations are paired for the best, all together."""

from responses.matching.assignment import best_assignment


def test_sections_are_assigned_all_together():
    # Greedy would take the 0.9 and leave the second section with nothing.
    scores = {("one", "a"): 0.9, ("one", "b"): 0.8, ("two", "a"): 0.85}

    assert best_assignment(scores) == {"one": "b", "two": "a"}


def test_a_section_may_go_without():
    scores = {("one", "a"): 0.9, ("two", "a"): 0.4}

    assert best_assignment(scores) == {"one": "a"}


def test_a_large_group_is_assigned_greedily():
    scores = {(s, offer): 0.5 for s in range(130) for offer in range(130)}

    assert len(set(best_assignment(scores).values())) == 130
