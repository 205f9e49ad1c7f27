"""What a worker loads once: the OCR engine (on its first picture) and the vocabularies."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.readers import read_document
from pipeline.readers.paddle import PaddleRecogniser
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.run.work import Extractor
from pipeline.vocabulary import Vocabulary, load_vocabulary


def load_extractor(ocr: OcrMode, threads: int) -> Extractor:
    """From a path to its document. `threads` is what the OCR engine may use. Raises BadVocabulary."""
    os.environ["OMP_NUM_THREADS"] = str(threads)  # before the numeric libraries are imported
    recogniser, vocabulary = PaddleRecogniser(threads=threads), load_vocabulary()

    def extractor(path: str) -> Document:
        return extract_file(Path(path), ocr, recogniser, vocabulary)

    return extractor


def extract_file(path: Path, ocr: OcrMode, recogniser: Recogniser, vocabulary: Vocabulary) -> Document:
    """Read a file and run all stages. Raises UnreadableFile, UnknownFormat, RecognitionFailed."""
    return extract(read_document(path, recogniser, ocr), vocabulary)


@cache
def own_tools() -> tuple[Recogniser, Vocabulary]:
    """Engine and vocabularies of this process, for `pipeline.extract`."""
    return PaddleRecogniser(), load_vocabulary()
