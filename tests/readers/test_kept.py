"""What OCR read is kept, and read again only where the picture or the engine is another."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest

from pipeline.errors import RecognitionFailed
from pipeline.readers.ocr import kept
from pipeline.readers.ocr.kept import KeepingRecogniser
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser

READINGS = (
    Reading("2080505机关事业单位基本养老保险缴费支出", (12.5, 1 / 3, 412.0, 40.1), 0.987654321),
    Reading("", (0.0, 0.0, 1.0, 1.0), 0.0),
)


def page(shade: int) -> np.ndarray:
    return np.full((80, 60, 3), shade, np.uint8)


def test_a_picture_is_read_once_by_all_who_share_the_folder(tmp_path):
    """To the last digit of a box: a corpus from kept pages is that of an engine."""
    engine, other = FakeRecogniser(*READINGS), FakeRecogniser()
    assert KeepingRecogniser(engine, tmp_path, "openvino 2026").recognise(page(7)) == READINGS
    assert KeepingRecogniser(other, tmp_path, "openvino 2026").recognise(page(7)) == READINGS
    assert (len(engine.seen), len(other.seen)) == (1, 0)


def test_another_picture_shape_or_engine_is_read_anew(tmp_path):
    engine = FakeRecogniser(*READINGS)
    for made_by, picture in [("a", page(7)), ("a", page(8)), ("b", page(7)), ("a", page(7).reshape(60, 80, 3))]:
        KeepingRecogniser(engine, tmp_path, made_by).recognise(picture)
    assert len(engine.seen) == 4


def test_blank_pages_are_kept_and_failures_are_not(tmp_path):
    class Failing(FakeRecogniser):
        def recognise(self, picture):
            super().recognise(picture)
            raise RecognitionFailed("no memory")

    engine = Failing()
    for _ in range(2):
        with pytest.raises(RecognitionFailed):
            KeepingRecogniser(engine, tmp_path, "a").recognise(page(7))
    assert len(engine.seen) == 2
    blank = FakeRecogniser()
    assert [KeepingRecogniser(blank, tmp_path, "a").recognise(page(7)) for _ in range(2)] == [(), ()]
    assert len(blank.seen) == 1


@pytest.mark.parametrize("damage", [b"", b"\0" * 60, b"not compressed", None])
def test_what_is_damaged_is_read_anew_and_mended(tmp_path, damage):
    """A power cut leaves zeros, a full disk half a file; another version may have written other rows."""
    import json
    import zlib

    engine = FakeRecogniser(*READINGS)
    keeping = KeepingRecogniser(engine, tmp_path, "a")
    keeping.recognise(page(7))
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(zlib.compress(json.dumps([["text", 3]]).encode()) if damage is None else damage)
    assert [keeping.recognise(page(7)) for _ in range(2)] == [READINGS, READINGS]
    assert len(engine.seen) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing_and_costs_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    engine = FakeRecogniser(*READINGS)
    assert KeepingRecogniser(engine, tmp_path / "file" / "pages", "a").recognise(page(7)) == READINGS


def test_the_folder_stays_within_its_bytes_and_what_was_used_longest_ago_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "_SWEPT", 256)  # look at every new page
    most = kept._SHELVES * 4 * 4096
    engine = FakeRecogniser(*READINGS)
    keeping = KeepingRecogniser(engine, tmp_path, "a", most)
    keeping.recognise(page(200))
    (first,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    first = first.rename(first.with_name("0" * 62))
    for number in range(5):
        (first.parent / f"{number}".zfill(62)).write_bytes(b"x" * 9000)
        os.utime(first.parent / f"{number}".zfill(62), (number, number))
    kept._sweep(first.parent, most // kept._SHELVES)
    assert sorted(path.name[-1] for path in first.parent.iterdir()) == [
        "4"
    ]  # 9,000 of 16,384 bytes: under three quarters
    for shade in range(200):
        keeping.recognise(page(shade))
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(len(list(folder.iterdir())) <= 4 for folder in tmp_path.iterdir())
    assert len(held) > 100
    old = time.time() - 3 * 86_400
    os.utime(held[0], (old, old))
    for shade in range(200):
        keeping.recognise(page(shade))
    assert held[0].name == "4".zfill(62) or held[0].stat().st_mtime > old + 86_400  # used: it is young again
