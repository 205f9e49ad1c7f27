"""Where models are found, and what of them counts in the fingerprint of a result."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.learning import BadModel, model_file, model_hashes, stored
from pipeline.run import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder of its own, in place of ours."""
    (tmp_path / "pipeline" / "learning").mkdir(parents=True)
    monkeypatch.setattr(stored, "__file__", str(tmp_path / "pipeline" / "learning" / "stored.py"))
    stored.models_folder.cache_clear()
    yield tmp_path
    stored.models_folder.cache_clear()


def _store(folder: Path, content: bytes) -> None:
    (folder / "sections").mkdir(parents=True)
    (folder / "sections" / "words.npz").write_bytes(content)
    (folder / "sections" / "card.json").write_text("{}", "utf-8")


def test_models_of_a_checkout_stand_beside_the_package(package: Path) -> None:
    _store(package / "models", b"weights")
    assert model_file("sections", "words.npz") == package / "models" / "sections" / "words.npz"


def test_models_of_a_wheel_stand_inside_the_package_and_come_first(package: Path) -> None:
    _store(package / "models", b"of somebody else")
    _store(package / "pipeline" / "models", b"weights")
    assert model_file("sections", "words.npz").read_bytes() == b"weights"


def test_a_missing_model_says_how_to_make_it(package: Path) -> None:
    _store(package / "models", b"weights")
    with pytest.raises(BadModel, match="the model is missing; make it with: pipeline train headers"):
        model_file("headers")


def test_no_models_at_all(package: Path) -> None:
    with pytest.raises(BadModel, match="the trained models are missing"):
        model_hashes()


def test_models_count_in_the_fingerprint_and_their_cards_do_not(package: Path) -> None:
    _store(package / "models", b"weights")
    assert model_hashes() == {"sections/words.npz": hashlib.sha256(b"weights").hexdigest()}
    first = fingerprint.fingerprint("auto")
    (package / "models" / "sections" / "card.json").write_text('{"date": "2030-01-01"}', "utf-8")
    assert fingerprint.fingerprint("auto") == first
    (package / "models" / "sections" / "words.npz").write_bytes(b"other weights")
    assert fingerprint.fingerprint("auto") != first
