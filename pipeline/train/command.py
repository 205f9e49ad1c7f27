"""`pipeline train [PART...]`: learn from the annotations, write models/."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

import pipeline
from pipeline.errors import UsageError
from pipeline.train.parts import PARTS

ABOUT: Final = """\
Learn the trained parts anew from annotations/ and write them to models/, each with a card (card.json) that tells data,
date, versions and scores on what was held out. Correct or add annotations first; see annotations/README.md.
"""
_PARTS: Final = "\n".join(f"  {part.name:<12}{part.about}" for part in PARTS)
MORE: Final = f"""\
parts:
{_PARTS}

The same annotations and versions give the same bytes. Documents are extracted anew after a model has changed.

examples:
  pipeline train
  pipeline train sections
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    names = [part.name for part in PARTS]
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"any of {', '.join(names)} (default: all that take seconds)"
    )
    parser.add_argument("--annotations", type=Path, metavar="DIR", help="default: annotations/ of this checkout")
    parser.add_argument("--models", type=Path, metavar="DIR", help="default: models/ of this checkout")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Train the parts asked for. Raises UsageError for an unknown part, and where there are no annotations."""
    from pipeline.train.cards import store  # numpy

    known = {part.name: part for part in PARTS}
    unknown = [name for name in arguments.parts if name not in known]
    if unknown:
        raise UsageError(f"{unknown[0]}: no part that is trained; known are {', '.join(known)}")
    root = Path(pipeline.__path__[0]).parent
    annotations: Path = arguments.annotations or root / "annotations"
    if not annotations.is_dir():
        raise UsageError(f"{annotations}: no folder of annotations; run in a checkout, or give --annotations DIR")
    stream = out or sys.stdout
    usual = [part.name for part in PARTS if not part.when_named]
    for name in arguments.parts or usual:
        trained = known[name].train(annotations)
        folder = store(known[name], trained, annotations, arguments.models or root / "models", datetime.now(UTC).date())
        told = "  ".join(f"{what} {_shown(score)}" for what, score in trained.scores.items())
        stream.write(f"{name}: {sum(trained.data.values())} items → {folder}\n  {told}\n")
    return 0


def _shown(score: float | int | str) -> str:
    """
    >>> _shown(0.98765), _shown(412), _shown("0.99 at 5 %")
    ('0.988', '412', '0.99 at 5 %')
    """
    return f"{score:.3f}" if isinstance(score, float) else str(score)
