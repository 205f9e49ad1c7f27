"""`pipeline annotate export` and `import`: let people correct what the machine found, and learn from it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO, get_args

import pipeline
from pipeline.annotate.tasks import Task, What
from pipeline.errors import UsageError

ABOUT: Final = """\
Have people correct what the machine found, and learn from their corrections: export tasks from a corpus, correct them
in Label Studio, import its JSON export, train anew.
"""
MORE: Final = """\
the way:
  pipeline annotate export corpus --what statements --most 50 --out tasks.json
      writes tasks.json and, beside it, tasks.xml; what the machine was least sure of comes first
  in Label Studio: new project; Labeling Interface → Code: paste tasks.xml; import tasks.json; correct, submit;
      export as JSON
  pipeline annotate import project-1.json
      writes annotations/corrections/, one file a document, in the schemas of the annotations (JSON Lines, which can
      as well be edited by hand)
  pipeline train
  pipeline annotate import project-1.json --corrections corpus/corrections
      writes what was changed as corrections of these reports, too: the next `pipeline extract --out corpus` respects them
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two commands and their arguments."""
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    export = commands.add_parser("export", help="write tasks for Label Studio from a corpus")
    export.add_argument("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    export.add_argument("--what", choices=get_args(What), default="statements", help="default: %(default)s")
    export.add_argument("--most", type=int, metavar="N", help="only the N tasks the machine was least sure of")
    export.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the tasks; FILE with .xml: the interface"
    )
    export.set_defaults(annotate=_export)
    imported = commands.add_parser("import", help="store what was corrected under annotations/corrections")
    imported.add_argument("file", type=Path, metavar="FILE", help="a JSON export of Label Studio")
    imported.add_argument("--annotations", type=Path, metavar="DIR", help="default: annotations/ of this checkout")
    imported.add_argument(
        "--corrections", type=Path, metavar="DIR", help="also write what was changed as corrections of these reports"
    )
    imported.set_defaults(annotate=_import)


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Export or import; the return value is the exit status. Raises UsageError."""
    told: str = arguments.annotate(arguments)
    (out or sys.stdout).write(told + "\n")
    return 0


def _export(arguments: argparse.Namespace) -> str:
    from pipeline.annotate.corpus import find_tasks  # pyarrow
    from pipeline.annotate.label_studio import dump_tasks, interface
    from pipeline.run.fingerprint import package_version

    tasks = find_tasks(arguments.corpus, arguments.what, arguments.most)
    if not tasks:
        raise UsageError(f"{arguments.corpus} has no {arguments.what} to correct")
    dumped = dump_tasks(tasks, f"pipeline {package_version()}")
    interface_file = arguments.out.with_suffix(".xml")
    arguments.out.write_text(json.dumps(dumped, ensure_ascii=False, indent=1), "utf-8")
    interface_file.write_text(interface(arguments.what), "utf-8")
    return f"{len(tasks)} tasks → {arguments.out}; their labelling interface → {interface_file}"


def _import(arguments: argparse.Namespace) -> str:
    from pipeline.annotate.corrections import store
    from pipeline.annotate.label_studio import load_tasks

    annotations = arguments.annotations or Path(pipeline.__path__[0]).parent / "annotations"
    if not annotations.is_dir() and not arguments.corrections:
        raise UsageError(f"{annotations}: no folder of annotations; run in a checkout, or give --annotations DIR")
    try:
        exported = json.loads(arguments.file.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{arguments.file}: no JSON: {error}") from error
    tasks = load_tasks(exported)
    told = []
    if annotations.is_dir():
        paths = store(tasks, annotations)
        told.append(f"{len(tasks)} tasks → {len(paths)} files under {annotations / 'corrections'}")
    if arguments.corrections:
        told.append(_write_corrections(tasks, arguments.corrections, arguments.file.stem))
    left = len(exported) - len(tasks)
    return "; ".join([*told, *([f"{left} not submitted yet"] if left else [])])


def _write_corrections(tasks: Sequence[Task], folder: Path, name: str) -> str:
    from pipeline.annotate.changes import changes_of
    from pipeline.run.corrections import write_corrections

    found = [changes_of(task) for task in tasks if task.what == "statements" and task.doc_id]
    corrections = [each for changes in found for each in changes.corrections]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    write_corrections(path, corrections, {str(task.doc_id): task.doc for task in tasks})
    other = sum(changes.others for changes in found)
    return f"{len(corrections)} corrections → {path}" + (
        f" ({other} claims that were added or taken away are only learned from)" if other else ""
    )
