"""The scorer of the data contract and ours agree to the last item, on real reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.run.batch import Options, run
from pipeline.scoring import score_corpus


class Nobody:
    def begin(self, files: int) -> None: ...

    def advance(self, step: object) -> None: ...


@pytest.mark.slow
def test_both_scorers_count_alike(shared: Path, tmp_path: Path) -> None:
    gold = [shared / "gold" / "reports", shared / "gold" / "narratives"]
    narratives = sorted((shared / "narratives").glob("*.txt"))[:6]
    run([shared / "reports", *narratives], tmp_path / "corpus", Options(jobs=1), Nobody())
    command = [sys.executable, str(shared / "score.py"), str(tmp_path / "corpus"), *map(str, gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = {kind: (row["gold"], row["found"], row["right"]) for kind, row in json.loads(done.stdout).items()}
    tallies = score_corpus(tmp_path / "corpus", gold)
    ours = {kind: (tally.gold, tally.found, tally.right) for kind, tally in tallies.items() if kind in theirs}
    assert ours == theirs
    assert theirs["fact"][2] > 100
