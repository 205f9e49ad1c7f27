"""`corrections/*.csv`: what people put right, a line a field; the next run respects them.

    doc_id,path,target,page,printed,place,field,value,who,when,why
    9f2c…,水务局.pdf,cell,7,"1,2O4.50",0.61 0.33 0.69 0.35,value,1204.50,Li,2026-03-01,read against the scan

Folders of such files are read in the order of their names; of two lines about the same field the later one counts. `doc_id`
may be cut to twelve digits. `path` is for people.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Final, get_args

from pipeline.corrections import Correction, Target
from pipeline.errors import UsageError
from pipeline.export.csv import plain_text

FOLDER: Final = "corrections"  # of a corpus
COLUMNS: Final = ("doc_id", "path", "target", "page", "printed", "place", "field", "value", "who", "when", "why")
NEEDED: Final = frozenset({"doc_id", "target", "field", "value"})
SHORTEST_ID: Final = 12


@dataclass(frozen=True)
class Book:
    """All corrections by the first twelve digits of their document's id."""

    lines: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)

    def of(self, doc_id: str) -> tuple[Correction, ...]:
        """The corrections of a document, in order."""
        return tuple(each for each in self.lines.get(doc_id[:SHORTEST_ID], ()) if doc_id.startswith(each.doc_id))

    def all(self) -> Iterator[Correction]:
        """Every correction, those of a document together."""
        return (each for some in self.lines.values() for each in some)

    def mark_of(self, doc_id: str) -> str:
        """What changes when the corrections of a document do: eight hexadecimal digits; empty where there are none."""
        said = [(*astuple(each)[1:-1],) for each in self.of(doc_id)]  # without id and origin: a file may be renamed
        return hashlib.sha256(repr(said).encode()).hexdigest()[:8] if said else ""


NO_CORRECTIONS: Final = Book()


def read_corrections(folders: Iterable[Path]) -> Book:
    """The corrections of these folders (or files). Raises UsageError, naming file and line, for one that cannot be meant."""
    found: dict[tuple[object, ...], Correction] = {}
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder of corrections")
        for path in sorted(folder.glob("*.csv")) if folder.is_dir() else [folder]:
            for each in _read(path):
                about = (each.doc_id, each.target, each.field, each.page, each.printed, each.place)
                found.pop(about, None)
                found[about] = each
    lines: dict[str, list[Correction]] = {}
    for each in found.values():
        lines.setdefault(each.doc_id[:SHORTEST_ID], []).append(each)
    return Book({doc_id: tuple(some) for doc_id, some in lines.items()})


def _read(path: Path) -> Iterator[Correction]:
    source = path.read_bytes()
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.decode("gb18030", "replace")  # as Excel saves it
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise UsageError(f"{path}: no CSV: {error}") from error
    head = [name.strip().lower() for name in rows[0]] if rows else []
    if missing := sorted(NEEDED - set(head)):
        raise UsageError(
            f"{path}: no file of corrections, its head lacks {', '.join(missing)}; it is {','.join(COLUMNS)}"
        )
    for number, row in enumerate(rows[1:], start=2):
        said = dict(zip(head, map(str.strip, row), strict=False))
        if any(said.values()):
            yield _correction({**dict.fromkeys(COLUMNS, ""), **said}, f"{path.name}, row {number}")


def _correction(said: Mapping[str, str], where: str) -> Correction:
    doc_id, page = said["doc_id"].lower(), said["page"]
    if len(doc_id) < SHORTEST_ID or set(doc_id) - set("0123456789abcdef"):
        raise UsageError(f"{where}: “{said['doc_id']}” is no doc_id; copy it from `documents`, twelve digits or more")
    target: Target | None = next((one for one in get_args(Target) if one == said["target"].lower()), None)
    if target is None:
        raise UsageError(f"{where}: target is “{said['target']}”; give one of {', '.join(get_args(Target))}")
    if page and not page.isdecimal():
        raise UsageError(f"{where}: page is “{page}”, no number")
    return Correction(
        doc_id,
        target,
        said["field"],
        _unquoted(said["value"]) or None,
        int(page) if page else None,
        printed=_unquoted(said["printed"]),
        place=_unquoted(said["place"]),
        who=said["who"],
        when=said["when"],
        why=said["why"],
        origin=where,
    )


def _unquoted(text: str) -> str:
    """A text as it was before it was written so that no spreadsheet takes it for a formula.

    >>> _unquoted("'-收入"), _unquoted("'a"), _unquoted("-1.20")
    ('-收入', "'a", '-1.20')
    """
    return text[1:] if text[:1] == "'" and plain_text(text[1:]) == text else text


def write_corrections(path: Path, corrections: Iterable[Correction], paths: Mapping[str, str]) -> None:
    """Write a file of corrections; `paths` says, for people, where each document stood."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in corrections:
            row = {name: getattr(each, name, None) for name in COLUMNS} | {"path": paths.get(each.doc_id)}
            writer.writerow([plain_text(row[name]) for name in COLUMNS])
