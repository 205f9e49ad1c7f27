"""How the files of a run are read: what every worker is told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.readers.ocr import Engine
from pipeline.readers.page_range import PageRange
from pipeline.readers.recognise import OcrMode

CACHE_VARIABLE: Final = "PIPELINE_CACHE"
NO_CACHE: Final = "none"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read of a file, by which engine, and for how long."""

    ocr: OcrMode
    engine: Engine
    threads: int = 1  # for the OCR engine of one worker
    cache: Path | None = None  # where pages read by OCR are kept
    pages: PageRange | None = None  # None: all
    seconds: float = float("inf")  # per document: reading stops in time for what was read to be understood

    @property
    def shares_pages(self) -> bool:
        """Whether what another worker reads of a document is found: it is kept, and all pages are wanted."""
        return self.cache is not None and self.pages is None


def cache_folder() -> Path | None:
    """Where pages read by OCR are kept: PIPELINE_CACHE, else the user's own folder of caches; None for `none` and no home."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return None if chosen == NO_CACHE else Path(chosen)
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(home) if home else Path.home() / ".cache") / "yujuesuan" / "pages"
    except RuntimeError:
        return None
