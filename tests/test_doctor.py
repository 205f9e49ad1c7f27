"""`pipeline doctor`: one line for each thing that a run needs."""

from __future__ import annotations

import argparse
import io

import pytest

from pipeline.doctor import command
from pipeline.readers.ocr import choose_engine, pictures


def told():
    out = io.StringIO()
    status = command.run(argparse.Namespace(), out)
    lines = out.getvalue().splitlines()
    return status, {line[8:21].strip(): (line[:8].strip(), line[21:]) for line in lines}


@pytest.mark.slow
def test_a_machine_with_everything_is_well():
    status, found = told()
    assert status == 0
    assert {mark for mark, _ in found.values()} <= {"ok", "-"}
    engine = choose_engine()
    assert found["ocr"] == ("ok", f"{engine.name} {engine.version}, PP-OCRv6 small with the pinned weights")
    assert len(found) <= 20  # one screen


def test_what_is_missing_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(pictures, "find_weights", lambda weights: _raise())
    monkeypatch.setattr(command, "PYTHONS", ((3, 0), (3, 1)))
    status, found = told()
    assert status == 4
    assert found["python"][0] == "MISSING"
    assert found["python"][1].endswith("; use Python 3.11, 3.12 or 3.13")
    assert found["ocr"] == ("MISSING", f"the weights are gone; {command._AGAIN}")
    assert found["models"][0] == "ok"


def _raise():
    from pipeline.errors import MachineFault

    raise MachineFault("the weights are gone")
