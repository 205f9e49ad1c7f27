"""The tokenizer of the spaCy pipeline: jieba with the words of budgets, only where something is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

_COMPARES = re.compile(r"\d|百分|万元|亿元|持平|一致|相同|变化|变动|增减|差异")
_PIECES = re.compile(r"[\u4e00-\u9fff]+|\d[\d,.]*|.", re.DOTALL)  # ideographs, figures, marks one by one

Segment = Callable[[str], Iterable[str]]


class BudgetTokenizer:
    """Folded passages, one a line → a Doc of words. A line that compares nothing is one token: nobody reads it.

    >>> from spacy.vocab import Vocab
    >>> [token.text for token in BudgetTokenizer(Vocab(), str.split)("收入3.2万元\\n没有数字的一段")]
    ['收入', '3.2', '万元', '\\n', '没有数字的一段']
    """

    def __init__(self, vocab: Vocab, segment: Segment) -> None:
        self.vocab = vocab
        self.segment = segment

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
