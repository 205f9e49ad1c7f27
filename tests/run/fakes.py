"""Extractors that stand in for the real stages, some of them as bad as real documents can be.

They are loaded in worker processes, by name: this module has to be importable there (see conftest.py).
"""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from pipeline.document import Cell, Check, Document, Issue, Line, Page, Section, Statement, Table
from pipeline.errors import BadVocabulary, MachineFault, RecognitionFailed, UnreachableFile, UnreadableFile
from pipeline.run.work import Ahead, Extractor, PagewiseExtractor, Turned


def document_of(path: str) -> Document:
    """A small document whose figures follow from the file: its first line is the amount of the one cell."""
    content = Path(path).read_bytes()
    doc_id = hashlib.sha256(content).hexdigest()
    short = doc_id[:12]
    amount = Decimal(content.decode("utf-8").split("\n")[0])
    cell = Cell(f"{short}-t01", 0, 1, "201", "一般公共服务支出", "合计", f"{amount}", amount, amount, 1)
    table = Table(f"{short}-t01", "expenditure", "支出决算表", "万元", 1, 1, 1, 2, 0.9, False, (cell,))
    section = Section(f"{short}-s001", None, 1, "一、", "支出情况", "expenditure", 0.8, 1, 1, "支出增加1.20万元。")
    statement = Statement(
        statement_id=f"{short}-m001",
        section_id=section.section_id,
        section_label="expenditure",
        kind="change",
        indicator="支出",
        base="prior_year",
        direction="increase",
        amount=Decimal("1.20"),
        percent=None,
        reason=None,
        sentence="支出增加1.20万元",
        page=1,
        char_start=0,
        char_end=10,
        score=0.9,
    )
    check = Check(f"{short}-c001", "parts_sum", "pass", None, amount, amount, Decimal(0), Decimal(0), "", ())
    pages = (Page(1, (Line("支出增加1.20万元。", 1),)),)
    return Document(
        doc_id,
        path,
        "text/plain",
        pages,
        sections=(section,),
        tables=(table,),
        statements=(statement,),
        checks=(check,),
    )


def load_simple() -> Extractor:
    return document_of


def load_counting(calls: Path) -> Extractor:
    """Every call leaves a line in the file `calls`."""

    def extractor(path: str) -> Document:
        with calls.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {path}\n")
        return document_of(path)

    return extractor


def load_wicked() -> Extractor:
    """Does what the second line of the file says: one of WAYS, partial, no-pages; else it works."""
    return _wicked


def _wicked(path: str) -> Document:
    lines = Path(path).read_text("utf-8").split("\n")
    act, *words = (lines[1] if len(lines) > 1 else "").split() or ["fine"]
    document = document_of(path)
    WAYS[act](*words) if act in WAYS else None
    if act == "partial":
        return replace(document, issues=(Issue("ocr", 3, "no text"),))
    return replace(document, pages=()) if act == "no-pages" else document


class Turning(PagewiseExtractor):
    """Tells of as many pages as the second line says, `turning 3`, and then may be stuck."""

    def __call__(self, path: str) -> Document:
        words = Path(path).read_text("utf-8").split("\n")[1].split()
        for read in range(1, int(words[1]) + 1):
            time.sleep(0.6)
            self.on_page(Turned(read))
        if "stuck" in words:
            time.sleep(600)
        self.on_page(Turned(int(words[1]), more=False))
        time.sleep(3.5)  # what was read is being understood: no page comes, and none is missed
        return document_of(path)


class Leafing(PagewiseExtractor):
    """Reads as many pages as the second line says, each in 0.1 s, and leaves each with its process in a folder, as OCR does."""

    def __init__(self, kept: Path) -> None:
        super().__init__()
        self._kept = kept

    def __call__(self, path: str) -> Document:
        words = Path(path).read_text("utf-8").split("\n")[1].split()
        for number in range(1, int(words[1]) + 1):
            self._read(number)
            self.on_page(Turned(number, last=int(words[1])))
        self.on_page(Turned(int(words[1]), more=False))
        return document_of(path)

    def read_ahead(self, ahead: Ahead) -> int:
        for number in range(ahead.first, ahead.last + 1):
            if (self._kept / "crash").exists():
                os._exit(7)
            self._read(number)
        return ahead.last + 1 - ahead.first

    def _read(self, number: int) -> None:
        page = self._kept / f"{number}.page"
        if not page.exists():
            time.sleep(0.1)
            with page.open("a", encoding="ascii") as file:
                file.write(f"{os.getpid()} ")


def load_leafing(kept: Path) -> Extractor:
    return Leafing(kept)


def load_waiting(seconds: float) -> Extractor:
    """Every document takes so long."""

    def extractor(path: str) -> Document:
        time.sleep(seconds)
        return document_of(path)

    return extractor


def load_pagewise() -> Extractor:
    return Turning()


def _hang(child_pid: str = "") -> None:
    if child_pid:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path(child_pid).write_text(str(child.pid), "ascii")
    time.sleep(600)


def _fail(error: Exception) -> None:
    raise error


def _recurse() -> None:
    _recurse()


def _print() -> None:
    print("this must not reach stdout")
    os.write(1, b"nor this\n")


def _grow() -> None:
    held = []
    for _ in range(400):
        held.append(bytearray(b"x") * (10 << 20))
        time.sleep(0.01)


WAYS: dict[str, Callable[..., None]] = {
    "grow": _grow,
    "full": lambda: _fail(OSError(errno.ENOSPC, "No space left on device")),
    "weights": lambda: _fail(MachineFault("the OCR weights are not installed; run `make install`")),
    "engine": lambda: _fail(RecognitionFailed("the OCR engine failed: no answer")),
    "unreachable": lambda: _fail(UnreachableFile("the file cannot be read: Stale file handle")),
    "hang": _hang,
    "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(7),
    "unreadable": lambda: _fail(UnreadableFile("the PDF is locked with a password; save it without one")),
    "defect": lambda: _fail(KeyError("合计")),
    "memory": lambda: _fail(MemoryError()),
    "recursion": _recurse,
    "print": _print,
}


def load_slow() -> Extractor:
    """So slow that it can be disturbed."""

    def extractor(path: str) -> Document:
        time.sleep(0.05)
        return document_of(path)

    return extractor


def load_without_library() -> Extractor:
    raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")


def load_without_memory() -> Extractor:
    raise MemoryError


def load_lacking() -> Extractor:
    """A library that only the first picture asks for."""

    def extractor(path: str) -> Document:
        raise ModuleNotFoundError("No module named 'onnxruntime'")

    return extractor


def load_nothing() -> Extractor:
    raise BadVocabulary("columns.toml: 合计 stands twice; remove one")


def load_and_die() -> Extractor:
    os._exit(9)
