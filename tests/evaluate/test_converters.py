"""Converters whose texts are scored: which can be used, on which documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluate.command import ANNOTATIONS
from pipeline.evaluate.converters import CONVERTERS, Converter, with_words

SAMPLES = ANNOTATIONS / "samples"
TEXT = SAMPLES / "gongshan_road_final_2024.pdf"


def test_a_converter_that_is_not_installed_is_told() -> None:
    assert not Converter("none", "blocks", "no_such_program_here", lambda _: "").is_here()
    assert next(converter for converter in CONVERTERS if converter.name == "pdfium").is_here()


def test_one_converter_is_kept_out_of_tuning() -> None:
    assert [converter.name for converter in CONVERTERS if not converter.tuned] == ["pypdf"]


@pytest.mark.parametrize("converter", CONVERTERS, ids=lambda converter: converter.name)
def test_a_converter_writes_the_words_of_a_report(converter: Converter) -> None:
    if not converter.is_here():
        pytest.skip(f"{converter.needs} is not installed")
    text = converter.convert(TEXT)
    assert "财政拨款" in "".join(text.split())


def test_scans_are_left_out() -> None:
    kept = list(with_words(iter(sorted(SAMPLES.glob("*.pdf")))))
    assert TEXT in kept
    assert all(isinstance(path, Path) for path in kept)
