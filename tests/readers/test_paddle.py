"""The real engine, and the weights it is pinned to."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import MachineFault, RecognitionFailed, UsageError
from pipeline.readers import read_document
from pipeline.readers.paddle import PaddleRecogniser
from pipeline.readers.weights import DETECTION, find_weights, model_name, weight_hashes
from tests.readers.conftest import RECORDINGS

CARD = Path(__file__).parents[2] / "models" / "ocr" / "README.md"


@pytest.mark.slow
def test_the_engine_still_reads_what_was_recorded():
    """Fails where a new engine or new weights read a page differently: then record anew and look."""
    from pipeline.readers.recognise import RecordedRecogniser

    picture = RECORDINGS / "stamped_table.jpg"
    engine = PaddleRecogniser()
    read = read_document(picture, engine).pages[0]
    recorded = read_document(picture, RecordedRecogniser(picture.with_suffix(".json"))).pages[0]
    assert [line.text for line in read.lines] == [line.text for line in recorded.lines]


def test_the_card_names_the_pinned_hashes():
    assert set(weight_hashes().values()) == set(re.findall(r"[0-9a-f]{64}", CARD.read_text("utf-8")))


def test_weights_with_another_hash_are_refused():
    with pytest.raises(MachineFault, match=r"PP-OCRv6_det_small.onnx has SHA-256 .*, expected 0000"):
        find_weights(replace(DETECTION, sha256="0" * 64))


def test_missing_weights_say_how_to_get_them():
    with pytest.raises(MachineFault, match=r"other.onnx are not installed; run `make install`"):
        find_weights(replace(DETECTION, file="other.onnx"))


def test_a_folder_of_other_models(tmp_path):
    (tmp_path / "inference.yml").write_text("Global:\n  model_name: PP-OCRv6_medium_det\n", "utf-8")
    assert model_name(tmp_path) == "PP-OCRv6_medium_det"
    with pytest.raises(RecognitionFailed, match=r"holds no inference.yml"):
        model_name(tmp_path / "nothing")
    with pytest.raises(UsageError, match="both OCR models, detection and recognition, or of neither"):
        PaddleRecogniser(detection=tmp_path)
