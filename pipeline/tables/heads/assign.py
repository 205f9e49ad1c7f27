"""Misread heads of one table, understood together: which known heads they are so that all of them fit best.

Heads printed to the letter, or in other words that say the same, stay. The others are given known heads by the cost
of misreading them so, by how usual a head is in such a table, and so that no head stands twice under the same heads:
of two heads that could both be 预算数 one is 决算数. A head that is likelier another word stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.tables.heads.matching import cheapest
from pipeline.vocabulary.columns import FIGURES, Columns, TableForm, head_key

Heads = tuple[str, ...]

EXPECTED: Final = 2.0  # nats: a head that tables of this type have
USUAL: Final = 3.5  # nats: a head that any table may have
AGAIN: Final = 9.0  # nats: a head that stands beside itself
STRAY: Final = 4.0  # nats: a head that occurs only under others, and these are not above it
NEVER: Final = 1e6  # nats
_USUAL: Final = frozenset({*FIGURES, "金额", "合计", "小计", "code", "name", "ordinal", "备注"})
_YEAR: Final = re.compile(r"\s*20\d\d\s*年(?:度|初)?")  # 2024年预算数: the year stays; not 本年预算数


def assigned(heads: Sequence[Heads], columns: Columns, table_type: str) -> list[Heads]:
    """Heads of every column, top to leaf, with the misread ones as the vocabulary prints them."""
    form = columns.form(table_type)
    known: dict[Heads, Heads] = {(): ()}  # heads as printed, from the top → as understood
    for level in range(max(map(len, heads), default=0)):
        beside: dict[Heads, list[str]] = {}
        for column in heads:
            if len(column) > level:
                texts = beside.setdefault(column[:level], [])
                if texts[-1:] != [column[level]]:
                    texts.append(column[level])
        for above, texts in beside.items():
            for text, word in zip(texts, _together(texts, known[above], columns, form), strict=True):
                known[(*above, text)] = (*known[above], word)
    return [known[column] for column in heads]


def _together(texts: Sequence[str], above: Heads, columns: Columns, form: TableForm) -> list[str]:
    """The words for heads that stand side by side."""
    misread = [at for at, text in enumerate(texts) if not _is_settled(text, columns)]
    words = list(texts)
    if not misread:
        return words
    taken = Counter(_meaning(text, columns) for at, text in enumerate(texts) if at not in misread)
    repeats = form.sides or any(times > 1 for times in taken.values())  # two sides with the same heads
    options = [_options(texts[at], above, columns, form, {} if repeats else taken) for at in misread]
    meanings = sorted({meaning for option in options for meaning in option})
    own = [columns.matcher.unknown(head_key(texts[at])) for at in misread]
    if repeats:
        chosen = [min(meanings, key=lambda m: option.get(m, (NEVER, ""))[0], default=None) for option in options]
    else:
        costs = [
            [*(option.get(meaning, (NEVER, ""))[0] for meaning in meanings), *[own[row]] * len(misread)]
            for row, option in enumerate(options)
        ]
        picked = cheapest(costs)
        chosen = [meanings[column] if column < len(meanings) else None for column in picked]
    for at, option, meaning, alone in zip(misread, options, chosen, own, strict=True):
        cost, word = option.get(meaning or "", (NEVER, ""))
        if cost < alone:
            year = _YEAR.match(texts[at])
            words[at] = (year[0] if year else "") + word
    return words


def _is_settled(text: str, columns: Columns) -> bool:
    return columns.knows_exactly(text) or columns.matcher.rewords(head_key(text)) is not None


def _meaning(text: str, columns: Columns) -> str:
    """What a head says, the same for all its wordings: its role, its term, or its own words."""
    role = columns.role(text)
    return role if role and role != "other" else columns.term(text)


def _options(
    text: str, above: Heads, columns: Columns, form: TableForm, taken: Counter[str] | dict[str, int]
) -> dict[str, tuple[float, str]]:
    """meaning → (cost in nats, known head) of what a misread head may be."""
    found: dict[str, tuple[float, str]] = {}
    for word, nats in columns.matcher.candidates(head_key(text)):
        meaning = _meaning(word, columns)
        cost = nats + _rarity(word, meaning, columns, form)
        cost += AGAIN if taken.get(meaning) else 0.0
        cost += STRAY if columns.may_stand_under(word, tuple(map(columns.term, above))) is False else 0.0
        if meaning not in found or cost < found[meaning][0]:
            found[meaning] = cost, word
    return found


def _rarity(word: str, meaning: str, columns: Columns, form: TableForm) -> float:
    if meaning in form.heads:
        return EXPECTED
    return USUAL if meaning in _USUAL else columns.matcher.rarity(word)
