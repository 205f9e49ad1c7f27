"""The OCR engines, the steps around their networks, and the weights they are pinned to."""

import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import packages_distributions, version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

import cv2
import numpy as np
import pytest

from pipeline.errors import MachineFault, RecognitionFailed, UsageError
from pipeline.machine import cores
from pipeline.readers import ocr, read_document
from pipeline.readers.ocr import choose_engine, open_engine
from pipeline.readers.ocr.detection import boxes
from pipeline.readers.ocr.networks import OpenVinoNetwork
from pipeline.readers.ocr.paddle import PaddleRecogniser
from pipeline.readers.ocr.recognition import LineReader, cut
from pipeline.readers.ocr.weights import DETECTION, find_weights, model_name, weight_hashes
from pipeline.readers.recognise import RecordedRecogniser
from tests.readers.conftest import RECORDINGS

CARD = Path(__file__).parents[2] / "models" / "ocr" / "README.md"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["openvino", "onnxruntime", "paddleocr"])
def test_every_engine_reads_what_was_recorded(name):
    """Fails where an engine or its weights read a page differently: then record anew and look."""
    if not find_spec(name):
        pytest.skip(f"{name} is not installed")
    picture = RECORDINGS / "stamped_table.jpg"
    read = read_document(picture, open_engine(choose_engine(name), cores())).pages[0]
    recorded = read_document(picture, RecordedRecogniser(picture.with_suffix(".json"))).pages[0]
    assert [letters(line.text) for line in read.lines] == [letters(line.text) for line in recorded.lines]


def letters(text):
    """Without what engines read by chance: the width of a mark (注: and 注：), a stop at a line's end."""
    return normalize("NFKC", text).replace(" ", "").rstrip("。")


def test_one_opencv_is_installed_and_it_needs_no_window():
    """Two distributions with a `cv2` overwrite each other's files; the ones with windows need libGL of the system."""
    assert set(packages_distributions()["cv2"]) == {"opencv-python-headless"}
    assert tuple(map(int, version("opencv-python-headless").split(".")[:2])) >= (4, 12)


def test_paddlex_takes_the_headless_opencv():
    if not find_spec("paddlex"):
        pytest.skip("paddleocr is not installed")
    told = (
        "from pipeline.readers.ocr.paddle import headless_opencv_is_enough\n"
        "with headless_opencv_is_enough():\n"
        "    import paddlex\n"
        "from paddlex.utils.deps import is_extra_available\n"
        "print(is_extra_available('ocr-core'))\n"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["True"], done.stderr


def test_the_fastest_engine_is_taken_unless_another_is_named(monkeypatch):
    installed = {"onnxruntime", "openvino", "paddleocr"}
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: name in installed or None)
    assert choose_engine().name == "openvino"
    assert choose_engine("paddleocr").name == "paddleocr"
    installed -= {"openvino"}
    assert choose_engine().name == "onnxruntime"
    installed.clear()
    with pytest.raises(MachineFault, match="neither OpenVINO nor ONNX Runtime is installed; see `pipeline doctor`"):
        choose_engine()
    with pytest.raises(MachineFault, match="paddleocr is not installed"):
        choose_engine("paddleocr")


def test_a_machine_with_another_version_of_the_engine_is_refused():
    here = choose_engine()
    with pytest.raises(MachineFault, match=f"{here.name} is {here.version} here and 0.1 where the run was started"):
        open_engine(replace(here, version="0.1"), threads=1)


def test_boxes_lie_around_what_is_marked():
    """A line of text and a slanted one; a thin scratch and a faint cloud are no text."""
    probability = np.zeros((160, 320), np.float32)
    cv2.rectangle(probability, (40, 20), (139, 29), 0.9, -1)
    cv2.fillPoly(probability, [np.array([(200, 60), (280, 100), (276, 108), (196, 68)])], 0.9)
    cv2.line(probability, (20, 140), (300, 140), 0.9, 1)
    cv2.rectangle(probability, (40, 60), (139, 69), 0.4, -1)
    found = sorted(boxes(probability), key=lambda corners: corners[0][0])
    assert [corners.round().astype(int).tolist() for corners in found[:1]] == [
        [[33, 13], [146, 13], [146, 36], [33, 36]]
    ]
    (x0, y0), (x1, y1) = found[1][0], found[1][1]
    assert len(found) == 2
    assert np.degrees(np.arctan2(y1 - y0, x1 - x0)) == pytest.approx(27, abs=1.5)


def test_a_piece_is_cut_out_straight_and_lying():
    picture = np.zeros((100, 200, 3), np.uint8)
    picture[20:40, 30:130] = (10, 200, 90)
    lying = cut(picture, np.array([(30, 20), (130, 20), (130, 40), (30, 40)], np.float32))
    assert lying.shape == (20, 100, 3)
    assert (lying[2:-2, 2:-2] == (10, 200, 90)).all()
    standing = cut(picture.transpose(1, 0, 2), np.array([(20, 30), (40, 30), (40, 130), (20, 130)], np.float32))
    assert standing.shape == (20, 100, 3)
    assert cut(picture, np.array([(30, 20), (30, 20), (30, 20), (30, 20)], np.float32)) is None


class Letters:
    """A network that knows the brightness of a line as a letter; it keeps the shapes of its batches."""

    def __init__(self):
        self.batches = []

    def note(self, key):
        return "一\n二\n三"

    def __call__(self, batch):
        self.batches.append(batch.shape)
        answer = np.zeros((len(batch), 5, 5), np.float32)
        for line, picture in enumerate(batch):
            letter = 1 + int(picture[0, 0, 0] > -0.5) + int(picture[0, 0, 0] > 0.5)
            for step, character in enumerate((letter, letter, 0, letter, 4)):
                answer[line, step, character] = 0.5 + step / 10
        return answer


def test_lines_are_read_one_by_one_at_widths_of_few_kinds_and_answers_keep_their_order():
    def line(brightness, width):
        return np.full((24, width, 3), brightness, np.uint8)

    network = Letters()
    answers = LineReader(network).read([line(0, 100), line(255, 40), line(128, 100), line(255, 100)])
    assert [text for text, _ in answers] == ["一一 ", "三三 ", "二二 ", "三三 "]
    assert answers[0][1] == pytest.approx((0.5 + 0.8 + 0.9) / 3)
    assert network.batches == [(1, 3, 48, 208), (1, 3, 48, 80), (1, 3, 48, 208), (1, 3, 48, 208)]


def test_the_card_names_the_pinned_hashes():
    assert set(weight_hashes().values()) == set(re.findall(r"[0-9a-f]{64}", CARD.read_text("utf-8")))


def test_weights_with_another_hash_are_refused():
    with pytest.raises(MachineFault, match=r"PP-OCRv6_det_small.onnx has SHA-256 .*, expected 0000"):
        find_weights(replace(DETECTION, sha256="0" * 64))


def test_missing_weights_say_how_to_get_them():
    with pytest.raises(MachineFault, match=r"other.onnx are not installed; .* see `pipeline doctor`"):
        find_weights(replace(DETECTION, file="other.onnx"))


def test_a_folder_of_other_models(tmp_path):
    (tmp_path / "inference.yml").write_text("Global:\n  model_name: PP-OCRv6_medium_det\n", "utf-8")
    assert model_name(tmp_path) == "PP-OCRv6_medium_det"
    with pytest.raises(MachineFault, match=r"holds no inference.yml"):
        model_name(tmp_path / "nothing")
    with pytest.raises(UsageError, match="both OCR models, detection and recognition, or of neither"):
        PaddleRecogniser(1, detection=tmp_path)


def test_what_openvino_left_of_the_batch_before_is_no_answer():
    """Without memory its inference ends in silence, and the output still holds the last batch: lines of another page."""

    class Request:
        """Computes once, then no more."""

        def __init__(self):
            self.output = SimpleNamespace(data=np.zeros((2, 3, 4), np.float32))
            self.left = 1

        def infer(self, inputs, share_inputs):
            if self.left:
                self.output.data[:] = 0.25
            self.left = 0

        def get_output_tensor(self):
            return self.output

    network = OpenVinoNetwork.__new__(OpenVinoNetwork)
    network._request, network._answer = Request(), None
    batch = np.zeros((2, 3, 48, 32), np.float32)
    assert network(batch).tolist() == np.full((2, 3, 4), 0.25).tolist()
    with pytest.raises(RecognitionFailed, match="no memory left"):
        network(batch)
    network._request = Request()
    with pytest.raises(RecognitionFailed, match="no memory left"):
        network(batch[:1])


def test_only_the_printed_part_of_a_page_is_looked_at():
    """Margins and the empty half below are cut off on the network's stride; noise and shadows are no bare paper."""
    import numpy as np

    from pipeline.readers.ocr.detection import printed_part

    page = np.full((1754, 1240, 3), 235, np.uint8)
    page += np.random.default_rng(5).integers(0, 8, page.shape, np.uint8)
    assert printed_part(page) is None
    page[300:330, 200:900] = 60
    x0, y0, x1, y1 = printed_part(page)
    assert ((x1 - x0) % 32, (y1 - y0) % 32) == (0, 0)
    assert x0 <= 200 - 32 < 900 + 32 <= x1
    assert y0 <= 300 - 32 < 330 + 32 <= y1 < 450
    page[1753, 1239] = 200  # a speck in the corner: all between is looked at
    x0, y0, x1, y1 = printed_part(page)
    assert (x1 >= 1240, y1 >= 1754) == (True, True)


def test_an_engine_that_failed_is_loaded_anew_before_another_picture_suffers(monkeypatch):
    """A damaged picture left OpenVINO in a state in which it failed on every picture after it."""
    import numpy as np

    from pipeline.errors import RecognitionFailed
    from pipeline.readers.ocr.pictures import PictureRecogniser

    class Broken:
        broken = True

        def find(self, picture):
            raise RecognitionFailed("OpenVINO failed")

    class Sound:
        def find(self, picture):
            return []

        def read(self, lines):
            return []

    engine, page = PictureRecogniser("openvino", 1), np.full((64, 64, 3), 255, np.uint8)
    loads = [(Broken(), Sound()), (Sound(), Sound())]
    monkeypatch.setattr(engine, "_load", lambda: loads.pop(0))
    with pytest.raises(RecognitionFailed):
        engine.recognise(page)  # freshly loaded: this picture is at fault, or the machine
    assert engine.recognise(page) == ()
    engine._loaded, loads = (Broken(), Sound()), [(Sound(), Sound())]
    assert engine.recognise(page) == ()
