"""Tables of labelled layouts: type, keys and paths, with the vocabulary as it is and without the family's own wordings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.evaluate.results import Confusion, Error, Errors, Figures, Material, Part, Reliability, Result, Value

if TYPE_CHECKING:
    from pipeline.layouts import Figure, Layout, Printed
    from pipeline.vocabulary import Vocabulary
    from pipeline.vocabulary.columns import Columns

AS_IS, HELD_OUT = "as it is", "family held out"
OLD: Final = 2019  # the last year of the older forms
WORST: Final = 200
_ABOUT: Final = """\
Each labelled layout as a table of drawn figures, read by itself: tables of the right type, and figures whose row, column \
path, and table type, row and path together are right. As it is: the whole vocabulary. Family held out: without the titles \
and printed forms of heads that its family (region and year of the form) has and no other region."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read of one figure."""

    figure: Figure
    found: str | None  # the path; None where the figure is in no cell
    row: bool
    path: bool
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What was read of one layout."""

    layout: Layout
    vocabulary: str
    type: str  # "–" where no table was found
    answers: tuple[Answer, ...]

    @property
    def typed(self) -> bool:
        return self.type in self.layout.types


def run(material: Material) -> Result:
    """All of it takes some seconds."""
    from pipeline.layouts import read_layouts
    from pipeline.vocabulary import load_vocabulary

    layouts = read_layouts(material.annotations / "layouts")
    tried = list(try_layouts(layouts, load_vocabulary()))
    return Result(
        (
            Figures("Layouts", _HEADS, tuple(_rows(tried, _group)), _ABOUT),
            Figures("Layouts, by type", _HEADS, tuple(_rows(tried, lambda one: (one.layout.types[0],))), _ABOUT),
            Figures("Layouts, by family", _HEADS, tuple(_rows(tried, lambda one: (one.layout.family,))), _ABOUT),
            _reliability(tried),
            _confusion(tried),
            _errors(tried),
        )
    )


def try_layouts(layouts: Sequence[Layout], vocabulary: Vocabulary) -> Iterator[Tried]:
    """Each layout read twice: with the vocabulary as it is, and without its family's wordings."""
    from pipeline.layouts import printed_table, without_family

    for family in dict.fromkeys(layout.family for layout in layouts):
        less = without_family(vocabulary.columns, family, layouts)
        for layout in (one for one in layouts if one.family == family):
            table = printed_table(layout, vocabulary.accounts)
            yield _read(layout, table, vocabulary.columns, vocabulary, AS_IS)
            yield _read(layout, table, less, vocabulary, HELD_OUT)


def _read(layout: Layout, printed: Printed, columns: Columns, vocabulary: Vocabulary, name: str) -> Tried:
    from pipeline.layouts import judge

    tables, judged = judge(layout, printed, [printed.grid], columns, vocabulary.accounts)
    largest = max(tables, key=lambda table: len(table.cells), default=None)
    found = {cell.address: (cell, row, path) for cell, row, path in judged}
    answers = [
        Answer(figure, found[at][0].column_path, *found[at][1:], found[at][0].sure)
        if at in found
        else Answer(figure, None, False, False)
        for at, figure in printed.figures.items()
    ]
    return Tried(layout, name, largest.type if largest else "–", tuple(answers))


_HEADS: Final = ("", "tables", "types", "rows", "paths", "whole", "types, held out", "rows", "paths", "whole")


def _group(tried: Tried) -> tuple[str, ...]:
    layout = tried.layout
    old = "forms of 2012–2019" if layout.year <= OLD else "forms of 2020 and later"
    kind = "other" if layout.types[0] == "other" else "performance" if layout.is_performance else "standard tables"
    return ("all", old, kind)


def _rows(tried: Sequence[Tried], groups: Callable[[Tried], Iterable[str]]) -> Iterator[tuple[Value, ...]]:
    grouped: defaultdict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        for group in groups(one):
            grouped[group].append(one)
    for name, own in sorted(grouped.items()):
        both = [[one for one in own if one.vocabulary == vocabulary] for vocabulary in (AS_IS, HELD_OUT)]
        yield (name, len(both[0]), *(share for half in both for share in _shares(half)))


def _shares(tried: Sequence[Tried]) -> tuple[float | None, ...]:
    answers = [(one, answer) for one in tried for answer in one.answers]
    if not answers:
        return (None,) * 4
    return (
        sum(one.typed for one in tried) / len(tried),
        sum(answer.row for _, answer in answers) / len(answers),
        sum(answer.path for _, answer in answers) / len(answers),
        sum(one.typed and answer.row and answer.path for one, answer in answers) / len(answers),
    )


def _reliability(tried: Sequence[Tried]) -> Reliability:
    """Of the figures that are so sure, how many are right in type, row and path."""
    answers = (
        (answer.sure, one.typed and answer.row and answer.path)
        for one in tried
        if one.vocabulary == HELD_OUT
        for answer in one.answers
        if answer.found is not None
    )
    return Reliability("Cells of layouts, family held out: `sure`", tuple(answers))


def _confusion(tried: Sequence[Tried]) -> Confusion:
    counts = Counter(
        (one.type if one.typed else one.layout.types[0], one.type) for one in tried if one.vocabulary == HELD_OUT
    )
    labels = tuple(dict.fromkeys(label for pair, _ in counts.most_common() for label in pair))
    return Confusion("Types of layouts, family held out", labels, dict(counts), "Rows are labels, columns the answers.")


def _errors(tried: Sequence[Tried]) -> Errors:
    """Types first, then heads, each once: those that fail with the whole vocabulary before the others."""
    found: list[Error] = []
    for vocabulary in (AS_IS, HELD_OUT):
        own = [one for one in tried if one.vocabulary == vocabulary]
        found += [
            Error(
                one.layout.family,
                f"type, {vocabulary}",
                f"{one.layout.title} → {'; '.join(one.layout.types)}",
                one.type,
            )
            for one in own
            if not one.typed
        ]
        found += [
            Error(one.layout.family, f"path, {vocabulary}", f"{one.layout.title}: {wanted}", got)
            for one in own
            for wanted, got in _wrong_heads(one)
        ]
    return Errors("Layouts not understood", tuple(found[:WORST]), "Title and type, head and path; – is in no cell.")


def _wrong_heads(tried: Tried) -> Iterator[tuple[str, str]]:
    """(head → path, what it was taken for), each head once, with what it was taken for most."""
    wrong: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for answer in tried.answers:
        if not answer.path:
            head = f"{'/'.join(answer.figure.heads)} → {answer.figure.paths[0]}"
            wrong[head]["–" if answer.found is None else answer.found] += 1
    for head, taken in wrong.items():
        yield head, taken.most_common(1)[0][0]


PART: Final = Part("layouts", "tables of labelled layouts, with and without their family's own wordings", run)
