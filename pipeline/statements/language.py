"""The spaCy pipeline that carries the text of a section: Chinese, our tokenizer, our components."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Final

from spacy.lang.zh import Chinese
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.learning import LinearModel
from pipeline.statements.bases import find_bases
from pipeline.statements.codes import find_codes
from pipeline.statements.drafts import Reading
from pipeline.statements.figures import find_figures
from pipeline.statements.grammar import read_comparisons
from pipeline.statements.reasons import find_reasons
from pipeline.statements.scores import score
from pipeline.statements.tokens import Words, tokens
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.cues import Cues
from pipeline.vocabulary.words import load_segmenter, plain_words

_COMPARES = re.compile(
    r"[\d百万亿持一相变增差同较比]"  # a set in front: `re` skips to it
    r"(?:(?<=\d)|(?<=百)分|(?<=[万亿])元|(?<=持)平|(?<=一)致|(?<=相)同|(?<=变)[化动]|(?<=增)减|(?<=差)异|(?<=同)比"
    r"|(?<=[较比])(?:[上去前]年|年初))"
)
_PIECES = re.compile(r"[\u4e00-\u9fff]+|\d[\d,.]*|.", re.DOTALL)  # ideographs, figures, marks one by one

_KEPT: Final = 20_000  # pieces of which the words are remembered
Segment = Callable[[str], Iterable[str]]


class BudgetTokenizer:
    """Folded passages, one a line → a Doc of words. A line that compares nothing is one token: nobody reads it.

    >>> from spacy.vocab import Vocab
    >>> [token.text for token in BudgetTokenizer(Vocab(), str.split)("收入3.2万元\\n没有数字的一段")]
    ['收入', '3.2', '万元', '\\n', '没有数字的一段']
    """

    def __init__(self, vocab: Vocab, segment: Segment) -> None:
        self.vocab = vocab
        self.segment = lru_cache(_KEPT)(
            lambda piece: tuple(segment(piece))
        )  # 万元，下降: a report says its words again

    def __call__(self, text: str) -> Doc:
        words = list(self._words(text))
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def _words(self, text: str) -> Iterator[str]:
        for number, line in enumerate(text.split("\n")):
            if number:
                yield "\n"
            if not _COMPARES.search(line):
                yield from [line] if line else []
                continue
            for piece in _PIECES.findall(line):
                if "\u4e00" <= piece[0] <= "\u9fff" and len(piece) > 1:
                    yield from self.segment(piece)
                else:
                    yield piece


COMPONENTS: Final = ("clauses", "figures", "reasons", "bases", "comparisons", "accounts", "scores")  # in order

Doc.set_extension("reading", default=None, force=True)


def reading_of(doc: Doc) -> Reading:
    """What is known of the section that a Doc holds. Raises ValueError for a Doc that `find_statements` did not make."""
    reading = doc._.reading
    if not isinstance(reading, Reading):
        raise ValueError("the Doc has no reading: set doc._.reading before the components run")
    return reading


@Language.component("clauses")
def clauses(doc: Doc) -> Doc:
    """Words of each passage, and of these the ones by which it compares."""
    reading = reading_of(doc)
    reading.words = list(_words(doc, reading))
    reading.tokens = [tokens(words, reading.cues) for words in reading.words]
    return doc


@Language.component("figures")
def figures(doc: Doc) -> Doc:
    """Exact values of the figures."""
    find_figures(reading_of(doc))
    return doc


@Language.component("reasons")
def reasons(doc: Doc) -> Doc:
    """The words that each cue of reasons opens."""
    find_reasons(reading_of(doc))
    return doc


@Language.component("bases")
def bases(doc: Doc) -> Doc:
    """What each comparison is with."""
    find_bases(reading_of(doc))
    return doc


@Language.component("comparisons")
def comparisons(doc: Doc) -> Doc:
    """The statements."""
    read_comparisons(reading_of(doc))
    return doc


class AccountFinder:
    """Which account of the 政府收支分类科目 each statement is about."""

    def __init__(self) -> None:
        self.accounts: Accounts | None = None  # set by `load_language`

    def __call__(self, doc: Doc) -> Doc:
        if self.accounts is not None:
            find_codes(reading_of(doc), self.accounts)
        return doc


@Language.factory("accounts")
def account_finder(nlp: Language, name: str) -> AccountFinder:
    """An `AccountFinder` without its accounts."""
    return AccountFinder()


class Scorer:
    """How likely each statement is right as a whole: by a model of how it was made."""

    def __init__(self) -> None:
        self.model: LinearModel | None = None  # set by `load_language`

    def __call__(self, doc: Doc) -> Doc:
        if self.model is not None:
            score(reading_of(doc), self.model)
        return doc


@Language.factory("scores")
def scorer(nlp: Language, name: str) -> Scorer:
    """A `Scorer` without its model."""
    return Scorer()


def _words(doc: Doc, reading: Reading) -> Iterator[Words]:
    starts: list[int] = doc.to_array("IDX").tolist()
    begin = 0
    for passage in reading.passages:
        end = begin + len(passage.text)
        own = starts[bisect_left(starts, begin) : bisect_left(starts, end)]
        yield Words(passage.text, tuple(start - begin for start in own) if len(own) > 1 else ())
        begin = end + 1


def load_language(cues: Cues, accounts: Accounts, model: LinearModel | None = None) -> Language:
    """A pipeline of all components, each to be switched off by `language.disable_pipe(name)`; about a second.

    Without `model` (models/statements, see `load_scores`) statements get rough scores.
    """
    language = Chinese()
    language.max_length = sys.maxsize  # no component of ours needs memory that grows faster than the text
    language.tokenizer = BudgetTokenizer(language.vocab, partial(plain_words, load_segmenter(cues, accounts)))
    for name in COMPONENTS:
        component = language.add_pipe(name)
        if isinstance(component, AccountFinder):
            component.accounts = accounts
        elif isinstance(component, Scorer):
            component.model = model
    return language
