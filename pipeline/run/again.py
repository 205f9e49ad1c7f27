"""Which documents of a corpus are to be read again, and how they were read the last time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.export.root import find_root
from pipeline.run.gather import gather


@dataclass(frozen=True, slots=True)
class Again:
    """What a run has to be given for that."""

    inputs: tuple[Path, ...]  # files that are there, archives for their members
    doc_ids: frozenset[str]
    options: dict[str, Any]  # of the last run, as run.json has them
    missing: tuple[str, ...]  # documents whose files are gone


def choose_again(corpus: Path, statuses: Sequence[str], patterns: Sequence[str]) -> Again:
    """The documents that have one of these statuses and, where patterns are given, a path that fits one.

    A pattern is a path, of the corpus or of this machine, a folder, or has `*` and `?`.
    Raises UsageError where there is no corpus, or nothing is chosen.
    """
    record = corpus / "run.json"
    if not record.is_file():
        raise UsageError(f"{corpus} holds no finished run; repeat the `pipeline extract` that was to write it")
    options = json.loads(record.read_text("utf-8"))["options"]
    root = find_root(corpus)
    chosen = [
        row
        for row in gather(corpus).documents
        if (not statuses or row["status"] in statuses)
        and (not patterns or any(_fits(row["path"], p) or _fits(row["path"], root.path_of(p)) for p in patterns))
    ]
    if not chosen:
        raise UsageError(f"{corpus} has no document to try again; `pipeline status {corpus}` counts what there is")
    files = {row["path"]: root.file_of(row["path"]) for row in chosen}
    return Again(
        inputs=tuple(sorted({file for file in files.values() if file})),
        doc_ids=frozenset(row["doc_id"] for row in chosen if files[row["path"]]),
        options=options,
        missing=tuple(sorted(path for path, file in files.items() if file is None)),
    )


def _fits(path: str, pattern: str) -> bool:
    """Whether a path is meant.

    >>> _fits("in/a/b.pdf", "in/a"), _fits("in/a/b.pdf", "*/b.pdf"), _fits("in/ab.pdf", "in/a")
    (True, True, False)
    """
    return path == pattern or path.startswith(pattern.rstrip("/") + "/") or fnmatchcase(path, pattern)
