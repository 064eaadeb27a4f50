import pytest
from hypothesis import given
from hypothesis import strategies as st

from responses.sheets.harmless import as_typed, harmless


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "''=1"]
)
def test_what_would_run_gets_an_apostrophe_and_loses_it_again(text):
    assert harmless(text) == f"'{text}"
    assert as_typed(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Accepts.", "'quoted'", "1-2", "a=b"])
def test_what_would_not_run_stays_as_it_is(text):
    assert harmless(text) == as_typed(text) == text


@given(st.text(alphabet="'=+-@\t\ra1"))
def test_no_text_is_lost_on_the_way_out_and_in(text):
    assert as_typed(harmless(text)) == text
