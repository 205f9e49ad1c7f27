"""Files made on the spot: PDFs that reportlab draws, pictures that Pillow draws."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers.recognise import Reading

FONT = "STSong-Light"
RECORDINGS = Path(__file__).parents[1] / "recordings"
Draw = Callable[[Canvas], None]


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Draw pages, A4 unless `size` says otherwise, the origin bottom left; give the bytes of the file."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))

    def make(*pages: Draw, size: tuple[float, float] = (595, 842), **settings: object) -> bytes:
        written = io.BytesIO()
        canvas = Canvas(written, pagesize=size, invariant=True, **settings)
        for draw in pages:
            canvas.setFont(FONT, 12)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return written.getvalue()

    return make


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write bytes under a name; give the path."""

    def write(name: str, source: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(source)
        return path

    return write


class FakeRecogniser:
    """Answers every picture with the same readings and remembers how large the pictures were."""

    def __init__(self, *readings: Reading) -> None:
        self.readings = readings
        self.seen: list[tuple[int, int]] = []

    def recognise(self, picture) -> tuple[Reading, ...]:
        self.seen.append(picture.shape[:2])
        return self.readings
