"""The hunt with mutants, short: the whole one is `make mutants`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def mutants():
    path = Path(__file__).parents[2] / "benchmarks" / "mutants.py"
    spec = importlib.util.spec_from_file_location("mutants", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutants"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["mutants"]


@pytest.mark.slow
def test_no_mutant_stops_a_run_or_loses_another_document(mutants, monkeypatch, capsys):
    """Sixty of them, without the pictures, whose engine takes long to load."""
    originals = {name: held for name, held in mutants.originals().items() if not name.startswith("picture")}
    monkeypatch.setattr(mutants, "originals", lambda: originals)
    monkeypatch.setattr(mutants, "NAMES", ("text.txt", "gb18030.txt", "page.pdf"))
    assert mutants.hunt(range(60), size=60, seed=11, jobs=2, keep=None) == 0
    assert "60 mutants, 0 batches fell short" in capsys.readouterr().out


def test_mutants_are_the_same_for_the_same_seed(mutants):
    first, again, other = (next(mutants.batches(range(20), 20, seed)) for seed in (3, 3, 4))
    assert first == again != other
    assert next(mutants.batches(range(12, 20), 20, seed=3)).items() <= first.items()  # a hunt that goes on
    assert not set(first.values()) & set(mutants.originals().values())
    assert len({name.partition("-")[2] for name in first}) >= 3


def test_a_run_that_loses_a_document_is_told(mutants, tmp_path, monkeypatch):
    """The judge itself: a corpus from which the row of a mutant is missing, and a run that ends with a traceback."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def lose(inputs: Path, out: Path, jobs: int) -> tuple[int, str]:
        (out / "documents").mkdir(parents=True)
        row = {"doc_id": "a", "path": "in/1.txt", "other_paths": [], "status": "ok", "error": None}
        pq.write_table(pa.Table.from_pylist([row]), out / "documents" / "part-000000.parquet")
        return 0, ""

    monkeypatch.setattr(mutants, "originals", dict)
    monkeypatch.setattr(mutants, "extract", lose)
    short, fates = mutants.try_batch({"1.txt": b"1", "2.txt": b"2"}, {"documents": []}, tmp_path, 1)
    assert (short, fates) == (["2.txt has no row"], {"ok": 1})
    (tmp_path / "again").mkdir()
    monkeypatch.setattr(mutants, "extract", lambda *_: (1, "Traceback"))
    short, _ = mutants.try_batch({"1.txt": b"1"}, {}, tmp_path / "again", 1)
    assert short == ["the run ended with status 1: Traceback"]
