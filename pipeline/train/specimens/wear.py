"""How a printed line comes to be hard to read: small, coarse, soft, grainy, skewed, squeezed, black-and-white, ruled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.train.specimens.fonts import Font

Pixels = NDArray[np.uint8]  # height × width, 0 ink, 255 paper

SIZES: Final = (8.0, 9.0, 10.0, 10.5, 12.0)  # points
RESOLUTIONS: Final = (72, 80, 90, 100, 120, 150, 200)  # dots per inch of the scan
WEARS: Final = ("clean", "blur", "noise", "skew", "jpeg", "binary", "speckle", "rule")
_DRAWN_AT: Final = 4  # times the resolution of the scan, then averaged as a sensor does
_POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class Condition:
    """How one line is printed and worn."""

    font: Font
    size: float  # points
    dpi: int
    wears: tuple[str, ...]


def draw_condition(fonts: tuple[Font, ...], generator: np.random.Generator) -> Condition:
    """A random condition: two wears at once, in the order in which a scanner wears; one where they are the same."""
    chosen = {WEARS[int(generator.integers(len(WEARS)))] for _ in range(2)}
    wears = tuple(wear for wear in WEARS if wear in chosen)
    return Condition(
        fonts[int(generator.integers(len(fonts)))],
        SIZES[int(generator.integers(len(SIZES)))],
        RESOLUTIONS[int(generator.integers(len(RESOLUTIONS)))],
        wears,
    )


def printed(text: str, condition: Condition, generator: np.random.Generator) -> Pixels:
    """The picture of one line as a detector cuts it out: the text with a little paper around it."""
    height = condition.size * condition.dpi / _POINTS_PER_INCH
    font = _opened(condition.font, round(height * _DRAWN_AT))
    left, top, right, bottom = font.getbbox(text)
    edge = round(height * _DRAWN_AT * float(generator.uniform(0.12, 0.3)))
    sheet = Image.new("L", (round(right - left) + 2 * edge, round(bottom - top) + 2 * edge), 255)
    ImageDraw.Draw(sheet).text((edge - left, edge - top), text, font=font, fill=int(generator.integers(0, 70)))
    picture = np.asarray(sheet)
    width, tall = (max(4, round(side / _DRAWN_AT)) for side in (picture.shape[1], picture.shape[0]))
    picture = cv2.resize(picture, (width, tall), interpolation=cv2.INTER_AREA)
    for wear in condition.wears:
        picture = _worn(picture, wear, height, generator)
    return picture


@cache
def _opened(font: Font, height: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font.path), height, index=font.index)


def _worn(picture: Pixels, wear: str, height: float, generator: np.random.Generator) -> Pixels:
    match wear:
        case "blur":
            return np.asarray(cv2.GaussianBlur(picture, (0, 0), float(generator.uniform(0.03, 0.075)) * height))
        case "noise":
            return _clipped(picture + generator.normal(0, generator.uniform(15, 55), picture.shape))
        case "skew":
            return _skewed(picture, float(generator.uniform(-3, 3)))
        case "jpeg":
            quality = int(generator.integers(8, 35))
            coded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            return np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE))
        case "binary":
            return _clipped((picture > generator.uniform(120, 220)) * 255.0)
        case "speckle":
            return _speckled(picture, generator)
        case "rule":
            return _ruled(picture, height, generator)
    return picture


def _clipped(picture: NDArray[np.floating]) -> Pixels:
    return np.clip(picture, 0, 255).astype(np.uint8)


def _skewed(picture: Pixels, degrees: float) -> Pixels:
    tall, wide = picture.shape
    more = int(abs(np.sin(np.radians(degrees))) * wide / 2) + 1
    padded = cv2.copyMakeBorder(picture, more, more, 0, 0, cv2.BORDER_CONSTANT, value=255)
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2 + more), degrees, 1.0)
    size = (wide, tall + 2 * more)
    return np.asarray(cv2.warpAffine(padded, turn, size, flags=cv2.INTER_LINEAR, borderValue=255))


def _speckled(picture: Pixels, generator: np.random.Generator) -> Pixels:
    """Specks of ink and of paper, one or two pixels wide."""
    worn = picture.copy()
    for _ in range(int(picture.size * generator.uniform(0.002, 0.012)) + 1):
        y, x = int(generator.integers(picture.shape[0])), int(generator.integers(picture.shape[1]))
        side = int(generator.integers(1, 3))
        worn[y : y + side, x : x + side] = int(generator.choice((20, 255)))
    return worn


def _ruled(picture: Pixels, height: float, generator: np.random.Generator) -> Pixels:
    """A rule of the table above, below, left or right, that touches the characters."""
    worn = picture.copy()
    thick = max(1, round(height * float(generator.uniform(0.03, 0.1))))
    ink = int(generator.integers(0, 110))
    tall, wide = picture.shape
    into = int(height * generator.uniform(0.02, 0.34))
    match int(generator.integers(4)):
        case 0:
            worn[into : into + thick] = ink
        case 1:
            worn[tall - into - thick : tall - into] = ink
        case 2:
            worn[:, into : into + thick] = ink
        case _:
            worn[:, wide - into - thick : wide - into] = ink
    return worn
