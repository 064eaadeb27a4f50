"""A register small enough to see at a glance, and what tests do to its files."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from recommendations.register.problems import BadRegister
from responses.register.loading import Outcome, load_register
from tests.responses.register import optional

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URL = "https://example.org/"
FILES = {
    "inquiries": f"""
slug,name,short_name,established,closed,response_months,url,source_url
iicsa,Independent Inquiry,IICSA,2015-03-12,,6,{URL},
""",
    "ladder": "inquiry_slug,rung,months,title,public,source_url\niicsa,1,3,First,no,\n",
    "investigations": """
slug,inquiry_slug,title,summary,url,source_url
internet,iicsa,The Internet,,,
""",
    "scope": "investigation_slug,paragraph,summary\ninternet,1,Sets out the subject.\n",
    "hearings": """
investigation_slug,kind,starts,ends,title,venue,source_url
internet,public,2018-01-22,2018-01,First hearing,,
""",
    "reports": """
slug,inquiry_slug,investigation_slug,title,kind,published,recommendations_expected,\
url,source_url,note
internet,iicsa,internet,The Internet,investigation,2020-03-12,2,,,
""",
    "institutions": """
slug,name,kind,parent_slug,aliases,ended,url,description,source_url
home-office,Home Office,government_department,uk-government,,,,,
uk-government,UK Government,government,,,,,,
""",
    "successions": "predecessor_slug,successor_slug,effective,remit,source_url\n",
    "recommendations": """
report_slug,reference,number,title,title_is_official,summary,restates,status,\
source_url,confidence,note
internet,1,1,Screening,yes,Asks for screening.,,current,,primary,
internet,2,2,Ages,no,Asks for better checks.,,current,,primary,
""",
    "addressees": """
report_slug,reference,institution_slug,leads,deadline,deadline_note,source_url
internet,1,uk-government,home-office,default,,
internet,2,uk-government,,default,,
""",
    "documents": """
slug,title,published,publishers,url,source_url,confidence
hmg-2020,Government response,2020-11-10,uk-government,,,primary
""",
    "responses": """
document_slug,report_slug,reference,institution_slug,answered_by,kind,position,\
summary,paragraphs,source_url,confidence,note
hmg-2020,internet,1,uk-government,home-office,substantive,accepted,Accepts.,,,primary,
""",
}


@dataclass
class Register:
    """A directory of CSV files, and loads of it."""

    directory: Path

    def path(self, name: str) -> Path:
        return self.directory / f"{name}.csv"

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert old in text
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def append(self, name: str, *lines: str) -> None:
        with self.path(name).open("a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))

    def write(self, name: str, text: str) -> None:
        self.path(name).write_text(text, encoding="utf-8")

    def load(self, **options) -> Outcome:
        return load_register(self.directory, **{"on": TODAY, "at": NOW} | options)

    def problems(self, **options) -> list[str]:
        with pytest.raises(BadRegister) as refused:
            self.load(**options)
        return refused.value.problems


@pytest.fixture
def register(tmp_path: Path, db: None) -> Register:
    made = Register(tmp_path / "register")
    made.directory.mkdir()
    for name, text in FILES.items():
        made.write(name, text.lstrip())
    return made


@pytest.fixture
def full(register: Register) -> Register:
    """With every optional file."""
    for name in (
        "extensions",
        "checks",
        "assessments",
        "letters",
        "adequacy",
        "promises",
        "promise_assessments",
    ):
        register.write(name, getattr(optional, name.upper()))
    return register
