"""The card of a model: models/NAME/card.json tells what it was made from, when, by what, and how good it is."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline.learning.stored import CARD
from pipeline.train.trained import Part, Trained


def store(part: Part, trained: Trained, annotations: Path, models: Path, today: date) -> Path:
    """Write the files of a model and its card to models/NAME; the folder comes back.

    The date stays where nothing else has changed: training again without a reason leaves no trace.
    """
    folder = models / part.name
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in trained.files.items():
        _write(folder / name, content)
    card = _card(part, trained, annotations)
    before = _read(folder / CARD)
    same = before is not None and {**before, "date": None} == {**card, "date": None}
    card["date"] = before["date"] if before is not None and same else today.isoformat()
    _write(folder / CARD, (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode())
    return folder


def _card(part: Part, trained: Trained, annotations: Path) -> dict[str, object]:
    return {
        "name": part.name,
        "about": part.about,
        "date": None,
        "command": f"pipeline train {part.name}",
        "seed": trained.seed,
        "scores": dict(trained.scores),
        "notes": trained.notes,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in trained.files.items()},
        "data": {
            name: {"items": items, "sha256": hashlib.sha256((annotations / name).read_bytes()).hexdigest()}
            for name, items in trained.data.items()
        },
        "versions": {"python": platform.python_version(), **{name: version(name) for name in trained.libraries}},
    }


def _write(path: Path, content: bytes) -> None:
    """The file is there whole or not at all."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def _read(path: Path) -> dict[str, object] | None:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return found if isinstance(found, dict) else None
