"""Specimens printed, worn and read: the evidence that confusions are counted from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipeline.train.specimens.fonts import FONTS, Font
from pipeline.train.specimens.reading import LineReader
from pipeline.train.specimens.texts import Kind, texts
from pipeline.train.specimens.wear import Condition, draw_condition, printed
from pipeline.train.specimens.words import Words

FIGURES: Final[frozenset[Kind]] = frozenset({"amounts", "codes"})


@dataclass(frozen=True, slots=True)
class Specimen:
    """One line: what was printed, how, and what the engine read."""

    kind: Kind
    printed: str
    read: str
    condition: Condition


def read_specimens(words: Words, reader: LineReader, lines: int, seed: int) -> Iterator[Specimen]:
    """`lines` specimens in the fonts that are installed; the same seed and fonts give the same pictures."""
    generator = np.random.default_rng(seed)
    installed = tuple(font for font in FONTS if font.path.is_file())
    for text in texts(words, lines, random.Random(seed)):
        condition = draw_condition(_fonts_for(text.kind, installed), generator)
        picture = printed(text.words, condition, generator)
        yield Specimen(text.kind, text.words, reader.read(picture), condition)


def _fonts_for(kind: Kind, installed: tuple[Font, ...]) -> tuple[Font, ...]:
    return installed if kind in FIGURES else tuple(font for font in installed if not font.figures)
