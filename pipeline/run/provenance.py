"""`sources.csv` beside the inputs: where each file was fetched, when, from whom; it travels into `documents`.

    file,url,retrieved,publisher
    部门预算/水务局.pdf,https://example.org/2024/shuiwu.pdf,2024-03-02,某县水务局

`file` is a path from the list's own folder. What the list says now is what counts: a corrected line changes the corpus
without reading a document again.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pipeline.document import Provenance

LIST: Final = "sources.csv"
_NEEDED: Final = ("file", "url")
_MOST_BYTES: Final = 256 << 20  # a list of a million files has about 150 MB


def is_list(path: Path) -> bool:
    """Whether a file is such a list, and no document: by its name and its head."""
    return path.name.lower() == LIST and any(True for _ in _rows(path, head_only=True))


def read_lists(lists: Iterable[Path]) -> dict[str, Provenance]:
    """Path of a file, as `os.path.normpath` writes it → where it came from. A line without file or url says nothing."""
    found: dict[str, Provenance] = {}
    for path in lists:
        for row in _rows(path):
            file, url = row.get("file"), row.get("url")
            if file and url:
                place = os.path.normpath(path.parent / file.replace("\\", "/"))
                found[place] = Provenance(url, row.get("retrieved"), row.get("publisher"))
    return found


def _rows(path: Path, *, head_only: bool = False) -> Iterator[Mapping[str, str | None]]:
    """The lines of a list, one of blanks for the head alone; none where it cannot be read or its head is another."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return
        source = path.read_bytes()
    except OSError:
        return
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.decode("gb18030", "replace")  # as Excel saves it
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [name.strip().lower() for name in next(lines, [])]
        if not set(_NEEDED) <= set(head):
            return
        if head_only:
            yield {}
            return
        for line in lines:
            yield {name: value.strip() or None for name, value in zip(head, line, strict=False)}
    except csv.Error:
        return
