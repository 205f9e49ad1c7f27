"""`pipeline annotate export` and `import`: let people correct what the machine found, and learn from it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Final, TextIO, get_args

import pipeline
from pipeline.annotate.tasks import What
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
    if not annotations.is_dir():
        raise UsageError(f"{annotations}: no folder of annotations; run in a checkout, or give --annotations DIR")
    try:
        exported = json.loads(arguments.file.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{arguments.file}: no JSON: {error}") from error
    tasks = load_tasks(exported)
    paths = store(tasks, annotations)
    left = len(exported) - len(tasks)
    told = f"{len(tasks)} tasks → {len(paths)} files under {annotations / 'corrections'}"
    return told + (f"; {left} not submitted yet" if left else "")
