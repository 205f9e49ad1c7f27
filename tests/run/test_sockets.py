"""A whole run opens no socket to a network: not OpenVINO's telemetry, not PaddleX, no library that phones home.

The kernel itself is asked to kill whoever opens one (seccomp), so that libraries in C are held to it as well, and workers,
which inherit the filter. Sockets within the machine (AF_UNIX) are how worker processes are started, and stay allowed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parents[2]
STAMPED = ROOT / "tests" / "recordings" / "stamped_table.jpg"
pytestmark = pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"), reason="the filter is one for Linux on x86-64"
)
SEALED = """
import ctypes, socket, struct, sys

def seal():
    LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
    KILL, ALLOW = 0x80000000, 0x7FFF0000
    CALL, FIRST_ARGUMENT, SOCKET = 0, 16, 41
    program = [
        (LOAD, 0, 0, CALL), (EQUAL, 0, 4, SOCKET), (LOAD, 0, 0, FIRST_ARGUMENT),
        (EQUAL, 1, 0, socket.AF_INET), (EQUAL, 0, 1, socket.AF_INET6), (RETURN, 0, 0, KILL), (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
    libc = ctypes.CDLL(None, use_errno=True)
    NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(
        SECCOMP, FILTER, ctypes.byref(Filter(len(program), ctypes.addressof(code))), 0, 0
    ):
        print("no filter:", ctypes.get_errno()); sys.exit(99)

if __name__ == "__main__":
    seal()
"""


def sealed(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python code in a process that dies where it, or what it starts, opens a socket to a network."""
    indented = "".join(f"    {line}\n" for line in code.splitlines())
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SEALED + indented, *arguments],
        capture_output=True, text=True, env=environment, timeout=400,
    )  # fmt: skip
    if done.returncode == 99:
        pytest.skip(f"the kernel takes no filter: {done.stdout.strip()}")
    return done


def test_who_opens_a_socket_is_caught():
    """The judge itself, in the process and in one that it starts."""
    assert sealed("socket.socket(socket.AF_INET)").returncode == -signal.SIGSYS
    child = "import socket; socket.getaddrinfo('example.org', 80)"
    done = sealed(f"import subprocess\nprint(subprocess.run([sys.executable, '-c', {child!r}]).returncode)")
    assert done.stdout.split() == [str(-signal.SIGSYS)]
    assert sealed("socket.socket(socket.AF_UNIX); print('fine')").stdout.split() == ["fine"]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["openvino", "onnxruntime", "paddleocr"])
def test_no_socket_opens_in_a_whole_run(engine, tmp_path):
    """A scan and a text to a corpus with all formats beside it; a worker that was killed would be a failed document."""
    if not importlib.util.find_spec(engine):
        pytest.skip(f"{engine} is not installed")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.jpg").write_bytes(STAMPED.read_bytes())
    (tmp_path / "in" / "report.txt").write_text("2023年度部门决算\n收入120.50万元，比上年增加2.50万元，增长2.12%。\n")
    out = tmp_path / "out"
    done = sealed(
        "from pipeline.cli import main\nsys.exit(main(sys.argv[1:]))",
        *("extract", str(tmp_path / "in"), "--out", str(out), "--jobs", "1", "--ocr-engine", engine),
        *("--format", "csv", "xlsx", "jsonl"),
    )
    rows = pq.read_table(out / "documents").to_pylist()
    assert done.returncode in (0, 3), done.stderr
    assert [row["status"] for row in rows if row["status"] == "failed"] == [], done.stderr
    assert sum(row["ocr_pages"] for row in rows) == 1
    assert json.loads((out / "run.json").read_text("utf-8"))["options"]
