"""What a worker loads once: the OCR engine (on its first picture), the vocabularies, the spaCy pipeline."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.document import Document, Page
from pipeline.errors import RecognitionFailed
from pipeline.extract import extract
from pipeline.machine import cores
from pipeline.readers import count_pages, read_document
from pipeline.readers.ocr import choose_engine, open_engine
from pipeline.readers.ocr.kept import KeepingRecogniser
from pipeline.readers.page_range import PageRange
from pipeline.readers.recognise import OcrMode, Reading, Recogniser
from pipeline.run.corrections import NO_CORRECTIONS, Book
from pipeline.run.fingerprint import ocr_made_by
from pipeline.run.plan import Plan, cache_folder
from pipeline.run.work import Ahead, PagewiseExtractor, Turned
from pipeline.vocabulary import Vocabulary, load_vocabulary
from pipeline.vocabulary.own import NO_WORDS, Texts

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.readers.recognise import Picture

_UNDERSTANDING: Final = (
    0.03  # seconds a page, measured as 0.01, kept back of the time of a document for all but reading
)
_READING: Final = 0.9  # of its time at most
_SCANNED: Final = 2  # pages read by OCR, and at least half of all: what follows is a scan as well


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


class FileExtractor(PagewiseExtractor):
    """From a path to its document, put right as `book` says; `on_page` is told of every page that was read."""

    def __init__(self, plan: Plan, tools: Tools, book: Book = NO_CORRECTIONS) -> None:
        super().__init__()
        self._plan = plan
        self._tools = tools
        self._book = book

    def __call__(self, path: str) -> Document:
        """Raises UnreadableFile, UnknownFormat, RecognitionFailed."""
        start, read, recognised = time.monotonic(), 0, 0
        last: int | None = None

        def go_on(page: Page) -> bool:
            nonlocal read, recognised, last
            read += 1
            recognised += page.origin == "ocr"
            if last is None and plan.shares_pages and recognised >= max(_SCANNED, read / 2):
                last = count_pages(Path(path))
            self.on_page(Turned(read, last=last))
            return time.monotonic() - start + _UNDERSTANDING * read < self._plan.seconds * _READING

        plan, tools = self._plan, self._tools
        self.engine_failed = False
        document = read_document(Path(path), _Noting(tools.recogniser, self), plan.ocr, plan.pages, go_on)
        self.on_page(Turned(read, more=False))
        return extract(document, tools.vocabulary, tools.language, self._book.of(document.doc_id))

    def read_ahead(self, ahead: Ahead) -> int:
        """The pages themselves are let go: what OCR says of their pictures is kept, where the other worker looks first."""
        read = recognised = 0

        def go_on(page: Page) -> bool:
            nonlocal read, recognised
            read += 1
            recognised += page.origin == "ocr"
            self.on_page(Turned(read))
            return True

        self.engine_failed = False
        wanted = PageRange(((ahead.first, ahead.last),))
        read_document(Path(ahead.path), _Noting(self._tools.recogniser, self), self._plan.ocr, wanted, go_on)
        return recognised


class _Noting:
    """The engine of an extractor, which is told where it failed."""

    def __init__(self, engine: Recogniser, extractor: FileExtractor) -> None:
        self._engine = engine
        self._extractor = extractor

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        try:
            return self._engine.recognise(picture)
        except RecognitionFailed:
            self._extractor.engine_failed = True
            raise


def load_extractor(plan: Plan, book: Book = NO_CORRECTIONS, words: Texts = NO_WORDS) -> FileExtractor:
    """What a worker works with; `words` are a user's own. Raises BadVocabulary, MachineFault."""
    os.environ["OMP_NUM_THREADS"] = str(plan.threads)  # before the numeric libraries are imported
    return FileExtractor(plan, load_tools(open_recogniser(plan), words), book)


def open_recogniser(plan: Plan) -> Recogniser:
    """The engine of a plan, with what it read before. Raises MachineFault."""
    engine = open_engine(plan.engine, plan.threads)
    return KeepingRecogniser(engine, plan.cache, ocr_made_by(plan.engine)) if plan.cache else engine


def extract_file(path: Path, ocr: OcrMode, tools: Tools, wanted: PageRange | None = None) -> Document:
    """Read a file, or some of its pages, and run all stages. Raises UnreadableFile, UnknownFormat, RecognitionFailed."""
    return extract(read_document(path, tools.recogniser, ocr, wanted), tools.vocabulary, tools.language)


@cache
def own_tools() -> Tools:
    """The tools of this process, for `pipeline.extract`."""
    return load_tools(open_recogniser(Plan("auto", choose_engine(), cores(), cache_folder())))
