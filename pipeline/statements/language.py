"""The spaCy pipeline that carries the text of a section: Chinese, our tokenizer, our components."""

from __future__ import annotations

import sys
from functools import partial

from spacy.lang.zh import Chinese
from spacy.language import Language

from pipeline.learning import LinearModel
from pipeline.statements.components import COMPONENTS, AccountFinder, Scorer
from pipeline.statements.tokenizer import BudgetTokenizer
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.cues import Cues
from pipeline.vocabulary.words import load_segmenter, plain_words


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
