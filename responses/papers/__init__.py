"""Response papers as headings, paragraphs and table rows, in the paper's order."""

from responses.papers.paper import Block, Heading, Paper, Paragraph, Row
from responses.papers.reading import paper_from_text, read_paper
from responses.papers.refusals import UnreadablePaper

__all__ = [
    "Block",
    "Heading",
    "Paper",
    "Paragraph",
    "Row",
    "UnreadablePaper",
    "paper_from_text",
    "read_paper",
]
