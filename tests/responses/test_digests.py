"""What a digest says, of nothing, of one thing and of two; and what it never says."""

from datetime import date
from pathlib import Path

import pytest

from recommendations.deadlines import Timeliness, Verification
from recommendations.partial_dates import DayRange, PartialDate
from recommendations.working import Standing
from responses.digests import LINES, Audience, Previous, compose, wrapped
from responses.lines import Line
from responses.weeks import Week

GOLDEN = Path(__file__).parent / "golden"
ON = date(2026, 11, 16)
WEEK = Week(2026, 47)
HOME_OFFICE = Audience("Home Office", ("home-office",), is_officers=True)
DUE = DayRange(date(2026, 9, 12), date(2026, 9, 12))


def line(state="overdue", *, number=1, due=DUE, answered=None, **details):
    state = Timeliness(state)
    is_checked = details.pop("is_checked", True)
    days = (ON - due.latest).days if due and state is Timeliness.OVERDUE else None
    kind = Verification.CONFIRMED if is_checked else Verification.UNVERIFIED
    return Line(
        addressee=number,
        institution="Home Office",
        group="IICSA: The Internet",
        title=f"Recommendation {number}, Age verification for sites and applications",
        url=f"https://tracker.example.org/recommendations/iicsa/internet/{number}/",
        standing=Standing(
            state=state,
            verification=kind if state.is_past_due else None,
            due=due,
            days_late=details.pop("days_late", days),
            last_checked=date(2026, 11, 3) if is_checked else None,
        ),
        original_due=details.pop("original_due", due),
        answered=answered,
        concerns=frozenset({1}),
    )


def digest(*lines, previous=None, audience=HOME_OFFICE):
    return compose(list(lines), audience=audience, week=WEEK, on=ON, previous=previous)


SOON = DayRange(date(2026, 12, 1), date(2026, 12, 1))
AHEAD = DayRange(date(2027, 2, 3), date(2027, 2, 3))
CASES = {
    "0": [line("awaiting", due=AHEAD)],
    "1": [line()],
    "2": [line("overdue", is_checked=False), line("due_soon", number=2, due=SOON)],
}


@pytest.mark.parametrize("count", CASES)
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_digest_reads_as_checked_in(count, kind, settings):
    settings.SITE_URL = "https://tracker.example.org"
    composed = digest(*CASES[count])
    suffix = {"text": "txt", "html": "html"}[kind]

    golden = (GOLDEN / f"digest-{count}.{suffix}").read_text()
    assert f"{composed.subject}\n\n{getattr(composed, kind)}" == golden


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (CASES["0"], "Nothing overdue, next due 3 February 2027"),
        ([], "Nothing overdue, no due date ahead"),
        (CASES["1"], "1 overdue"),
        (CASES["2"], "1 to check, 1 due in 28 days"),
        ([line(), line(number=2, is_checked=False)], "1 overdue, 1 to check"),
    ],
)
def test_the_subject_leads_with_the_fact(lines, subject):
    week = "Home Office, week of 16 November 2026"

    assert digest(*lines).subject == f"{subject}: {week}"


def test_silence_nobody_looked_into_is_never_called_overdue():
    composed = digest(line(is_checked=False))

    said = composed.text.replace("state=overdue", "").lower()
    assert "overdue" not in said


def test_news_is_what_the_reader_was_not_told_before():
    told = {"1": ["overdue", str(DUE)], "2": ["open", str(DUE)]}
    previous = Previous(date(2026, 11, 9), told)

    text = digest(line(), line(number=2), previous=previous).text

    news, still = text.index("Newly overdue (1)"), text.index("Still overdue (1)")
    assert news < text.index("Recommendation 2,") < still
    assert still < text.index("Recommendation 1,")
    assert "9 weeks running" in " ".join(text.split())


def test_a_corrected_date_does_not_make_old_news_new():
    before = Previous(date(2026, 11, 9), {"1": ["overdue", "2026-09-01"]})

    text = digest(line(), previous=before).text

    assert "Newly overdue" not in text
    assert "Corrected: due 1 September 2026 before, now 12 September 2026." in (
        " ".join(text.split())
    )


def test_a_first_digest_takes_the_last_seven_days_for_news():
    week_ago = DayRange(date(2026, 11, 9), date(2026, 11, 9))

    text = digest(line(), line(number=2, due=week_ago)).text

    assert "Newly overdue (1)" in text
    assert "Still overdue (1)" in text


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            line(
                "answered_late",
                days_late=59,
                answered=PartialDate(2026, 11, 10),
            ),
            "Answered late, by 59 days. Published on 10 November 2026.",
        ),
        (
            line("due_soon", due=SOON, original_due=DUE),
            "Extended: due 12 September 2026 before, now 1 December 2026.",
        ),
        (line("no_deadline", due=None), "now without a date."),
        (line("not_required"), "Response not required."),
    ],
)
def test_what_changed_since_the_last_digest_is_said(now, said):
    before = Previous(date(2026, 11, 9), {"1": ["overdue", str(DUE)]})

    text = " ".join(digest(now, previous=before).text.split())

    assert said in text
    assert "since 9 November 2026" in text


def test_the_longest_overdue_comes_first():
    later = DayRange(date(2026, 10, 1), date(2026, 10, 1))

    text = digest(line(due=later), line(number=2)).text

    assert text.index("Recommendation 2,") < text.index("Recommendation 1,")


def test_a_section_shows_25_lines_and_says_how_many_more():
    composed = digest(*(line(number=number) for number in range(1, 40)))

    assert composed.text.count("Recommendation ") == LINES
    assert "and 14 more:\nhttp" in composed.text
    assert "and 14 more</a>" in composed.html
    assert "institution=home-office&state=overdue" in composed.text


def test_text_keeps_to_80_columns_where_words_allow():
    composed = digest(*CASES["2"])

    wide = [row for row in composed.text.splitlines() if len(row) > 80]
    assert all(row.strip().startswith("http") for row in wide)


def test_wrapping_breaks_no_address_and_keeps_the_indent():
    address = "https://example.org/" + "x" * 100

    assert address in wrapped(f"* Word {address}")
    assert wrapped("* " + "word " * 30).splitlines()[1].startswith("  word")


def test_markup_in_a_title_is_text():
    nasty = Line(**{**vars(line()), "title": "<script>{{ 7*7 }}</script>"})

    composed = digest(nasty)

    assert "<script>" not in composed.html
    assert "<script>{{ 7*7 }}</script>" in composed.text
    assert "49" not in composed.html


def test_a_name_with_a_new_line_does_not_break_the_subject():
    audience = Audience("Home\r\nBcc: x@example.org", (), is_officers=True)

    assert "\n" not in digest(line(), audience=audience).subject


def test_the_snapshot_holds_what_is_outstanding():
    composed = digest(line(), line("answered_late", number=2))

    assert composed.snapshot == {"1": ["overdue", "2026-09-12"]}
