"""Plain text: one page, one line per line, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Issue, Line, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.legible import everyday_share, legible_share
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.sniff_text import MARKS

_UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_LEGIBLE = 0.85  # of the characters; real reports reach 0.97 and more, wrong decodings stay below 0.6
_EVERYDAY = 0.04  # of the ideographs; reports have 0.15 and more, Korean or random bytes taken for GB18030 below 0.02
_DAMAGED_BYTES = 0.001  # share of bytes that may be wrong before we say that this is another encoding
_LINE_END = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")  # not \t, not U+3000
AS_TEXT = re.compile(r'(?<![^\t,;])="([^"\t]*)"(?![^\t,;])')  # ="208": how a program makes Excel keep a code as text
_QUOTED = re.compile(r'(?<![^\t])"([^"\t]*)"(?![^\t])')  # "1,204.50" between tabs, as Excel saves text
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")  # NUL, ESC …; not \t, \n, \v, \f, \r


def read_text(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """All lines of a text file on page 1, tabs and blank lines kept, boxes None.

    A few bytes that are no characters (a file cut in the middle of one) become U+FFFD and an Issue.
    Raises UnreadableFile if no encoding gives a text that somebody could have written.
    """
    text, damaged = decode(source)
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    yield Page(
        number=1,
        lines=tuple(Line(_unquoted(line), page=1, printed=line, number=n) for n, line in enumerate(lines, start=1)),
    )
    if damaged:
        yield Issue("read", 1, f"{damaged} characters could not be decoded and stand as \ufffd")


def _unquoted(line: str) -> str:
    """A line of fields as a program reads them: without the quotes that keep a comma or a code.

    >>> _unquoted('="208"\\t"1,204.50"'), _unquoted('"三公"')
    ('208\\t1,204.50', '"三公"')
    """
    if '"' not in line:
        return line
    line = AS_TEXT.sub(r"\1", line)
    return _QUOTED.sub(r"\1", line) if "\t" in line else line


def decode(source: bytes) -> tuple[str, int]:
    """The text of these bytes and how many of its characters were lost.

    >>> decode("预算\\t2.50".encode("gb18030")), decode("预算".encode("utf-16"))
    (('预算\\t2.50', 0), ('预算', 0))

    Raises UnreadableFile if no encoding fits.
    """
    for mark, encoding in MARKS:
        if source.startswith(mark):
            return _marked(source[len(mark) :], encoding)
    fitting: list[tuple[str, int]] = []
    for encoding in _UNMARKED:
        text, damaged = _attempt(source, encoding)
        if text and _is_written(text):
            if not damaged:
                return text, 0
            fitting.append((text, damaged))
    if not fitting:
        raise UnreadableFile(
            "neither UTF-8, GB18030 nor UTF-16 gives readable text: another encoding or no text at all; "
            "save the file as UTF-8"
        )
    return min(fitting, key=lambda candidate: candidate[1])  # the first of the least damaged


def _is_written(text: str) -> bool:
    return legible_share(text) >= _LEGIBLE and everyday_share(text) >= _EVERYDAY


def _marked(body: bytes, encoding: str) -> tuple[str, int]:
    text = body.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if _CONTROL.search(text) or damaged > max(1, len(text) * _DAMAGED_BYTES):
        raise UnreadableFile(f"begins with the mark of {encoding} but is not such text; save the file as UTF-8")
    return text, damaged


def _attempt(source: bytes, encoding: str) -> tuple[str | None, int]:
    """The decoded text and its damaged characters; no text where the encoding plainly is another one."""
    if encoding.startswith("utf-16") and len(source) % 2:
        return None, 0
    text = source.decode(encoding, errors="replace")
    damaged = text.count("\ufffd") - source.count("\ufffd".encode(encoding))
    if _CONTROL.search(text) or damaged > max(1, len(source) * _DAMAGED_BYTES):
        return None, 0
    return text, max(damaged, 0)
