"""`pipeline train confusions`: what the OCR engine takes for what, counted on printed specimens.

It learns from no annotation: it prints words of the vocabulary and random amounts, reads them and compares. The
engine and the fonts decide what comes out; the seed decides what is printed.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Final

from pipeline.errors import PipelineError
from pipeline.train.specimens.figures import Counted, count_figures
from pipeline.train.specimens.fonts import FONTS, missing_packages
from pipeline.train.specimens.reading import LineReader
from pipeline.train.specimens.sample import FIGURES, Specimen, read_specimens
from pipeline.train.specimens.slips import Slip, folded, slips
from pipeline.train.specimens.wear import RESOLUTIONS, SIZES, WEARS
from pipeline.train.specimens.words import load_words
from pipeline.train.trained import Trained

LINES: Final = 26_000  # about ten milliseconds each
SEED: Final = 2024

_NOTES: Final = """\
characters.csv: printed, read, count, in words (heads, titles, headings, names of accounts, loose characters); an empty \
read is a character lost, an empty printed one added. totals.csv: how often each character of them was printed and how \
often it was misread or lost. numbers.csv: slips that change an amount or a code, by kind. Lines of which more than \
six characters in ten were wrong are left out. Sizes {sizes}; {dpi} dpi; {wears}, mostly two at once."""


class MissingFonts(PipelineError):
    """Fonts that specimens are printed in are not installed; the message names the Debian packages."""


@dataclass
class Counts:
    """What the specimens showed."""

    words: Counter[tuple[str, str]] = field(default_factory=Counter)  # (printed, read)
    printed: Counter[str] = field(default_factory=Counter)  # characters of words
    figures: Counted = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)  # by kind of text
    misread: Counter[str] = field(default_factory=Counter)
    illegible: Counter[str] = field(default_factory=Counter)


def train_confusions() -> Trained:
    """Print, read and count. Raises MissingFonts; takes ten minutes."""
    missing = missing_packages()
    if missing:
        raise MissingFonts(f"fonts are missing; install them with: apt-get install {' '.join(missing)}")
    reader = LineReader()
    return tables(count(read_specimens(load_words(), reader, LINES, SEED)))


def count(specimens: Iterable[Specimen]) -> Counts:
    """The slips of all specimens."""
    counts = Counts()
    figures: list[tuple[str, tuple[Slip, ...]]] = []
    for specimen in specimens:
        counts.lines[specimen.kind] += 1
        found = slips(specimen.printed, specimen.read)
        if found is None:
            counts.illegible[specimen.kind] += 1
            continue
        counts.misread[specimen.kind] += bool(found)
        if specimen.kind in FIGURES:
            figures.append((folded(specimen.printed), found))
        else:
            counts.printed.update(folded(specimen.printed))
            counts.words.update((slip.printed, slip.read) for slip in found)
    counts.figures = count_figures(figures)
    return counts


def tables(counts: Counts) -> Trained:
    """The tables of the counts, and what their card tells."""
    misread = Counter(dict.fromkeys(counts.printed, 0))
    lost = Counter(misread)
    for (printed, read), times in counts.words.items():
        (misread if read else lost)[printed] += times
    characters = [(printed, read, times) for (printed, read), times in counts.words.items()]
    totals = [(one, times, misread[one], lost[one]) for one, times in counts.printed.items()]
    figures = [(*event, times) for event, times in counts.figures.items()]
    return Trained(
        files={
            "characters.csv": _table(("printed", "read", "count"), characters),
            "totals.csv": _table(("character", "printed", "misread", "lost"), totals),
            "numbers.csv": _table(("slip", "printed", "read", "count"), figures),
        },
        data={},
        scores={
            **{f"{kind}: lines": counts.lines[kind] for kind in sorted(counts.lines)},
            **{f"{kind}: misread": counts.misread[kind] / counts.lines[kind] for kind in sorted(counts.lines)},
            **{f"{kind}: illegible": counts.illegible[kind] / counts.lines[kind] for kind in sorted(counts.lines)},
            "slips in words": counts.words.total(),
            "slips in numbers": counts.figures.total(),
        },
        seed=SEED,
        libraries=("numpy", "onnxruntime", "opencv-python-headless", "pillow", "rapidfuzz"),
        notes=_NOTES.format(
            sizes=f"{min(SIZES):g} to {max(SIZES):g} pt",
            dpi=f"{min(RESOLUTIONS)} to {max(RESOLUTIONS)}",
            wears=", ".join(WEARS),
        )
        + f" Fonts: {', '.join(f'{font.name} ({font.package})' for font in FONTS)}. Engine: PP-OCRv6 small of"
        f" rapidocr {version('rapidocr')}.",
    )


def _table(heads: Sequence[str], rows: Iterable[tuple[str | int, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(sorted(rows, key=lambda row: tuple(map(str, row))))
    return out.getvalue().encode()
