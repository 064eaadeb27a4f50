"""The words in braces that a template may hold, and what takes their place.

No more than these, each replaced once: nothing in a template is ever run, and a name
that holds braces stays as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from recommendations.models import Addressee, Institution, Recommendation, Rung
from recommendations.partial_dates import PartialDate, day_in_words

KNOWN = {
    "institution": "the name of the body",
    "inquiry": "the name of the inquiry",
    "report": "the titles of the reports",
    "published": "when they came out, such as on 12 March 2020 or in November 2020",
    "recommendations": "which recommendations, by report and number",
    "due": "the due date, or where the dates differ a pointer to the list",
    "period": "how long the inquiry gives for a response, such as 6 months",
    "today": "the day on which the letter is drafted",
}
_IN_BRACES = re.compile(r"\{([^{}\n]*)\}")


class UnknownPlaceholder(ValueError):
    """Something in braces is none of ours; the message names those that are."""


@dataclass(frozen=True)
class Subject:
    """What a letter is about. addressees: with_timeliness, in the list's order."""

    institution: Institution
    rung: Rung
    addressees: list[Addressee]
    on: date

    @property
    def words(self) -> dict[str, str]:
        """Return what takes the place of each placeholder."""
        inquiry = self.rung.inquiry
        months = inquiry.response_months
        reports = {each.report_id: each.report for each in self.addressees}.values()
        return {
            "institution": self.institution.name,
            "inquiry": inquiry.name,
            "report": listed(report.title for report in reports),
            "published": listed(
                dict.fromkeys(_on(report.published) for report in reports)
            ),
            "recommendations": _recommendations(self.addressees),
            "due": _due(self.addressees),
            "period": f"{months} month{'s' if months != 1 else ''}",
            "today": day_in_words(self.on),
        }


def check(text: str) -> None:
    """Raise UnknownPlaceholder where braces hold anything that nothing would fill."""
    unknown = [name for name in _IN_BRACES.findall(text) if name not in KNOWN]
    if unknown:
        raise UnknownPlaceholder(
            f"{{{unknown[0][:40]}}} is not a placeholder. Use "
            f"{listed([f'{{{name}}}' for name in KNOWN], last='or')}."
        )


def filled(text: str, subject: Subject) -> str:
    """Return the text with each placeholder replaced."""
    words = subject.words
    return _IN_BRACES.sub(lambda found: words.get(found[1], found[0]), text)


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """Return one, two and three as people write a list."""
    *most, end = [*names] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def _recommendations(addressees: list[Addressee]) -> str:
    """Return for example: recommendations 1 and 4 of The Internet."""
    by_report = groupby(addressees, key=lambda each: each.report)
    return listed(_of_report(report.title, list(each)) for report, each in by_report)


def _of_report(title: str, addressees: list[Addressee]) -> str:
    numbers = [_number(each.recommendation) for each in addressees]
    noun = "recommendation" if len(numbers) == 1 else "recommendations"
    return f"{noun} {listed(numbers)} of {title}"


def _number(recommendation: Recommendation) -> str:
    if recommendation.number:
        return f"{recommendation.number}{recommendation.part}"
    return f"“{recommendation.title}”"


def _due(addressees: list[Addressee]) -> str:
    due = {each.due_as_at for each in addressees}
    days = due.pop()
    if due or days is None:
        return "the dates given in the list below"
    latest = day_in_words(days.latest)
    return latest if days.is_one_day else f"{latest} at the latest"


def _on(day: PartialDate) -> str:
    return f"{'on' if day.is_exact else 'in'} {day.in_words}"
