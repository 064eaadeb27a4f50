"""Words out of HTML; what is scripted, hidden or for moving about is left behind."""

from collections.abc import Iterator

from lxml import etree, html

from responses.papers.lines import tidy
from responses.papers.numbering import Numbering
from responses.papers.paper import Block, Heading, Paragraph, Row
from responses.papers.tables import heads_columns

_LEFT_OUT = (
    *("script", "style", "template", "noscript", "nav", "form", "svg", "iframe"),
    *("object", "embed", "head", "button", "select", "textarea", "math", "audio"),
    *("video", "canvas", "sup"),
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PIECES = {"p", "li", "dd", "dt", "blockquote", "pre", "figcaption", "caption"}
_HOLDERS = {"div", "section", "article", "main", "body", "ul", "ol", "dl", "table"}


def blocks_of_html(data: bytes) -> list[Block]:
    """Return the headings, paragraphs and table rows of a page."""
    parser = html.HTMLParser(
        encoding=_encoding(data), no_network=True, remove_comments=True
    )
    root = html.document_fromstring(data, parser=parser)
    for hidden in root.xpath("//*[@hidden or @aria-hidden='true']"):
        hidden.drop_tree()
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    main = root.xpath("//main") or root.xpath("//article") or [root]
    return list(_Walk().blocks(main[0]))


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page says of itself."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


class _Walk:
    """One way through the tree, without recursion however deep the page nests."""

    def __init__(self) -> None:
        self.loose: list[str] = []
        self.numbering = Numbering()

    def blocks(self, root: html.HtmlElement) -> Iterator[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            name = node.tag if isinstance(node.tag, str) else ""
            is_apart = name in _HOLDERS or name in _PIECES or name == "br"
            if is_apart or name in _HEADINGS:
                yield from self._loose()
            if event == "end":
                self.loose.append(node.tail or "" if node is not root else "")
                continue
            whole = self._whole(node, name)
            if whole is None:
                self.loose.append(node.text or "")
            else:
                yield from whole
                walk.skip_subtree()
        yield from self._loose()

    def _loose(self) -> Iterator[Block]:
        """Text that stands in no paragraph of its own."""
        text = tidy("".join(self.loose))
        self.loose.clear()
        if text:
            number, rest = self.numbering.split(text)
            yield Paragraph(rest, number)

    def _whole(self, node: html.HtmlElement, name: str) -> list[Block] | None:
        """Return what an element says, if it is read as one piece."""
        if name in _HEADINGS:
            return [Heading(_text(node), _HEADINGS[name])] if _text(node) else []
        if name == "table":
            return list(_rows(node))
        apart = _PIECES | _HOLDERS
        if name in _PIECES and not any(child.tag in apart for child in node):
            return list(self._paragraph(node, name))
        return None

    def _paragraph(self, node: html.HtmlElement, name: str) -> Iterator[Block]:
        text = _text(node)
        if name == "p" and _is_all_bold(node, text):
            yield Heading(text)
        elif text and name == "li" and (number := _listed_number(node)):
            self.numbering.count(number)
            yield Paragraph(text, number)
        elif text:
            number, rest = self.numbering.split(text)
            yield Paragraph(rest, number)


def _is_all_bold(node: html.HtmlElement, text: str) -> bool:
    """Whether a paragraph is a heading that nobody marked as one."""
    strong = node.xpath("./strong | ./b")
    is_short = bool(text) and len(text) < 160 and text[-1] not in ".;,"
    return is_short and len(strong) == 1 and _text(strong[0]) == text


def _listed_number(node: html.HtmlElement) -> str:
    """The number a browser shows before an item of the outermost numbered list."""
    parent = node.getparent()
    if parent is None or parent.tag != "ol" or parent.get("type", "1") != "1":
        return ""
    if next(parent.iterancestors("ol", "ul"), None) is not None:
        return ""
    start, value = parent.get("start") or "1", node.get("value") or ""
    if value.isdecimal():
        return value
    before = sum(1 for item in node.itersiblings("li", preceding=True))
    return str(int(start) + before) if start.isdecimal() else ""


def _rows(table: html.HtmlElement) -> Iterator[Row]:
    columns: tuple[str, ...] = ()
    for place, row in enumerate(table.iter("tr")):
        cells = tuple(_text(cell) for cell in row if cell.tag in {"td", "th"})
        is_heading = len(cells) > 1 and all(cell.tag == "th" for cell in row)
        if is_heading or (place == 0 and heads_columns(cells)):
            columns = cells
        elif any(cells):
            yield Row(cells, columns)


def _text(node: html.HtmlElement) -> str:
    # Paragraphs within a cell are kept apart; letters within a word are not.
    between = " " if node.tag in {"td", "th"} else ""
    return tidy(between.join(node.itertext()))
