"""The recommendations that a response paper may answer, as the matcher takes them."""

from recommendations.models import Recommendation
from responses.matching import Candidate


def candidates(*, inquiry: str = "") -> list[Candidate]:
    """Return the register's recommendations, of one inquiry if its slug is given.

    One query. A slug that the register does not hold gives none.
    """
    rows = Recommendation.objects.select_related("report__inquiry").defer("search")
    if inquiry:
        rows = rows.filter(report__inquiry__slug=inquiry)
    return [_candidate(row) for row in rows]


def _candidate(row: Recommendation) -> Candidate:
    return Candidate(
        reference=row.identifier,
        report=f"{row.report.inquiry.slug}/{row.report.slug}",
        report_title=row.report.title,
        number=row.number,
        part=row.part,
        title=row.title,
        summary=row.summary,
        official_wording=row.official_wording,
        inquiry_title=row.report.inquiry.name,
        is_current=row.status == Recommendation.Status.CURRENT,
    )
