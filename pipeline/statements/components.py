"""The components of the spaCy pipeline, in order; each reads and fills `doc._.reading`.

| component | what it gives | without it |
|---|---|---|
| `clauses` | the words of comparison of each passage | nothing is found |
| `figures` | exact values, 万元 and percent | only what has no figure: 与上年持平 |
| `reasons` | the span of words that each cue of reasons opens | no reasons; what they say is read as claims |
| `bases` | what each comparison is with | the year before, wherever a verb and a figure say so alone |
| `comparisons` | the statements: the clause grammar, from left to right | nothing is found |
| `accounts` | the code of the account that a statement is about | `indicator_code` is None |
| `scores` | how likely a statement is right | a rough score by where its quantity was found |
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.learning import LinearModel
from pipeline.statements.bases import find_bases
from pipeline.statements.codes import find_codes
from pipeline.statements.figures import find_figures
from pipeline.statements.grammar import read_comparisons
from pipeline.statements.lexer import tokens
from pipeline.statements.reading import Reading
from pipeline.statements.reasons import find_reasons
from pipeline.statements.scores import score
from pipeline.statements.words import Words
from pipeline.vocabulary.accounts import Accounts

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
    starts = [token.idx for token in doc]
    begin = 0
    for passage in reading.passages:
        end = begin + len(passage.text)
        own = starts[bisect_left(starts, begin) : bisect_left(starts, end)]
        yield Words(passage.text, tuple(start - begin for start in own) if len(own) > 1 else ())
        begin = end + 1
