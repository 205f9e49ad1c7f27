"""What a worker loads once: the OCR engine (on its first picture), the vocabularies, the spaCy pipeline."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document import Document
from pipeline.extract import extract
from pipeline.machine import cores
from pipeline.readers import read_document
from pipeline.readers.ocr import Engine, choose_engine, open_engine
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.run.corrections import NO_CORRECTIONS, Book
from pipeline.run.work import Extractor
from pipeline.vocabulary import Vocabulary, load_vocabulary
from pipeline.vocabulary.own import NO_WORDS, Texts

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True)
class Tools:
    """Built once for each process, used for every document."""

    recogniser: Recogniser
    vocabulary: Vocabulary
    language: Language  # the pipeline of components that reads statements


def load_tools(recogniser: Recogniser, words: Texts = NO_WORDS) -> Tools:
    """Vocabularies, with a user's own words, and pipeline beside an engine; a second. Raises BadVocabulary and BadModel."""
    from pipeline.statements.without_cli import spacy_without_command_line

    with spacy_without_command_line():
        from pipeline.statements.language import load_language  # spaCy
    from pipeline.statements.scores import load_scores

    vocabulary = load_vocabulary(words)
    return Tools(recogniser, vocabulary, load_language(vocabulary.cues, vocabulary.accounts, load_scores()))


def load_extractor(
    ocr: OcrMode, engine: Engine, threads: int, book: Book = NO_CORRECTIONS, words: Texts = NO_WORDS
) -> Extractor:
    """From a path to its document, put right as `book` says. `threads` is what the OCR engine may use; `words` are a user's own.

    Raises BadVocabulary, MachineFault.
    """
    os.environ["OMP_NUM_THREADS"] = str(threads)  # before the numeric libraries are imported
    tools = load_tools(open_engine(engine, threads), words)

    def extractor(path: str) -> Document:
        return extract_file(Path(path), ocr, tools, book)

    return extractor


def extract_file(path: Path, ocr: OcrMode, tools: Tools, book: Book = NO_CORRECTIONS) -> Document:
    """Read a file and run all stages. Raises UnreadableFile, UnknownFormat, RecognitionFailed."""
    document = read_document(path, tools.recogniser, ocr)
    return extract(document, tools.vocabulary, tools.language, book.of(document.doc_id))


@cache
def own_tools() -> Tools:
    """The tools of this process, for `pipeline.extract`."""
    return load_tools(open_engine(choose_engine(), cores()))
