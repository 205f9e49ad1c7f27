"""Where the files of a corpus stand: its paths are relative to a root, so that files and corpus may be moved."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from pipeline.export.durable import write_durably

FILE: Final = "root.json"
KNOWN_BY: Final = 20  # inputs that are recorded


class _Record(TypedDict):
    from_corpus: str
    folder: str
    inputs: list[str]


@dataclass(frozen=True, slots=True)
class Root:
    """The folder that the paths of a corpus start from."""

    folder: Path  # absolute

    def path_of(self, place: str | Path) -> str:
        """A place on this machine as the corpus has it.

        >>> Root(Path("/data")).path_of("/data/reports/a.pdf"), Root(Path("/data")).path_of("/more/b.pdf")
        ('reports/a.pdf', '../more/b.pdf')
        """
        return os.path.relpath(os.path.abspath(place), self.folder)

    def place_of(self, path: str) -> Path:
        """Where a path of the corpus is on this machine.

        >>> Root(Path("/data")).place_of("../more/b.pdf").as_posix()
        '/more/b.pdf'
        """
        return Path(os.path.normpath(self.folder / path))

    def file_of(self, path: str) -> Path | None:
        """The file of a path, or the archive that it is a member of; None where it is gone."""
        place = self.place_of(path)
        return next((one for one in (place, *place.parents) if one.is_file()), None)


def find_root(corpus: Path, inputs: Iterable[Path] = ()) -> Root:
    """The root of a corpus: as it is recorded, where the inputs of that run lie still; else the folder that holds these inputs.

    Recorded are the way from the corpus, which holds where files and corpus were moved together, and the place as it was, which
    holds where the corpus alone was moved. Without record and inputs it is the working folder.
    """
    recorded = _recorded(corpus)
    if recorded:
        for folder in (corpus.resolve() / recorded["from_corpus"], Path(recorded["folder"])):
            if any((folder / path).exists() for path in recorded["inputs"]):
                return Root(Path(os.path.normpath(folder)))
    holding = [os.path.dirname(os.path.abspath(path)) for path in inputs]
    if holding:
        return Root(Path(os.path.commonpath(holding)))
    return Root(Path(recorded["folder"]) if recorded else Path.cwd())


def record_root(corpus: Path, root: Root, inputs: Iterable[Path]) -> None:
    """Keep the root with the corpus, and some of the inputs that it is known by. Raises OSError."""
    before = _recorded(corpus)
    known = before["inputs"] if before and before["folder"] == str(root.folder) else []
    record = {
        "from_corpus": os.path.relpath(root.folder, corpus.resolve()),
        "folder": str(root.folder),
        "inputs": list(dict.fromkeys([*known, *map(root.path_of, inputs)]))[:KNOWN_BY],
    }
    if record != before:
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        write_durably(corpus / FILE, text.encode("utf-8", "surrogateescape"))


def _recorded(corpus: Path) -> _Record | None:
    try:
        record: _Record = json.loads((corpus / FILE).read_bytes().decode("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        return None
    return record if record.keys() >= _Record.__required_keys__ else None
