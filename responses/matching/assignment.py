"""The best way to give each section at most one recommendation, taken all together."""

from collections.abc import Hashable

_LARGEST = (
    120  # sections or recommendations that are weighed against each other at once
)


def best_assignment[S: Hashable, R: Hashable](
    scores: dict[tuple[S, R], float],
) -> dict[S, R]:
    """Pair sections with recommendations so that the sum of the scores is greatest.

    Scores are above 0. Groups of more than 120 that all hang together are paired
    greedily: the sum is then no less than half of the greatest.
    """
    pairs: dict[S, R] = {}
    for group in _groups(scores):
        sections = list(dict.fromkeys(section for section, _ in group))
        offered = list(dict.fromkeys(offer for _, offer in group))
        if max(len(sections), len(offered)) > _LARGEST:
            pairs |= _greedy(group)
        else:
            pairs |= _optimal(group, sections, offered)
    return pairs


def _groups[S: Hashable, R: Hashable](
    scores: dict[tuple[S, R], float],
) -> list[dict[tuple[S, R], float]]:
    """Split the pairs into groups that share no section and no recommendation."""
    by_section: dict[S, list[R]] = {}
    by_offer: dict[R, list[S]] = {}
    for section, offer in scores:
        by_section.setdefault(section, []).append(offer)
        by_offer.setdefault(offer, []).append(section)
    groups, seen = [], set()
    for first in by_section:
        group: dict[tuple[S, R], float] = {}
        waiting = [first] if first not in seen else []
        seen.add(first)
        while waiting:
            section = waiting.pop()
            for offer in by_section[section]:
                group[section, offer] = scores[section, offer]
                new = [other for other in by_offer[offer] if other not in seen]
                seen.update(new)
                waiting += new
        if group:
            groups.append(group)
    return groups


def _greedy[S: Hashable, R: Hashable](
    scores: dict[tuple[S, R], float],
) -> dict[S, R]:
    pairs: dict[S, R] = {}
    taken: set[R] = set()
    for section, offer in sorted(scores, key=lambda pair: -scores[pair]):
        if section not in pairs and offer not in taken:
            pairs[section] = offer
            taken.add(offer)
    return pairs


def _optimal[S: Hashable, R: Hashable](
    scores: dict[tuple[S, R], float], sections: list[S], offered: list[R]
) -> dict[S, R]:
    """Pair by the Hungarian method, a section at a time along the cheapest path.

    Each section may also go without: that costs what the best score is worth.
    """
    columns = len(offered) + len(sections)
    costs = [
        [1 - scores.get((section, offer), 0.0) for offer in offered]
        + [1.0] * len(sections)
        for section in sections
    ]
    row_price = [0.0] * (len(sections) + 1)
    column_price = [0.0] * (columns + 1)
    taken_by = [0] * (columns + 1)  # rows and columns are counted from 1
    for row in range(1, len(sections) + 1):
        _place(row, costs, row_price, column_price, taken_by)
    return {
        sections[row - 1]: offered[column - 1]
        for column, row in enumerate(taken_by[: len(offered) + 1])
        if column and row and (sections[row - 1], offered[column - 1]) in scores
    }


def _place(
    row: int,
    costs: list[list[float]],
    row_price: list[float],
    column_price: list[float],
    taken_by: list[int],
) -> None:
    """Find the row a column, moving others on where that is cheaper."""
    columns = len(column_price)
    least, came_from = [float("inf")] * columns, [0] * columns
    is_done = [False] * columns
    taken_by[0], column = row, 0
    while taken_by[column]:
        is_done[column] = True
        here = taken_by[column]
        for other in range(1, columns):
            if is_done[other]:
                continue
            cost = costs[here - 1][other - 1] - row_price[here] - column_price[other]
            if cost < least[other]:
                least[other], came_from[other] = cost, column
        following = min(
            (other for other in range(1, columns) if not is_done[other]),
            key=least.__getitem__,
        )
        step = least[following]
        for other in range(columns):
            if is_done[other]:
                row_price[taken_by[other]] += step
                column_price[other] -= step
            else:
                least[other] -= step
        column = following
    while column:
        taken_by[column] = taken_by[came_from[column]]
        column = came_from[column]
