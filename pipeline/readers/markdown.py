"""Markdown of converters (MinerU, Marker, Docling, PaddleOCR) whose tables are those of web pages, often in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.document import Issue, Page
from pipeline.readers.html import read_blocks
from pipeline.readers.pictures import Pictures
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sheet import Flow, Sheet
from pipeline.readers.text import decode

_EDGE: Final = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_FRAME: Final = re.compile(r"</?(?:html|body|div|center)\b[^<>]*>", re.IGNORECASE)  # around a table or a picture
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)\s]*\)|<img\b[^<>]*>", re.IGNORECASE)


def read_markdown(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """One page: tables of markup as native tables, everything else as lines of the text, with their numbers.

    Raises UnreadableFile if no encoding fits.
    """
    text, damaged = decode(source)
    flow = Flow(1)
    absent = 0
    line = 1
    for piece, is_table in _pieces(text):
        if is_table:
            for block in read_blocks(piece, Pictures(None, "never")):
                if isinstance(block, Sheet):
                    flow.add_sheet(block, first_line=line)
                else:
                    flow.add_text(block.text, first_line=line)
        else:
            prose, found = _PICTURE.subn("", _FRAME.sub("", piece))
            absent += found
            flow.add_text(prose, first_line=line)
        line += piece.count("\n")
    yield flow.page
    if damaged:
        yield Issue("read", 1, f"{damaged} characters could not be decoded and stand as \ufffd")
    if absent:
        yield Issue("read", 1, f"{absent} pictures are not in the file; what they show was not read", loses=False)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each outermost table one; a table without end goes to the end.

    >>> list(_pieces("甲<table><tr><td><table></table></td></tr></table>乙"))
    [('甲', False), ('<table><tr><td><table></table></td></tr></table>', True), ('乙', False)]
    """
    depth = begun = shown = 0
    for edge in _EDGE.finditer(text):
        if not edge[1]:
            if not depth:
                begun = edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                if shown < begun:
                    yield text[shown:begun], False
                yield text[begun : edge.end()], True
                shown = edge.end()
    if depth:
        yield text[shown:begun], False
        yield text[begun:], True
    elif shown < len(text):
        yield text[shown:], False
