"""Say which recommendations a response paper seems to answer. Stores nothing."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from responses.candidates import candidates
from responses.matching import Matches, propose
from responses.papers import Paper, UnreadablePaper, read_paper

_SHOWN = ("reference", "heading", "paragraphs", "confidence", "reason")


class Command(BaseCommand):
    help = (
        "Read a response paper (text, HTML, DOCX or PDF) and print which "
        "recommendations it seems to answer, and where. Nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--inquiry", default="", metavar="SLUG", help="look in this inquiry only"
        )
        parser.add_argument(
            "--report", default="", metavar="SLUG", help="look in this report only"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(
        self, *args: Any, file: Path, inquiry: str, report: str, **options: Any
    ) -> None:
        paper = _paper(file)
        among = candidates(inquiry=inquiry)
        reports = {made.report for made in among if made.is_of(report)}
        if not reports:
            raise CommandError(_nothing_among(inquiry, report))
        matches = propose(paper, among, reports=reports if report else ())
        self.stdout.write(_as_json(matches) if options["json"] else _in_words(matches))


def _paper(path: Path) -> Paper:
    try:
        with path.open("rb") as file:
            return read_paper(file, path.name)
    except OSError as refusal:
        raise CommandError(f"{path} cannot be opened: {refusal.strerror}.") from None
    except UnreadablePaper as refusal:
        raise CommandError(f"{path}: {refusal}") from None


def _nothing_among(inquiry: str, report: str) -> str:
    if not (inquiry or report):
        return "The register holds no recommendations: load one with load_register."
    named = [f"the inquiry {inquiry!r}"] if inquiry else []
    named += [f"the report {report!r}"] if report else []
    return (
        f"The register holds no recommendations of {' and '.join(named)}. Name them "
        "as their addresses do, such as iicsa and internet."
    )


def _as_json(matches: Matches) -> str:
    shown = {
        "proposals": [
            {name: asdict(proposal)[name] for name in _SHOWN}
            for proposal in matches.proposals
        ],
        "unmatched_headings": matches.unmatched_headings,
        "silent": matches.silent,
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _in_words(matches: Matches) -> str:
    lines = []
    for proposal in matches.proposals:
        where = proposal.paragraphs or "not numbered"
        lines += [
            f"{proposal.reference}  ({proposal.confidence:.0%})",
            f"  heading: {proposal.heading or 'none'}",
            f"  paragraphs: {where}",
            f"  {proposal.reason}",
            "",
        ]
    lines += [f"Proposed: {len(matches.proposals)}. Nothing is stored."]
    if matches.silent:
        lines += ["Silent on:", *(f"  {reference}" for reference in matches.silent)]
    if matches.unmatched_headings:
        lines += ["Headings that match nothing:"]
        lines += [f"  {heading}" for heading in matches.unmatched_headings]
    return "\n".join(lines)
