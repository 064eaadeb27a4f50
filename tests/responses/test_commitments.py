"""What a text promises, told from its wording."""

import pytest

from recommendations.partial_dates import PartialDate
from responses.commitments import LONGEST, find_commitments

PUBLISHED = PartialDate(2020, 11, 10)
CASES = [
    # What is said, by when, whether no date is given.
    ("It will consult by spring 2021.", "2021", False),
    ("It will report by the end of March 2022.", "2022-03", False),
    ("A bill is due by 31 March 2022.", "2022-03-31", False),
    ("It commits to a plan by 31st March 2022.", "2022-03-31", False),
    ("It expects to finish in Sept. 2021.", "2021-09", False),
    ("It will start on 01/04/2021.", "2021-04-01", False),
    ("It aims to finish by 2025.", "2025", False),
    ("It aims to finish by 2025-03-31.", "2025-03-31", False),
    ("It will act in early 2021.", "2021", False),
    ("It will publish in Q3 2021.", "2021", False),
    ("It will consult in 2021 and legislate by May 2022.", "2022-05", False),
    ("It will reply within six months.", "2021-05-10", False),
    ("It will reply within 18 months.", "2022-05-10", False),
    ("It will be done within the next two years.", "2022-11-10", False),
    ("It plans this for next year.", "2021", False),
    ("It will do so by the end of the year.", "2020", False),
    # A date is given, but none that a partial date can hold.
    ("It will publish in winter 2021.", None, False),
    ("It will fund this in the financial year 2021-22.", None, False),
    ("It will fund this in 2021/22.", None, False),
    ("It will reply within 30 days.", None, False),
    ("IT WILL REPLY WITHIN 30 DAYS.", None, False),
    ("It will act next spring.", None, False),
    ("It will report by 31 February 2022.", None, False),
    # No date is given.
    ("It will respond in due course.", None, True),
    ("It will legislate as soon as parliamentary time allows.", None, True),
    ("It will legislate when parliamentary time allows.", None, True),
    ("It will act as soon as possible.", None, True),
    ("A consultation will follow shortly.", None, True),
    ("It will act at the earliest opportunity.", None, True),
    ("It will do more over the coming months.", None, True),
]
NOTHING = [
    "",
    "Accepts the recommendation.",
    "Reports that the scheme opened on 1 March 2019.",
    "Says that it will keep what it set up in 2018.",
    "The scheme will pay 2020 pounds to each.",
    "It will consider the recommendation.",
    "It will reply within \N{LATIN SMALL LETTER LONG S}ix months.",
]


@pytest.mark.parametrize(("text", "due", "is_vague"), CASES)
def test_a_sentence_promises_as_exactly_as_it_is_worded(text, due, is_vague):
    (found,) = find_commitments(text, published=PUBLISHED)

    assert found.excerpt == text.rstrip(";")
    assert (str(found.due) if found.due else None, found.is_vague) == (due, is_vague)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_past_or_merely_said_is_no_promise(text):
    assert not list(find_commitments(text, published=PUBLISHED))


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (PartialDate(2020, 11), PartialDate(2021, 5)),
        (PartialDate(2020, 8, 31), PartialDate(2021, 2, 28)),
        (PartialDate(2020), None),
        (None, None),
    ],
)
def test_months_are_counted_as_exactly_as_their_start_is_known(published, due):
    (found,) = find_commitments("It will reply within six months", published=published)

    assert (found.due, found.is_vague) == (due, False)


def test_each_sentence_is_read_by_itself():
    text = "It will consult by May 2021. It accepts the rest; it will legislate soon."

    first, second = find_commitments(text, published=PUBLISHED)

    assert (first.excerpt, second.excerpt) == (
        "It will consult by May 2021.",
        "it will legislate soon.",
    )


def test_without_a_date_of_publication_every_date_may_be_to_come():
    (found,) = find_commitments("It will consult by May 2011.")

    assert found.due == PartialDate(2011, 5)


def test_a_long_sentence_is_cut_to_what_fits():
    (found,) = find_commitments(f"It will {'very ' * 200}soon act")

    assert len(found.excerpt) == LONGEST


def test_a_long_text_without_sentences_is_read_all_the_same():
    assert list(find_commitments("soon " * 20_000))
