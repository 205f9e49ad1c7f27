"""`run.json`: what made the corpus, for the methods section of a paper and for finding out why two runs differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.export.durable import write_durably


def write_run_json(corpus: Path, record: Mapping[str, object]) -> None:
    """Write `corpus/run.json`: versions, options, model hashes, counts, seconds."""
    text = json.dumps(record, ensure_ascii=False, indent=2, default=str) + "\n"
    write_durably(corpus / "run.json", text.encode("utf-8", "backslashreplace"))
