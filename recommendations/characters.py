"""Characters that no reader can see, and what to say of them."""

import re
import unicodedata

# Control characters but tab and new lines, lone surrogates, and overrides that make
# text read backwards. Harmless-looking names have been forged with them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def first_unseen(text: str) -> str:
    """Return what to do about the first one, or nothing where there is none."""
    if found := UNSEEN.search(text):
        return (
            f"holds the character U+{ord(found[0]):04X}, which no reader can see: "
            "delete it."
        )
    return ""


def visible(text: str) -> str:
    """Return the text without what cannot be seen, its line ends made alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    # Of nothing but spaces and joiners, nothing is to be seen either.
    return (
        text if any(unicodedata.category(each)[0] not in "ZC" for each in text) else ""
    )
