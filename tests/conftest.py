"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the repository; tests that read it are skipped where it is missing."""
    if not (SHARED / "score.py").is_file():
        pytest.skip("the folder of real reports is not beside the repository")
    return SHARED
