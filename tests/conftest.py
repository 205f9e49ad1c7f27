"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["PIPELINE_CACHE"] = "none"  # no test is answered by what the engine said another day

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"
SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the repository; tests that read it are skipped where it is missing."""
    if not (SHARED / "score.py").is_file():
        pytest.skip("the folder of real reports is not beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def sample_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the sample reports, written once."""
    from pipeline.cli import main

    out = tmp_path_factory.mktemp("samples") / "corpus"
    assert main(["extract", str(SAMPLES), "--out", str(out)]) == 0
    return out
