"""Extractors that stand in for the real stages, some of them as bad as real documents can be.

They are loaded in worker processes, by name: this module has to be importable there (see conftest.py).
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

from pipeline.document import Cell, Check, Document, Issue, Line, Page, Section, Statement, Table
from pipeline.errors import BadVocabulary, UnreadableFile
from pipeline.run.work import Extractor


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
        *(f"{short}-m001", f"{short}-s001", "expenditure", "change", "支出", "prior_year", "increase"),
        *(Decimal("1.20"), None, None, "支出增加1.20万元", 1, 0, 10, 0.9),
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
    """Does what the second line of the file says."""
    return _wicked


def _wicked(path: str) -> Document:
    command, *words = (Path(path).read_text("utf-8").split("\n") + [""])[1].split() or [""]
    match command:
        case "hang":
            time.sleep(600)
        case "hang-with-child":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(words[0]).write_text(str(child.pid), "ascii")
            time.sleep(600)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(7)
        case "unreadable":
            raise UnreadableFile("the PDF is locked with a password; save it without one")
        case "defect":
            raise KeyError("合计")
        case "recursion":
            return _wicked(path)
        case "memory":
            raise MemoryError
        case "print":
            print("this must not reach stdout")
            os.write(1, b"nor this\n")
        case "partial":
            document = document_of(path)
            return Document(document.doc_id, path, "text/plain", document.pages, issues=(Issue("ocr", 3, "no text"),))
        case "no-pages":
            document = document_of(path)
            return Document(document.doc_id, path, "text/plain")
    return document_of(path)


def load_nothing() -> Extractor:
    raise BadVocabulary("columns.toml: 合计 stands twice; remove one")


def load_and_die() -> Extractor:
    os._exit(9)
