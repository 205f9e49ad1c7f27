"""Imports point one way, and heavy libraries load when they are used. Read from the source, not from a list."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
STAGES = {
    *(
        "clean",
        "corrections",
        "sections",
        "tables",
        "statements",
        "repair",
        "checks",
        "identity",
        "losses",
        "quantities",
    )
}
LEAVES = {"document", "amounts", "errors"}
FOUNDATION = LEAVES | {"vocabulary", "boxes"}

# part → the parts of the package that it may import (itself is understood)
ARROWS: dict[str, set[str]] = {
    "document": {"export"},  # Table.frame, when it is called
    "amounts": set(),
    "errors": set(),
    "boxes": {"document"},
    "language": set(),
    "messages": {"language"},
    "sheet": {"document"},  # a table as a person sees it: shown, and exported as a frame
    "learning": LEAVES,
    "machine": set(),
    "vocabulary": LEAVES | {"learning"},
    **dict.fromkeys(STAGES, FOUNDATION | {"learning"}),
    "quantities": FOUNDATION | {"sheet"},
    "extract": STAGES | FOUNDATION,
    "readers": LEAVES,
    "export": LEAVES | {"sheet", "boxes"},
    "run": {"corrections", "machine", "readers", "extract", "export", "learning", "statements"} | FOUNDATION,
    "scoring": LEAVES,
    "layouts": {"tables", "scoring"} | FOUNDATION,
    "evaluate": STAGES
    | FOUNDATION
    | {"extract", "layouts", "learning", "readers", "run", "scoring", "show", "train", "machine"},
    "train": STAGES | FOUNDATION | {"layouts", "machine", "learning", "readers", "scoring"},
    "show": {"run", "readers", "sheet"} | LEAVES,
    "status": {"export", "language", "messages", "run", "show"} | LEAVES,
    "findings": {"export", "language", "show"} | LEAVES,
    "contacts": set(),
    "find": {"contacts", "export", "language", "show", "vocabulary"} | LEAVES,
    "explain": {"export", "findings", "language", "show", "tables"} | FOUNDATION,
    "panel": {"contacts", "export", "language", "messages", "vocabulary"} | LEAVES,
    "report": {"contacts", "export", "findings", "language", "messages", "show", "vocabulary"} | LEAVES,
    "audit": {"contacts", "export", "language", "messages", "show"} | LEAVES,
    "diff": {"export", "show"} | LEAVES,
    "unknown": {"export", "show", "tables"} | FOUNDATION,
    "annotate": {"corrections", "export", "run", "sections"} | LEAVES,
    "doctor": {"machine", "readers", "run", "vocabulary", "learning"} | LEAVES,
    "cli": {
        "audit",
        "diff",
        "explain",
        "report",
        "find",
        "unknown",
        "doctor",
        "machine",
        "readers",
        "annotate",
        "status",
        "run",
        "show",
        "findings",
        "panel",
        "evaluate",
        "train",
        "errors",
        "startup",
        "language",
        "messages",
    },
    "startup": set(),
    "__main__": {"cli"},
    "__init__": {"run", "extract", "document", "startup", "export", "panel"},
}
OUTSIDE = {"os", "io", "time", "datetime", "random", "subprocess", "socket", "shutil", "tempfile", "glob", "importlib"}
CORPUS_LIBRARIES = {"pandas", "pyarrow", "duckdb", "openpyxl"}
HEAVY = CORPUS_LIBRARIES | {
    *(
        "numpy",
        "scipy",
        "sklearn",
        "spacy",
        "jieba",
        "cv2",
        "PIL",
        "onnxruntime",
        "openvino",
        "paddleocr",
        "paddlex",
        "pypdfium2",
    ),
    *("cnloc", "rich", "ray", "multiprocessing", "asyncio"),
}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def part_of(module: Path) -> str:
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(module: Path) -> set[str]:
    """Full names of all that a file imports, at its top or later, for type annotations too: `pathlib.Path`, `os`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def libraries(module: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(module)}


def calls(module: Path) -> set[str]:
    """Names of plain functions that a file calls: `open`, `print`."""
    nodes = ast.walk(ast.parse(module.read_text("utf-8")))
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


@pytest.mark.parametrize("module", modules(), ids=lambda module: str(module.relative_to(ROOT)))
def test_imports_point_one_way(module):
    part = part_of(module)
    parts = {name.split(".")[1] for name in imported(module) if name.startswith("pipeline.")}
    assert parts - {part} <= ARROWS[part]


def test_every_part_of_the_package_has_its_arrows():
    assert {part_of(module) for module in modules()} <= set(ARROWS)


@pytest.mark.parametrize("part", sorted(STAGES | {"extract"}))
def test_stages_open_nothing_and_ask_nobody(part):
    """No file, clock, environment, random number or process between reader and exporter."""
    for module in modules():
        if part_of(module) == part:
            assert not libraries(module) & OUTSIDE, module
            assert "pathlib.Path" not in imported(module), module
            assert not calls(module) & {"open", "print", "input", "exec", "eval"}, module


def test_data_frames_begin_in_export():
    """pandas and the formats of the corpus are known where it is written, listed and compared with gold."""
    for module in modules():
        if part_of(module) not in (
            "export",
            "evaluate",
            "scoring",
            "findings",
            "find",
            "audit",
            "panel",
            "audit",
            "document",
            "__init__",
        ):
            assert not libraries(module) & CORPUS_LIBRARIES, module


def test_only_the_command_line_prints():
    for module in modules():
        assert "print" not in calls(module) or part_of(module) == "cli", module


def test_only_the_run_catches_everything():
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = "everything" if node.type is None else ast.unparse(node.type)
                assert caught not in ("everything", "Exception", "BaseException") or part_of(module) == "run", module


def test_what_only_some_systems_have_is_not_needed_to_read_a_file(tmp_path):
    """fcntl, resource and sched_getaffinity are missing on Windows or macOS: import, help and one file do without."""
    report = tmp_path / "report.txt"
    report.write_text(
        "云溪县水务局2023年度部门决算\n本年收入合计120.50万元，比上年增加2.50万元，增长2.12%。\n", "utf-8"
    )
    told = (
        "import sys, os; sys.modules.update(fcntl=None, resource=None); del os.sched_getaffinity\n"
        "import pipeline, pipeline.cli, pipeline.run.batch\n"
        f"print(pipeline.extract({str(report)!r}).statements[0].amount)\n"
        f"print(pipeline.cli.main(['tables', {str(report)!r}]))\n"
        "pipeline.cli.main(['extract', '--help'])\n"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "2.50"


@pytest.mark.parametrize(
    "command",
    ["import pipeline", "import pipeline.cli; pipeline.cli.main(['--help'])",
     "import pipeline.cli; pipeline.cli.main(['extract', '--help'])",
     "import pipeline.cli; pipeline.cli.main(['evaluate', '--help'])"],
)  # fmt: skip
def test_start_loads_nothing_heavy(command):
    """0.05 CPU-seconds for `import pipeline`, 0.2 for `--help`: told by what is loaded, not by a clock."""
    told = "import atexit, sys; atexit.register(lambda: print('\\n' + ' '.join(sys.modules), file=sys.stderr)); "
    done = subprocess.run([sys.executable, "-c", told + command], capture_output=True, text=True, cwd=ROOT.parent)
    assert done.returncode == 0, done.stderr
    names = set(done.stderr.splitlines()[-1].split())
    assert names & {f"pipeline.{stage}" for stage in STAGES | {"vocabulary", "readers"}} <= set()
    loaded = {name.split(".")[0] for name in names}
    assert "pipeline" in loaded
    assert loaded & HEAVY == set()
