"""Heads and titles of tables, misread: whether they are still understood. Cases are made from the vocabulary itself.

What is measured is robustness against misreading and, with one wording held back at a time, against new wordings; how
well layouts of real documents are read is measured on the annotated documents (`pipeline.evaluate.reheaded`).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.evaluate.misread import misread
from pipeline.tables.classify import decide, type_by_title
from pipeline.tables.heads.assign import assigned
from pipeline.vocabulary.columns import Columns, TableForm, head_key
from pipeline.vocabulary.matcher import read_matcher

Heads = tuple[str, ...]

DRAWS: Final = 4
BEFORE: Final = ("", "", "2023年度", "2024年", "清溪县林业站", "表三：", "公开05表 ")  # what captions put before titles
_KEYS: Final = ("科目编码", "科目名称")
_SIDED: Final = ("收入", "支出")


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer: of which table type, what was printed and read, what was wanted and found."""

    type: str
    printed: str
    read: str
    wanted: str
    found: str

    @property
    def right(self) -> bool:
        return self.wanted == self.found


class Misreader:
    """Misreads texts at one rate, the same texts alike within a table."""

    def __init__(self, columns: Columns, rate: float, seed: int) -> None:
        known = {character for word in (*columns.keys, *columns.terms, *columns.titles.types) for character in word}
        self._characters = sorted(character for character in known if "\u4e00" <= character <= "\u9fff")
        self._misreadings = columns.titles.misreadings
        self._rate = rate
        self.draw = random.Random(seed)

    def __call__(self, text: str) -> str:
        return misread(text, self._rate, self._misreadings, self._characters, self.draw)


def meaning(text: str, columns: Columns) -> str:
    """What a head is taken for: the role of a key, the canonical term of an amount."""
    return columns.role(text) or columns.term(text)


def heads_alone(columns: Columns, misreader: Misreader) -> Iterator[Tried]:
    """Every printed form of a head, without a table around it."""
    for key in (*columns.keys, *columns.terms):
        for _ in range(DRAWS):
            read = misreader(key)
            yield Tried("", key, read, meaning(key, columns), meaning(read, columns))


def heads_of_tables(columns: Columns, misreader: Misreader) -> Iterator[Tried]:
    """Heads of whole tables in wordings drawn at random, understood together."""
    for form in columns.forms:
        for _ in range(2 * DRAWS):
            printed = header(form, columns, misreader.draw)
            read = _misread_header(printed, misreader)
            understood = assigned(read, columns, form.type)
            done: set[Heads] = set()
            for was, now, known in zip(printed, read, understood, strict=True):
                for level in range(len(was)):
                    if was[: level + 1] not in done:
                        done.add(was[: level + 1])
                        wanted, found = (meaning(heads[level], columns) for heads in (was, known))
                        yield Tried(form.type, was[level], now[level], wanted, found)


def titles(columns: Columns, misreader: Misreader) -> Iterator[Tried]:
    """Every title, with and without what stands before it."""
    for form in columns.forms:
        for title in form.titles:
            for _ in range(DRAWS):
                read = misreader.draw.choice(BEFORE) + misreader(title)
                yield Tried(form.type, title, read, form.type, type_by_title(read, columns).type)


def types_by_heads(columns: Columns, misreader: Misreader) -> Iterator[Tried]:
    """Whole headers without a title. Forms with the same columns cannot be told apart, and count as one."""
    alike = {form.type: _first_alike(form, columns) for form in columns.forms}
    for form in columns.forms:
        for _ in range(2 * DRAWS):
            printed = header(form, columns, misreader.draw)
            understood = assigned(_misread_header(printed, misreader), columns, "other")
            found = decide(None, understood, (), (), columns, ()).type
            yield Tried(form.type, "", _shown(understood), alike[form.type], alike.get(found, found))


def held_back(columns: Columns) -> Iterator[Tried]:
    """Every wording and every title, to the letter, for a vocabulary that has all others but not this one."""
    answers = {
        **columns.keys,
        **{key: term.canonical for key, term in columns.terms.items()},
        **{key: key for key in columns.brackets},
    }
    wordings: defaultdict[str, list[str]] = defaultdict(list)
    for key, answer in answers.items():
        wordings[answer].append(key)
    for answer, keys in wordings.items():
        for key in keys if len(keys) > 1 else ():
            kind = "keys" if key in columns.keys else "terms"
            yield Tried(kind, key, key, answer, meaning(key, _without(key, answers, columns)))
    for title, table_type in columns.titles.types.items():
        left = {other: of for other, of in columns.titles.types.items() if other != title}
        found = type_by_title(title, replace(columns, titles=replace(columns.titles, types=left, _found={}))).type
        yield Tried("titles", title, title, table_type, title if found == "other" else found)


def header(form: TableForm, columns: Columns, draw: random.Random) -> list[Heads]:
    """Heads of a table of this type, top to leaf, each in a wording drawn at random; keys first."""
    wordings: defaultdict[str, list[str]] = defaultdict(list)
    for key, term in columns.terms.items():
        wordings[term.canonical].append(key)
    words: dict[str, str] = {}

    def worded(head: str) -> str:
        return words.setdefault(head, draw.choice(wordings.get(head) or [head_key(head)]))

    paths = [tuple(path.split("/")) for path in form.columns]
    if form.sides:
        sides = [tuple(worded(head) for head in path) for path in paths]
        tops = list(dict.fromkeys(side[0] for side in sides))
        return [heads for top in tops for heads in ((top, "项目"), *(side for side in sides if side[0] == top))]
    keys = [(key,) for key in _KEYS] if form.layout or form.type in _CODED else []
    return [*keys, *(tuple(worded(head) for head in path) for path in paths)]


_CODED: Final = frozenset({"income", "basic_expenditure", "economic_classification"})


def _misread_header(printed: list[Heads], misreader: Misreader) -> list[Heads]:
    """Each drawn head misread once, however many columns it stands over."""
    read: dict[Heads, str] = {}
    for column in printed:
        for level in range(len(column)):
            if column[: level + 1] not in read:
                read[column[: level + 1]] = misreader(column[level])
    return [tuple(read[column[: level + 1]] for level in range(len(column))) for column in printed]


def _first_alike(form: TableForm, columns: Columns) -> str:
    """The first type that has all columns of this one: without a title nothing tells them apart but their order."""
    return next(other.type for other in columns.forms if set(form.columns) <= set(other.columns))


def _shown(heads: list[Heads]) -> str:
    return " | ".join("/".join(column) for column in heads)


def _without(key: str, answers: Mapping[str, str], columns: Columns) -> Columns:
    left = {word: answer for word, answer in answers.items() if word != key}
    lexicon = columns.matcher.lexicon
    return replace(
        columns,
        keys={word: role for word, role in columns.keys.items() if word != key},
        terms={word: term for word, term in columns.terms.items() if word != key},
        matcher=read_matcher(left, columns.matcher.wordings, lexicon.misreadings, lexicon.languages),
    )
