"""The same promises on a Ray cluster; without Ray, the next step."""

from __future__ import annotations

import importlib.util
import os
import sys

import fakes
import pyarrow.parquet as pq
import pytest

from pipeline.errors import UsageError

INSTALLED = importlib.util.find_spec("ray") is not None


@pytest.mark.skipif(INSTALLED, reason="Ray is installed")
def test_without_ray_the_message_says_what_to_install(extract, reports):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    with pytest.raises(UsageError, match=r"pip install 'yujuesuan\[ray\]', or leave --engine local"):
        extract(fakes.load_simple, engine="ray")


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="Ray is not installed: pip install 'yujuesuan[ray]'")
def test_documents_that_crash_or_hang_on_a_cluster_fail_alone(extract, reports, out, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))  # the cluster's workers load `fakes`
    for name in ("segfault", "hang", "unreadable", "fine", "print"):
        (reports / f"{name}.txt").write_text(f"1.5\n{name}\n{name}", "utf-8")
    summary = extract(fakes.load_wicked, engine="ray", timeout=5.0)
    found = {row["path"].rpartition("/")[2]: row["error"] for row in pq.read_table(out / "documents").to_pylist()}
    assert "the worker of the cluster was lost" in str(found.pop("segfault.txt"))
    assert found == {
        "hang.txt": "not done after 5 s; give it more with --timeout",
        "unreadable.txt": "the PDF is locked with a password; save it without one",
        "fine.txt": None,
        "print.txt": None,
    }
    assert summary.corpus.documents == {"ok": 2, "failed": 3}
