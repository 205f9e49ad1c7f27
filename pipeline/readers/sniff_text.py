"""What a text is: plain, a web page or a piece of one, Markdown with tables of a web page, comma-separated, mail, XML."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections import Counter
from typing import Final

from pipeline.readers.media_types import (
    CSV,
    HTML,
    HTTP,
    JSON,
    MARKDOWN,
    MHTML,
    PDF,
    PLAIN,
    RTF,
    SHEET_XML,
    TEXT_XML,
    WARC,
    XML,
)

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MOST_NULS = 0.6  # share of bytes; UTF-16 of digits and Latin letters has half
_SAMPLE = 4096  # bytes, or characters, that say whether something is text at all

_BEFORE_MARKUP = re.compile(
    r"\s+|<!--.*?-->|<%.*?%>|<\?[a-z][\w-]*\b.*?\?>|<!doctype\b[^>]*>", re.DOTALL | re.IGNORECASE
)  # <%@ page … %> of a JSP
_SERVED = re.compile(r"<(?!!--)")  # what a server reads stands first; a comment may begin Markdown: <!-- image -->
_MARKED_UP = re.compile(r"^#{1,6} ", re.MULTILINE)
_CENTRED = re.compile(r"<(?:/?div\b|img\b)[^<>]*>", re.IGNORECASE)  # what Markdown has around its tables and pictures
_BLOCKS = (
    "html|head|body|title|meta|link|style|script|table|thead|tbody|tr|td|th|caption|div|p|span|ul|ol|li|h[1-6]|font|center|form"
    "|section|article|main|header|footer|nav|iframe|frameset|base|br|hr|a|img|strong|b|em|i|u|pre|blockquote|dl|input"
)
_TAG = re.compile(rf"<(?:{_BLOCKS})(?=[\s/>])[^<>]*>", re.IGNORECASE)  # <td colspan="2">; not <2023年>
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)(?=[\s/>])")
_TABLE_EDGE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_FRAME = re.compile(r"</?(?:html|body)>", re.IGNORECASE)  # some converters write every table as a page of its own
_PROSE_TAG = re.compile(r"<(?:p|div|span|li|h[1-6]|td|head|body|title|meta|script|style)(?=[\s/>])", re.IGNORECASE)
_ENOUGH_TAGS = 3  # of prose, in a text that begins with something else
_HEADER = re.compile(r"[A-Za-z][A-Za-z-]*:[ \t]*\S.*|[ \t]+\S.*")  # of a mail or web archive; goes on where indented
_MULTIPART = re.compile(r"^content-type:\s*multipart/related|^mime-version:", re.IGNORECASE | re.MULTILINE)

_CSV_LINES = 200  # that are looked at
_LEAST_CSV_LINES = 3
_LEAST_FIELDS = 3
_EQUAL = 0.8  # share of lines with as many fields as most have
_NUMBER = re.compile(r"[-+]?\d*\.?\d*%?")


def text_media_type(source: bytes, may_be_pdf: bool = False) -> str | None:
    """The media type of a text, None for bytes that are none; `may_be_pdf` where the mark of a PDF is near the beginning.

    >>> text_media_type("<!-- 公开 --><p>部门预算</p>".encode()), text_media_type("款,项,金额\\n".encode() * 3)
    ('text/html', 'text/csv')
    >>> text_media_type("部门预算<2023年>".encode()), text_media_type(b"\\0" * 64)
    ('text/plain', None)
    """
    opening = _decoded(source[:_SAMPLE]).lstrip("\ufeff \t\r\n\0")
    if opening.startswith("{\\rtf"):
        return RTF
    if opening.startswith("WARC/"):
        return WARC
    if opening.startswith("HTTP/1."):
        return HTTP
    if _is_mail(opening):
        return MHTML
    if may_be_pdf:
        return PDF
    if not takes_text(source[:_SAMPLE]):
        return None
    text = _decoded(source)
    return _of_markup(text) or (CSV if csv_delimiter(text) else PLAIN)


def takes_text(head: bytes) -> bool:
    """Whether these first bytes may be text; `read_text` decides.

    >>> takes_text("部门预算".encode()), takes_text(bytes(64) + b"\\x01\\x02")
    (True, False)
    """
    if head.startswith(tuple(mark for mark, _ in MARKS)):
        return True
    return bool(head) and head.count(0) < len(head) * _MOST_NULS


def _decoded(source: bytes) -> str:
    """The text, whatever becomes of characters that are none: markup is ASCII."""
    for mark, encoding in MARKS:
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, "replace")
    head = source[:_SAMPLE]
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[place::2].count(0) > len(head) * 0.1 and head[1 - place :: 2].count(0) < len(head) * 0.02:
            return source.decode(encoding, "replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(source) - 4:  # cut inside a character
            return source.decode("utf-8", "replace")
        return source.decode("gb18030", "replace")


def _is_mail(opening: str) -> bool:
    """Whether lines of a header stand first, as browsers and mail programs write them over what they save."""
    header = re.split(r"\r?\n\r?\n", opening, maxsplit=1)[0]
    lines = header.splitlines()
    return len(lines) >= 2 and all(map(_HEADER.fullmatch, lines)) and bool(_MULTIPART.search(header))


def _of_markup(text: str) -> str | None:
    if "<" not in text:
        return _of_json(text)
    start = _start(text)
    root = _ROOT.match(text, start)
    if root and not _TAG.match(text, start):
        return (
            (_of_office(text[start : start + _SAMPLE]) or XML)
            if f"</{root[1]}>" in text[-_SAMPLE:] or text.lstrip("\ufeff \t\r\n").startswith("<?xml")
            else None
        )
    outside = _outside_tables(text)
    tables = len(outside) < len(text)
    prose = _FRAME.sub("", outside)
    prose = _CENTRED.sub("", prose) if _MARKED_UP.search(prose) else prose
    if tables and prose.strip() and not _PROSE_TAG.search(prose) and not _is_page(outside):
        return MARKDOWN
    tagged = root or tables or _SERVED.search(text[:start])
    return HTML if tagged or _is_tagged(text) else None


def _of_office(opening: str) -> str | None:
    """What an office program wrote as one XML file; None for XML of others.

    >>> _of_office('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">')
    'application/x-spreadsheet+xml'
    """
    root = opening.partition(">")[0]
    if "urn:schemas-microsoft-com:office:spreadsheet" in root or _is_flat(root, "spreadsheet"):
        return SHEET_XML
    wordml = "schemas.microsoft.com/office/word/2003/wordml" in root and "wordDocument" in root
    return TEXT_XML if wordml or _is_flat(root, "text") else None


def _is_flat(root: str, kind: str) -> bool:
    return root.startswith("<office:document") and f'"application/vnd.oasis.opendocument.{kind}"' in root


def _is_tagged(text: str) -> bool:
    """Whether the lines of a text that begins with words are marked up; converters leave a tag here and there.

    >>> _is_tagged("某县<p>一、概况</p>\\n<p>二、收支</p>\\n<p>无。</p>"), _is_tagged("一、概况\\n" * 9 + "<p>1</p>" * 3)
    (True, False)
    """
    if len(_PROSE_TAG.findall(text)) < _ENOUGH_TAGS:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum("<" in line for line in lines) > len(lines)


def _is_page(outside: str) -> bool:
    """Whether one frame holds all of a text, given without its tables."""
    opened, closed = (re.findall(rf"<{slash}html\b[^<>]*>", outside, re.IGNORECASE) for slash in ("", "/"))
    return len(opened) == 1 and (not closed or outside.rstrip()[-len(closed[0]) :] == closed[0])


def _outside_tables(text: str) -> str:
    """
    >>> _outside_tables("甲<table><tr><td><table></table></td></tr></table>乙<table>")
    '甲乙<table>'
    """
    kept: list[str] = []
    depth = begun = shown = 0
    for edge in _TABLE_EDGE.finditer(text):
        if not edge[1]:
            begun = begun if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                kept.append(text[shown:begun])
                shown = edge.end()
    return "".join([*kept, text[shown:]])


def _start(text: str) -> int:
    """Where the first element may begin: after blanks, comments and what a server reads."""
    start = 1 if text.startswith("\ufeff") else 0
    while before := _BEFORE_MARKUP.match(text, start):
        start = before.end()
    return start


def _of_json(text: str) -> str | None:
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return None
    try:
        json.loads(text.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None
    return JSON


def csv_delimiter(text: str) -> str | None:
    """What parts the fields of comma-separated values, a comma or a semicolon; None for any other text.

    >>> csv_delimiter("类;款;金额\\n201;合计;1,204.50\\n202;外交;\\n"), csv_delimiter("合计\\t1,204.50\\n" * 9)
    (';', None)
    """
    return next((mark for mark in (",", ";") if _is_csv(text, mark)), None)


def _is_csv(text: str, mark: str = ",") -> bool:
    """Whether nearly all lines have as many fields as the others, parted by the mark, and not all of them are numbers.

    >>> _is_csv("类,款,金额\\n201,合计,\\"1,204.50\\"\\n202,外交,\\n"), _is_csv("1,204,500.00\\n" * 9)
    (True, False)
    >>> _is_csv("合计\\t1,204.50\\t3,000.00\\n" * 9), _is_csv("收入总计100万元，比上年增加。\\n" * 9)
    (False, False)
    >>> _is_csv("支出9万元。其中,出国0万元;用车7万元;接待2万元。\\n" * 9, ";")  # sentences, not even the first line is a head
    False
    """
    lines = [line for line in text[: _CSV_LINES * 400].splitlines()[:_CSV_LINES] if line.strip(f" {mark}")]
    if len(lines) < _LEAST_CSV_LINES or sum("\t" in line for line in lines) > len(lines) / 10:
        return False
    if "。" in lines[0] or sum(mark in line for line in lines) < len(lines) * _EQUAL:
        return False
    try:
        rows = [row for row in csv.reader(lines, delimiter=mark) if row]
    except csv.Error:
        return False
    fields, count = Counter(map(len, rows)).most_common(1)[0]
    worded = sum(any(not _NUMBER.fullmatch(field.strip()) for field in row) for row in rows)
    return fields >= _LEAST_FIELDS and count >= len(rows) * _EQUAL and worded >= len(rows) / 2
