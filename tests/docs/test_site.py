"""`make docs`: the site is built without a network and without a warning, and its reference is the program's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.cli import command_parser

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("mkdocs") is None, reason="MkDocs is not installed: make install"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_nothing_is_fetched(site):
    for page in site.rglob("*.html"):
        assert not re.findall(r"(?:src|href)=\"https?://", page.read_text("utf-8")), page.name


def test_the_reference_has_every_command_and_option(site):
    page = (site / "commands.html").read_text("utf-8")
    (commands,) = (action for action in command_parser()._actions if hasattr(action, "choices") and action.choices)
    for name, each in commands.choices.items():
        assert f'id="{name}"' in page
        for action in each._actions:
            assert all(option in page for option in action.option_strings)


def test_every_page_is_in_the_navigation(site):
    index = (site / "index.html").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f'href="{page.stem}.html"' in index or page.stem == "index", page.name
