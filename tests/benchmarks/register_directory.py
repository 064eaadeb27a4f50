"""A synthetic register directory of any size."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

PER_REPORT = 50
INSTITUTIONS = 500
TEXT = "Asks the body to review its arrangements and to publish what it finds. " * 2


def write_register(directory: Path, *, recommendations: int) -> None:
    """Write so many recommendations, each to two bodies, most of them answered."""
    directory.mkdir(parents=True, exist_ok=True)
    reports = range(-(-recommendations // PER_REPORT))
    numbered = [divmod(n, PER_REPORT) for n in range(recommendations)]
    for name, header, rows in (
        (
            "inquiries",
            "slug,name,short_name,established,closed,response_months,url,source_url",
            [("synthetic", "Synthetic Inquiry", "", "2015", "", "6", "", "")],
        ),
        ("ladder", "inquiry_slug,rung,months,title,public,source_url", []),
        ("investigations", "slug,inquiry_slug,title,summary,url,source_url", []),
        ("scope", "investigation_slug,paragraph,summary", []),
        ("hearings", "investigation_slug,kind,starts,ends,title,venue,source_url", []),
        (
            "reports",
            "slug,inquiry_slug,investigation_slug,title,kind,published,"
            "recommendations_expected,url,source_url,note",
            (
                (
                    f"report-{n:05}",
                    "synthetic",
                    "",
                    f"Report {n}",
                    "investigation",
                    _day(n),
                    "50",
                    "",
                    f"https://example.org/reports/{n}",
                    "",
                )
                for n in reports
            ),
        ),
        (
            "institutions",
            "slug,name,kind,parent_slug,aliases,ended,url,description,source_url",
            (
                (_body(n), f"Body {n}", "other", "", "", "", "", "", "")
                for n in range(INSTITUTIONS)
            ),
        ),
        (
            "successions",
            "predecessor_slug,successor_slug,effective,remit,source_url",
            [],
        ),
        (
            "recommendations",
            "report_slug,reference,number,title,title_is_official,summary,restates,"
            "status,source_url,confidence,note",
            (
                (
                    f"report-{report:05}",
                    str(n + 1),
                    str(n + 1),
                    f"Matter {n}",
                    "yes",
                    TEXT,
                    "",
                    "current",
                    f"https://example.org/{report}/{n}",
                    "primary",
                    "",
                )
                for report, n in numbered
            ),
        ),
        (
            "addressees",
            "report_slug,reference,institution_slug,leads,deadline,deadline_note,"
            "source_url",
            (
                (f"report-{report:05}", str(n + 1), body, "", "default", "", "")
                for report, n in numbered
                for body in _bodies(report, n)
            ),
        ),
        (
            "documents",
            "slug,title,published,publishers,url,source_url,confidence",
            (
                (
                    f"paper-{n:05}",
                    f"Response to report {n}",
                    _day(n + 6),
                    _body(n),
                    "",
                    "",
                    "primary",
                )
                for n in reports
            ),
        ),
        (
            "responses",
            "document_slug,report_slug,reference,institution_slug,answered_by,kind,"
            "position,summary,paragraphs,source_url,confidence,note",
            (
                (
                    f"paper-{report:05}",
                    f"report-{report:05}",
                    str(n + 1),
                    body,
                    body,
                    "substantive",
                    "accepted",
                    TEXT,
                    "",
                    "",
                    "primary",
                    "",
                )
                for report, n in numbered
                for body in _bodies(report, n)
                if n % 5
            ),
        ),
    ):
        _write(directory / f"{name}.csv", header, rows)


def _write(path: Path, header: str, rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{header}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


def _bodies(report: int, n: int) -> Iterator[str]:
    yield _body(report * 7 + n)
    yield _body(report * 7 + n + 1)


def _body(n: int) -> str:
    return f"body-{n % INSTITUTIONS:04}"


def _day(n: int) -> str:
    """Return a day; six further on it is six months later and a day too late."""
    return f"{2000 + n // 12 % 26}-{n % 12 + 1:02}-{10 + n // 12 // 26 % 15:02}"
