"""Web archives (WARC, ISO 28500): what a crawler was given, with the address of each answer."""

from __future__ import annotations

import gzip
import http.client
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Final
from urllib.parse import unquote, urlsplit

from pipeline.errors import UnreadableFile

MOST_BODY: Final = 512 << 20  # bytes of one answer
_MOST_HEADER: Final = 64 << 10
_KINDS: Final = frozenset({"response", "resource"})
_NO_REPORT: Final = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_NO_REPORT_ENDING: Final = (".css", ".js", ".ico", ".woff", ".woff2", ".ttf", ".svg", ".json", ".xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that a web server gave."""

    url: str
    name: str  # host and path
    body: bytes
    fetched: str | None  # a moment in ISO 8601


def warc_members(file: IO[bytes]) -> Iterator[Answer]:
    """The answers that may hold a report: what was found (status 200) and is no style, script or picture.

    Raises UnreadableFile where the archive is damaged; EOFError and OSError where its compression is.
    """
    while True:
        header = _header(file)
        if header is None:
            return
        length = header.get("content-length", "")
        if not length.isdigit():
            raise UnreadableFile("the web archive is damaged: a record without its length; fetch it again")
        body = _read(file, int(length), keep=header.get("warc-type", "") in _KINDS and int(length) <= MOST_BODY)
        url = header.get("warc-target-uri", "").strip("<>")
        if body is None or not url.startswith(("http://", "https://")):
            continue
        answer = _answer(body) if header["warc-type"] == "response" else (header.get("content-type", ""), body)
        if answer and answer[1].strip() and not _is_no_report(answer[0], url):
            yield Answer(url, _name(url), answer[1], header.get("warc-date"))


def _header(file: IO[bytes]) -> Mapping[str, str] | None:
    """The next record's fields, lower case; None at the end."""
    line = file.readline(_MOST_HEADER)
    while line in (b"\r\n", b"\n"):
        line = file.readline(_MOST_HEADER)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise UnreadableFile("the web archive is damaged: a record does not begin where it should; fetch it again")
    fields: dict[str, str] = {}
    size = 0
    while (line := file.readline(_MOST_HEADER)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
        size += len(line)
        if size > _MOST_HEADER:
            raise UnreadableFile("the web archive is damaged: a header without end; fetch it again")
    return fields


def _read(file: IO[bytes], length: int, *, keep: bool) -> bytes | None:
    """So many bytes, or None where they are not kept; they are passed in pieces."""
    kept: list[bytes] = []
    left = length
    while left:
        piece = file.read(min(left, 1 << 20))
        if not piece:
            raise UnreadableFile("the web archive is cut off; fetch it again")
        left -= len(piece)
        if keep:
            kept.append(piece)
    return b"".join(kept) if keep else None


class _Stored:
    """What http.client takes for a connection."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def makefile(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO(self._answer)


def _answer(stored: bytes) -> tuple[str, bytes] | None:
    """Content type and body of an answer that found something."""
    response = http.client.HTTPResponse(_Stored(stored))  # type: ignore[arg-type]
    try:
        response.begin()
        if response.status != 200:
            return None
        body = response.read(MOST_BODY)
        return response.headers.get_content_type(), _inflated(body, response.headers.get("content-encoding", ""))
    except (http.client.HTTPException, OSError, EOFError, ValueError, zlib.error):
        return None


def _inflated(body: bytes, encoding: str) -> bytes:
    if encoding.strip().lower() in ("gzip", "x-gzip"):
        with gzip.open(io.BytesIO(body)) as stream:
            return stream.read(MOST_BODY)
    if encoding.strip().lower() == "deflate":
        return zlib.decompressobj().decompress(body, MOST_BODY)
    return body


def _is_no_report(media_type: str, url: str) -> bool:
    return media_type.startswith(_NO_REPORT) or urlsplit(url).path.lower().endswith(_NO_REPORT_ENDING)


def _name(url: str) -> str:
    """
    >>> _name("http://www.example.gov.cn/art/2031/%E5%86%B3%E7%AE%97.pdf?v=1"), _name("https://a.cn/")
    ('www.example.gov.cn/art/2031/决算.pdf?v=1', 'a.cn/index.html')
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    path = path + "index.html" if path.endswith("/") or not path else path
    return f"{parts.netloc}{path}{f'?{parts.query}' if parts.query else ''}"
