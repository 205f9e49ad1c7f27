"""Drawn samples: PDF as written, or its pages put through a scanner that skews, shades, blurs and stamps."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from annotations.render.fonts import FONTS
from annotations.render.model import Report, Style
from annotations.render.pdf import write_pdf

Pixels = NDArray[np.uint8]
POINTS_PER_INCH = 72
RED = (206, 38, 44)
BLUR, GRAIN, FADE = 0.55, 9.0, 55  # pixels at 150 dpi, levels of grey, levels of grey: what `Style.wear` 1 adds
CLEAN_ABOVE = 205  # brightness that counts as paper when the background is cleaned


def write_sample(report: Report) -> bytes:
    """The bytes of a drawn sample: pdf, scan (image-only PDF), tiff (several pages) or png (one page)."""
    document = write_pdf(report)
    if report.style.form == "pdf":
        return document
    style = report.style
    generator = np.random.default_rng(style.seed)
    wanted = style.pictures if style.form == "mixed" else None
    pages = [_scan(page, style, generator) for page in _pictures(document, style.dpi, wanted)]
    for number, across, down in style.sealed if style.seal else ():
        pages[number - 1] = _stamp(pages[number - 1], style, (across, down), generator)
    match style.form:
        case "scan":
            return _as_pdf(pages, style)
        case "tiff":
            return _as_tiff(pages, style)
        case "mixed":
            return write_pdf(
                report, {number: _jpeg(page, style) for number, page in zip(style.pictures, pages, strict=True)}
            )
    return _as_png(pages[0], style)


def _pictures(document: bytes, dpi: int, numbers: tuple[int, ...] | None) -> list[Pixels]:
    pdf = pypdfium2.PdfDocument(document)
    chosen = [pdf[number - 1] for number in numbers] if numbers else list(pdf)
    return [np.asarray(page.render(scale=dpi / POINTS_PER_INCH).to_pil().convert("RGB")) for page in chosen]


def _scan(picture: Pixels, style: Style, generator: np.random.Generator) -> Pixels:
    """Skew, uneven light, blur, grain and specks; the paper is not quite white."""
    height, width = picture.shape[:2]
    paper = float(generator.uniform(236, 246))
    angle = float(generator.uniform(-style.skew, style.skew))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255), flags=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(turned, (0, 0), 0.6 + style.wear * BLUR * style.dpi / 150).astype(np.float32)
    light = _light(height, width, generator)[..., None]
    grain = generator.normal(0, 3.0 + style.wear * GRAIN, (height, width, 1)).astype(np.float32)
    black = 28 + style.wear * FADE
    ink = black + soft * (paper - black) / 255
    if style.wear:
        ink = ink + (paper - ink) * _worn(height, width, style.wear, generator)
    scanned = np.clip(ink * light + grain, 0, 255).astype(np.uint8)
    return _specks(scanned, generator)


def _worn(height: int, width: int, wear: float, generator: np.random.Generator) -> NDArray[np.float32]:
    """How much of the ink is gone at each place (0–1): toner that did not hold, in patches of a few millimetres."""
    coarse = generator.random((height // 24 + 2, width // 24 + 2)).astype(np.float32)
    patches = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    fine = cv2.GaussianBlur(generator.random((height, width)).astype(np.float32), (0, 0), 0.8)
    gone: NDArray[np.float32] = np.clip((patches - 0.55) * (fine + 0.2) * 1.6 * wear, 0, 0.75)[..., None]
    return gone


def _light(height: int, width: int, generator: np.random.Generator) -> NDArray[np.float32]:
    """Brightness over the page: darker towards one edge, as beside a book's fold."""
    direction = float(generator.uniform(0, 2 * math.pi))
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    slope = (x * math.cos(direction) + y * math.sin(direction)) / math.sqrt(2)
    light: NDArray[np.float32] = (1 - 0.09 * np.clip(slope, 0, 1) ** 2 - 0.02 * slope).astype(np.float32)
    return light


def _specks(page: Pixels, generator: np.random.Generator) -> Pixels:
    marked = page.copy()
    height, width = page.shape[:2]
    for _ in range(int(generator.integers(8, 24))):
        at = int(generator.integers(0, width)), int(generator.integers(0, height))
        shade = int(generator.integers(60, 170))
        cv2.circle(marked, at, int(generator.integers(1, 3)), (shade, shade, shade), -1)
    return marked


def _stamp(page: Pixels, style: Style, at: tuple[float, float], generator: np.random.Generator) -> Pixels:
    """A round red seal; `at` is its upper left corner in fractions of the page."""
    radius = int(style.dpi * 0.79)  # 40 mm across
    seal = _seal(style.seal or "", radius)
    turned = seal.rotate(float(generator.uniform(-9, 9)), resample=Image.Resampling.BICUBIC)
    height, width = page.shape[:2]
    left, top = int(width * at[0]), int(height * at[1])
    stamped = page.astype(np.float32)
    place = stamped[top : top + turned.height, left : left + turned.width]
    cover = np.asarray(turned, np.float32)[: place.shape[0], : place.shape[1], None] / 255
    place *= 1 - cover * (1 - np.array(RED, np.float32) / 255)  # ink under a seal stays dark
    return stamped.astype(np.uint8)


def _seal(words: str, radius: int) -> Image.Image:
    """The seal as a mask: ring, star, words along the ring."""
    size = 2 * radius
    mask = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mask)
    edge = max(2, radius // 22)
    pen.ellipse((edge, edge, size - edge, size - edge), outline=185, width=edge)
    star = []
    for index in range(10):
        length = radius * (0.30 if index % 2 == 0 else 0.12)
        angle = math.pi * index / 5 - math.pi / 2
        star.append((radius + length * math.cos(angle), radius + length * math.sin(angle)))
    pen.polygon(star, fill=185)
    path, number, _ = FONTS["song-bold"]
    font = ImageFont.truetype(str(path), radius // 5, index=number)
    step = min(math.radians(24), math.radians(250) / max(len(words) - 1, 1))
    for index, word in enumerate(words):
        angle = (index - (len(words) - 1) / 2) * step
        glyph = Image.new("L", (radius // 3, radius // 3), 0)
        ImageDraw.Draw(glyph).text((radius // 6, radius // 6), word, font=font, fill=185, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        reach = radius * 0.76
        x, y = radius + reach * math.sin(angle), radius - reach * math.cos(angle)
        mask.paste(255, (int(x - radius / 6), int(y - radius / 6)), glyph)
    return mask.point(lambda value: min(value, 185))


def _jpeg(page: Pixels, style: Style) -> bytes:
    out = io.BytesIO()
    picture = Image.fromarray(page)
    if style.grey:
        picture = picture.convert("L")
    picture.save(out, "JPEG", quality=style.quality, dpi=(style.dpi, style.dpi))
    return out.getvalue()


def _as_pdf(pages: Sequence[Pixels], style: Style) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        height, width = (side * POINTS_PER_INCH / style.dpi for side in page.shape[:2])
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(_jpeg(page, style))), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _as_tiff(pages: Sequence[Pixels], style: Style) -> bytes:
    out = io.BytesIO()
    pictures = [Image.fromarray(page).convert("L") for page in pages]
    pictures[0].save(
        out, "TIFF", save_all=True, append_images=pictures[1:], compression="jpeg", quality=style.quality,
        dpi=(style.dpi, style.dpi),
    )  # fmt: skip
    return out.getvalue()


def _as_png(page: Pixels, style: Style) -> bytes:
    """As scanners that clean the background store it: paper pure white, sixteen levels a channel."""
    stretched = np.clip((page.astype(np.float32) - 30) * 255 / (CLEAN_ABOVE - 30), 0, 255)
    levels = (np.round(stretched / 17) * 17).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(levels).save(out, "PNG", optimize=True, dpi=(style.dpi, style.dpi))
    return out.getvalue()
