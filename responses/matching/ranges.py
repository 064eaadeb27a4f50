"""Paragraph numbers as they are cited: 7-8, or 3, 5-6, or 4.1-4.9."""

from collections.abc import Iterable


def in_ranges(numbers: Iterable[str]) -> str:
    """Join the numbers that follow one another; they are given in the paper's order."""
    runs: list[list[str]] = []
    for number in dict.fromkeys(numbers):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _follows(before: str, number: str) -> bool:
    *chapter, last = before.split(".")
    *same, this = number.split(".")
    return chapter == same and int(this) == int(last) + 1
