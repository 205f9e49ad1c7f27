"""How a run ends when somebody ends it from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

SCRIPT = """
import sys
from pathlib import Path
import fakes
from pipeline.run.batch import Options, run

class Silent:
    def begin(self, files): ...
    def advance(self, step): ...
    def turn(self, pages): ...

if __name__ == "__main__":
    run([Path(sys.argv[1])], Path(sys.argv[2]), Options(jobs=2), Silent(), fakes.load_wicked)
"""


@pytest.fixture
def hanging_run(reports, out, tmp_path):
    """A run in its own process that has finished two documents and hangs at the third; then its worker's child."""
    child = tmp_path / "child.pid"
    for name in ("a", "b"):
        (reports / f"{name}.txt").write_text(f"{ord(name)}\n", "utf-8")
    (reports / "c.txt").write_text(f"1\nhang {child}", "utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    here = Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])}
    process = subprocess.Popen([sys.executable, tmp_path / "script.py", reports, out], env=environment, stderr=-3)
    wait_for(lambda: child.exists() and child.read_text("ascii") and len(list((out / ".staged").glob("*.arrow"))) == 2)
    grandchild = psutil.Process(int(child.read_text("ascii")))
    family = psutil.Process(process.pid).children(recursive=True)
    assert grandchild in family
    yield process, family
    for left in family:
        if alive(left):
            left.kill()
    process.kill()
    process.wait()


def wait_for(happened, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def gone(family) -> bool:
    return not any(map(alive, family))


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_ctrl_c_keeps_what_was_finished_and_ends_all_workers(hanging_run, out):
    process, family = hanging_run
    process.send_signal(signal.SIGINT)
    process.wait(20)
    wait_for(lambda: gone(family))
    assert [Path(row["path"]).name for row in pq.read_table(out / "documents").to_pylist()] == ["a.txt", "b.txt"]


def test_workers_do_not_outlive_a_killed_run(hanging_run, out):
    process, family = hanging_run
    process.kill()
    process.wait(20)
    wait_for(lambda: gone(family))
    assert len(list((out / ".staged").iterdir())) == 2  # the next run takes them up


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_traceback(tmp_path):
    """The script that pip installs, interrupted between its import and the run, which is where the loading is."""
    script = tmp_path / "pipeline"
    script.write_text(
        "import os, signal, sys\nfrom pipeline.cli import main\nos.kill(os.getpid(), signal.SIGINT)\nsys.exit(main())\n",
        "utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.run(
        [sys.executable, script, "--help"], env=environment, capture_output=True, timeout=60, check=False
    )
    assert (process.returncode, process.stderr) == (-signal.SIGINT, b"")
