"""A heap of head words, whole and cut, in reading order → the heads they make.

A narrow column breaks its head over lines; a converter writes the pieces between those of the neighbours: 附属单位 … 上缴收入.
Pieces that are no head by themselves are joined with later ones to a head that is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from pipeline.tables.flow.tokens import Token
from pipeline.vocabulary.columns import Columns, head_key

MOST_PIECES = 5  # lines over which a head is broken
MOST_SEAMS = 3  # between heads that may be one
MANY = 16  # heads, from which on none is tried
MOST_STEPS = 4000  # of joining that are tried
LONGEST = 26  # characters of a head


@dataclass(frozen=True, slots=True)
class Head:
    """A head and the tokens it is made of."""

    text: str
    tokens: tuple[Token, ...]
    known: bool


class HeadWords:
    """What heads begin with, looked up while pieces are joined."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._keys = sorted({*columns.keys, *columns.terms, *columns.brackets})

    def begins(self, key: str) -> bool:
        """Whether a known head begins with these characters."""
        i = bisect_left(self._keys, key)
        return i < len(self._keys) and self._keys[i].startswith(key)

    def knows(self, text: str) -> bool:
        return self.columns.knows_exactly(text)


def join_heads(tokens: Sequence[Token], words: HeadWords) -> list[Head]:
    """The heads that these tokens make, in the order in which they begin; what fits nowhere is a head of its own."""
    tokens = [piece for token in tokens for piece in _apart(token, words)]
    free = set(range(len(tokens)))
    found: dict[int, Head] = {}
    known = [words.knows(token.text) for token in tokens]
    ways = [way for i in range(len(tokens)) for way in _ways(tokens, known, i, words)]
    alone = Counter(token.at for token in tokens)
    ways += [
        (i, i + 1)
        for i, (a, b) in enumerate(pairwise(tokens))
        if known[i]
        and known[i + 1]
        and alone[a.at] == alone[b.at] == 1
        and b.at - a.at == 1
        and words.knows(a.text + b.text)
    ]
    for way in sorted(
        ways, key=lambda way: (-sum(not known[i] for i in way), -sum(len(tokens[i].text) for i in way), way)
    ):
        if free.issuperset(way):
            free -= set(way)
            found[way[0]] = Head("".join(tokens[i].text for i in way), tuple(tokens[i] for i in way), True)
    for i in free:
        found[i] = Head(tokens[i].text, (tokens[i],), known[i])
    return [found[i] for i in sorted(found)]


def joined_ways(heads: Sequence[Head], tokens: Sequence[Token]) -> Iterator[list[Head]]:
    """The heads with those that nobody knows, lines of one alone on a line of the text, joined in every way to the heads they are."""
    alone = Counter(token.at for token in tokens)
    seams = [
        i
        for i, (a, b) in enumerate(pairwise(heads))
        if not (a.known and b.known)
        and b.tokens[0].kind == a.tokens[-1].kind == "word"
        and (b.tokens[0].at == a.tokens[-1].at + 1 and all(alone[token.at] == 1 for token in (*a.tokens, *b.tokens)))
    ][: MOST_SEAMS if len(heads) <= MANY else 0]
    for chosen in product((True, False), repeat=len(seams)):
        closed = {i for i, yes in zip(seams, chosen, strict=True) if yes}
        way: list[Head] = []
        for i, head in enumerate(heads):
            if i - 1 in closed:
                way[-1] = Head(way[-1].text + head.text, (*way[-1].tokens, *head.tokens), False)
            else:
                way.append(head)
        yield way


def _apart(token: Token, words: HeadWords) -> list[Token]:
    """收入支出 → 收入, 支出: ideographs that stood apart were two heads."""
    if token.line.text.find(token.text) >= 0 or words.knows(token.text):
        return [token]
    for cut in range(2, len(token.text) - 1):
        left, right = token.text[:cut], token.text[cut:]
        if words.knows(left) and words.knows(right):
            return [Token(part, "word", token.line, token.at, token.start, token.end) for part in (left, right)]
    return [token]


def _ways(tokens: Sequence[Token], known: Sequence[bool], first: int, words: HeadWords) -> list[tuple[int, ...]]:
    """The known heads that begin with a token and have at least one piece that is none."""
    ways: list[tuple[int, ...]] = []
    steps = 0

    def extend(way: tuple[int, ...], text: str) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS or len(text) > LONGEST:
            return
        if len(way) > 1 and not all(known[i] for i in way) and words.knows(text):
            ways.append(way)
        if len(way) >= MOST_PIECES or not words.begins(head_key(text)):
            return
        for i in range(way[-1] + 1, len(tokens)):
            last = tokens[way[-1]]
            if tokens[i].at > last.at or i == way[-1] + 1:
                extend((*way, i), text + tokens[i].text)

    extend((first,), tokens[first].text)
    return ways
