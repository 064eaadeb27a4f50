import pytest

from recommendations.characters import first_unseen, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Plain", "Plain"),
        ("a\0b\x1b\x7fc", "abc"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("\u202eabc\u202c\u2066d\u2069", "abcd"),
        ("e\u0301", "\u00e9"),
        ("\ud800x", "x"),
        ("O\u2019Hara \u5df4 {{7*7}} <script>", "O\u2019Hara \u5df4 {{7*7}} <script>"),
        (" \u200d\u00a0", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_left_out(text, seen):
    assert visible(text) == seen


def test_what_cannot_be_seen_is_named():
    assert first_unseen("Home\u202e Office").startswith("holds the character U+202E")
    assert first_unseen("One\r\n\ttwo é") == ""
