"""The worker processes of these tests load `fakes` by name, so its folder has to be on their path."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pipeline.run import batch
from pipeline.run.batch import Options, Step, run
from pipeline.run.summary import Summary
from pipeline.run.work import Loader

Extract = Callable[..., Summary]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """An empty folder for the files of a test."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


class Steps(list[Step]):
    """What the run reported: how many files there are, then file by file."""

    files = pages = 0

    def begin(self, files: int) -> None:
        self.files = files

    def advance(self, step: Step) -> None:
        self.append(step)

    def turn(self, pages: int) -> None:
        self.pages = max(self.pages, pages)


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
def extract(reports: Path, out: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Extract:
    """Run over the test's folder with a fake extractor, in real worker processes."""
    monkeypatch.setattr(batch, "fingerprint", lambda ocr, engine: f"test with ocr={ocr}")

    def extract(load: Loader, **options: object) -> Summary:
        chosen = Options(**({"jobs": 2, "timeout": 60.0} | options))  # type: ignore[arg-type]
        return run([reports], out, chosen, steps, load)

    return extract
