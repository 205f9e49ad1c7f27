"""Web pages: the report between menus and footers, its tables with their spans.

Nothing is fetched and nothing executed; scripts, what a style hides and what a server would have filled in are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.html_frame import HtmlFrame
from pipeline.readers.layout import Block, Paragraph, flattened, names_of
from pipeline.readers.pictures import Pictures
from pipeline.readers.raised import is_note_mark
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import Flow, Sheet
from pipeline.readers.sniff_text import MARKS
from pipeline.readers.text import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode as Node
else:
    Node = Any

_OPENED = re.compile(r"<%|<\?(?:php|=)", re.IGNORECASE)  # of JSP and PHP sources
_FIELD = re.compile(r"\$\{[^{}\n]{0,200}\}")  # ${newsTitle}
_NESTS = re.compile(
    r"<(/?)(?:div|span|font|a|b|i|u|em|strong|table|ul|ol|section|center|form|big|small|code|nobr)\b", re.IGNORECASE
)
_DEEPEST = 5_000  # elements in each other; the time to parse them grows with the square
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_RULE = re.compile(r"([^{}@]{1,300})\{([^{}]*)\}")  # of a style sheet
_GROUP = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/|<!--|-->", re.DOTALL)  # @media print {…}
_MOST_HIDING = 100  # rules
_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffef])")  # a source line ends in a text
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ATTACHED = re.compile(r"[^/\\?#]+\.(?:pdf|docx?|wps|rtf|xlsx?|et|ofd|zip|rar|7z|csv|txt)(?=$|[?#])", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持|网站标识码|.{0,30}(?:ICP备|公网安备)|联系我们|网站地图|关于我们|无障碍"
    r"|【?打印|【?关闭|分享(?:到|至)|扫一扫|字体[:：【]|字号[:：【]|(?:浏览|点击|阅读)(?:次数|量)?[:：]|返回顶部|上一篇|下一篇|相关(?:链接|阅读|附件)[:：]?$)"
)
_SKIPPED: Final = names_of(
    "head script style template noscript svg math del object embed applet audio video canvas select option "
    "button textarea iframe frame nav footer aside dialog rp rt"
)
_BLOCKS: Final = names_of(
    "address article blockquote body center dd div dl dt fieldset figure figcaption form h1 h2 h3 h4 h5 "
    "h6 header hr html li main ol p pre section table caption tbody td tfoot th thead tr ul br"
)
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_LINK = 60  # characters; a longer one is a text that somebody forgot to close
_BARE_PAGE = 400  # characters; a page with fewer and with attachments is only a way to them


def read_html(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """One page: paragraphs and tables in the order of the source, and pictures kept in it through OCR.

    Menus, links that lead away, footers and hidden parts are left out. A page that only leads to attached files gives an
    Issue that names them, and so do pictures of the size of a page that are not in the file.
    """
    yield from read_markup(html_text(source), Pictures(recogniser, ocr))


def read_markup(text: str, pictures: Pictures) -> Iterator[Page | Issue]:
    """The page of a source that is decoded."""
    reader = _read(text, pictures)
    flow = Flow(1)
    shown = 0
    for block in reader.blocks:
        if isinstance(block, Sheet):
            flow.add_sheet(block)
            shown += _BARE_PAGE
        elif not block.menu and not _FOOTER.match(block.text):
            flow.add_text(block.text)
            shown += len(block.text)
    yield flow.page
    yield from pictures.read(first=2)
    if reader.attached and shown < _BARE_PAGE:
        names = ", ".join(dict.fromkeys(reader.attached))
        yield Issue("read", 1, f"the page only links to attached files: {names}; fetch them", loses=False)
    if reader.absent:
        names = ", ".join(reader.absent[:5]) + (" …" if len(reader.absent) > 5 else "")
        message = (
            f"{len(reader.absent)} pictures of the size of a page are not in the file ({names}); save the page whole"
        )
        yield Issue("read", 1, message)


def read_blocks(text: str, pictures: Pictures) -> list[Block]:
    """The paragraphs and tables of a piece of a page."""
    return _read(text, pictures).blocks


def _read(text: str, pictures: Pictures) -> _Reader:
    from selectolax.lexbor import LexborHTMLParser

    parser = LexborHTMLParser(_shown(text))
    root = parser.root
    reader = _Reader(pictures, _hidden_in_tables(parser))
    if root is not None:
        reader.read(root)
    return reader


def _hidden_in_tables(parser: LexborHTMLParser) -> set[int]:
    """The elements inside tables that a style sheet of the page hides. Outside of tables they may be tabs that a script shows."""
    sheets = (_GROUP.sub(" ", node.text(deep=True)) for node in parser.css("style"))
    hiding = [rule[1] for sheet in sheets for rule in _RULE.finditer(sheet) if _HIDDEN.search(rule[2])]
    found: set[int] = set()
    for selectors in hiding[:_MOST_HIDING]:
        for selector in selectors.split(","):
            with suppress(ValueError):  # what the parser does not know
                found.update(node.mem_id for node in parser.css(f"table {selector.strip()}"))
    return found


def _shown(text: str) -> str:
    """A source without what its server reads. Raises UnreadableFile where it nests absurdly deep."""
    pieces: list[str] = []
    at = 0
    while opened := _OPENED.search(text, at):
        pieces.append(text[at : opened.start()])
        mark = "%>" if opened[0] == "<%" else "?>"
        end = text.find(mark, opened.end())
        at = len(text) if end < 0 else end + len(mark)
    shown = _FIELD.sub(" ", "".join([*pieces, text[at:]]))
    depth = 0
    for edge in _NESTS.finditer(shown):
        depth = max(0, depth - 1) if edge[1] else depth + 1
        if depth > _DEEPEST:
            raise UnreadableFile(f"the page nests more than {_DEEPEST:,} elements in each other: no report")
    return shown


def html_text(source: bytes) -> str:
    """The source as text: by its mark, as UTF-8 if it can be, by what it says of itself, else as GB18030."""
    if source.startswith(tuple(mark for mark, _ in MARKS)) or source[:2048].count(0) > len(source[:2048]) // 4:
        return decode(source)[0]
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        stated = _CHARSET.search(source[:4096])
    named = stated[1].decode("ascii", "replace").lower() if stated else "gb18030"
    encoding = "big5hkscs" if named.startswith("big5") else "gb18030"
    readings = [source.decode(name, "replace") for name in (encoding, "utf-8")]
    return min(readings, key=lambda text: text.count("\ufffd"))


def _is_seen(node: Node, kind: str, attributes: dict[str, str | None]) -> bool:
    """Whether what is inside an element is text of the page; what is crossed out is none where something stands instead."""
    style = attributes.get("style") or ""
    if kind in _SKIPPED or kind.startswith("-") or "hidden" in attributes or _HIDDEN.search(style):
        return False
    struck = kind in ("s", "strike") or _STRUCK.search(style)
    return not (struck and _stands_beside_others(node))


def _stands_beside_others(node: Node) -> bool:
    """Whether the cell or paragraph of a text that is crossed out holds another one: what counts instead."""
    above = node.parent
    while above is not None and above.tag not in _BLOCKS:
        above = above.parent
    own, whole = (len("".join(one.text(deep=True).split())) if one is not None else 0 for one in (node, above))
    return whole > own


class _Reader:
    """Walks the tree without recursion: a page may nest a hundred thousand elements."""

    def __init__(self, pictures: Pictures, hidden: set[int]) -> None:
        self.blocks: list[Block] = []
        self.attached: list[str] = []  # names of files that the page links to
        self.absent: list[str] = []  # pictures of the size of a page that are elsewhere
        self._pictures = pictures
        self._hidden = hidden
        self._frames: list[HtmlFrame] = []
        self._words: list[str] = []
        self._linked = 0  # characters of `_words` that are links leading away
        self._links: list[bool] = []  # the open links, whether they lead away
        self._heading = 0

    def read(self, root: Node) -> None:
        node: Node | None = root
        while node is not None:
            if self._enter(node) and node.first_child is not None:
                node = node.first_child
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or node.mem_id == root.mem_id:
                    self._end()
                    return
                self._leave(node)
            node = node.next if node is not None else None

    def _end(self) -> None:
        self._flush()
        while self._frames:  # a source cut off
            self._close_table()

    def _enter(self, node: Node) -> bool:
        """Take up a node; False where what is inside it is no text."""
        kind = node.tag or ""
        if kind == "-text":
            self._add(node.text_content or "")
            return False
        attributes = node.attributes
        if not _is_seen(node, kind, attributes) or node.mem_id in self._hidden:
            return False
        if kind in _BLOCKS:
            self._flush()
        if kind == "img":
            self._picture(attributes)
        elif kind == "input":
            self._field(attributes)
        elif kind == "a":
            self._links.append(self._leads_away(node, attributes.get("href")))
        elif kind in _HEADINGS:
            self._heading += 1
        elif kind == "sup":
            return not is_note_mark(node.text(deep=True), "".join(self._words))
        elif kind == "table":
            self._frames.append(HtmlFrame())
        elif kind == "tr" and self._frames:
            self._frames[-1].open_row()
        elif kind in ("td", "th") and self._frames:
            self._frames[-1].open_cell(attributes.get("rowspan"), attributes.get("colspan"))
        return True

    def _leave(self, node: Node) -> None:
        kind = node.tag or ""
        if kind in _BLOCKS:
            self._flush()
        if kind == "a" and self._links:
            self._links.pop()
        elif kind in _HEADINGS and self._heading:
            self._heading -= 1
        elif kind == "table" and self._frames:
            self._close_table()
        elif kind in ("td", "th") and self._frames:
            self._frames[-1].close_cell()

    def _field(self, attributes: dict[str, str | None]) -> None:
        """What stands in a field of a table: some sites show their figures so."""
        if self._frames and (attributes.get("type") or "text").lower() in ("text", "number"):
            self._add(attributes.get("value") or "")

    def _add(self, text: str) -> None:
        text = _BLANKS.sub(" ", _WRAPPED.sub("", text))
        if text != " " or self._words:
            self._words.append(text)
            self._linked += len(text.strip()) if self._links and self._links[-1] else 0

    def _flush(self) -> None:
        """The words so far are a paragraph."""
        text = "".join(self._words).strip(" ")
        if text:
            menu = not self._heading and self._linked >= len("".join(text.split())) and len(text) <= _LINK
            self._put(Paragraph(text, menu))
        self._words, self._linked = [], 0

    def _put(self, *blocks: Block) -> None:
        (self._frames[-1].content if self._frames else self.blocks).extend(blocks)

    def _close_table(self) -> None:
        frame = self._frames.pop()
        frame.close_cell()
        self._put(*flattened(frame.frame))

    def _leads_away(self, node: Node, href: str | None) -> bool:
        if not href or href.startswith("#"):
            return False
        attached = _ATTACHED.search(href)
        if attached:
            words = " ".join(node.text(deep=True).split())
            self.attached.append(
                words if _ATTACHED.search(words) else words + f" ({attached[0]})" if words else attached[0]
            )
        return not attached

    def _picture(self, attributes: dict[str, str | None]) -> None:
        address = attributes.get("src") or ""
        if self._pictures.add_address(address):
            return
        if self._pictures.is_large(attributes):
            self.absent.append(address.rpartition("/")[2][:80])
