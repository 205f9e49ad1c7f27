"""`run.jsonl`: a line for each document as it ends, for whoever watches a run, and to see later what took long."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pipeline.run.work import Outcome

FILE: Final = "run.jsonl"


def append_line(corpus: Path, outcome: Outcome) -> None:
    """A document has ended and is in the corpus. Raises OSError."""
    line = {
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "path": outcome.path,
        "doc_id": outcome.doc_id,
        "status": outcome.status,
        "error": outcome.error,
        "pages": outcome.pages,
        "ocr_pages": outcome.ocr_pages,
        "seconds": round(outcome.seconds, 3),
    }
    with (corpus / FILE).open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
