"""The words of Chinese for jieba: its own dictionary, and the language of budgets on top of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.cues import Cues

if TYPE_CHECKING:
    import jieba

_LONGEST = 10  # characters: a longer account name is a phrase


def load_segmenter(cues: Cues, accounts: Accounts) -> jieba.Tokenizer:
    """A jieba segmenter of our own, which knows the cues and the accounts as words.

    Reads the dictionary that comes with jieba, and no cache file: what stands in the temporary folder has no say.
    """
    import jieba

    segmenter = jieba.Tokenizer()
    with segmenter.get_dict_file() as dictionary:
        segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(dictionary)
    segmenter.initialized = True
    for word in fiscal_words(cues, accounts):
        segmenter.add_word(word)
    return segmenter


def fiscal_words(cues: Cues, accounts: Accounts) -> tuple[str, ...]:
    """The words of two to ten ideographs by which budgets speak, sorted."""
    groups = (
        cues.comparison, cues.base, cues.direction, cues.completion, cues.share, cues.reason, cues.lists, cues.names
    )  # fmt: skip
    words = {word for group in groups for name, words in group.items() if name != "stops" for word in words}
    words |= {*cues.pairs, *cues.labels.values(), *(name for code in accounts for name in accounts.names_of(code))}
    return tuple(sorted(word for word in words if _is_word(word)))


def _is_word(word: str) -> bool:
    return 2 <= len(word) <= _LONGEST and all("\u4e00" <= character <= "\u9fff" for character in word)


def plain_words(segmenter: jieba.Tokenizer, text: str) -> Iterable[str]:
    """The words of a run of ideographs, in order; words that no dictionary knows are single characters."""
    found: Iterable[str] = segmenter.cut(text, HMM=False)
    return found
