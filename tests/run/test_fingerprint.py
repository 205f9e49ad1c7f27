"""What makes a document be done anew."""

from __future__ import annotations

import pytest

from pipeline.run import fingerprint as module
from pipeline.run.fingerprint import code_hash, fingerprint


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two files in place of ours."""
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "extract.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "vocabulary" / "columns.toml").write_text('canonical = "栏次"\n', "utf-8")
    monkeypatch.setattr(module.pipeline, "__path__", [str(tmp_path)])
    return tmp_path


def test_the_same_code_and_options_have_the_same_fingerprint(package):
    first = fingerprint("auto")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "extract.cpython-311.pyc").write_bytes(b"x")
    assert fingerprint("auto") == first


def test_code_vocabulary_ocr_and_models_count(package, monkeypatch):
    found = [fingerprint("auto"), fingerprint("never")]
    (package / "vocabulary" / "columns.toml").write_text('canonical = "栏 次"\n', "utf-8")
    found.append(fingerprint("auto"))
    (package / "extract.py").write_text("x = 2\n", "utf-8")
    found.append(fingerprint("auto"))
    monkeypatch.setattr(module, "weight_hashes", lambda: {"detection": "other"})
    found.append(fingerprint("auto"))
    assert len(set(found)) == 5


def test_a_file_counts_by_its_name_too(package):
    first = code_hash()
    (package / "extract.py").rename(package / "other.py")
    assert code_hash() != first
