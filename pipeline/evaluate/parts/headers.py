"""Heads and titles of tables: how well they are understood where they are misread or worded anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.evaluate.results import Block, Error, Errors, Figures, Material, Part, Result, Value

if TYPE_CHECKING:
    from pipeline.evaluate.heads import Misreader, Tried
    from pipeline.vocabulary.columns import Columns

    Cases = Callable[[Columns, Misreader], Iterable[Tried]]

RATES: Final = (0.0, 0.05, 0.10)  # of characters misread
SEED: Final = 7
_MISREAD: Final = """\
Share of answers that are right (top-1) where each character is misread with the chance at the head of the column: half \
of the errors as measured (models/confusions), the others by chance, among them characters lost and added. Heads in \
their table: all heads of a table in random wordings, understood together. Types without a title: by the misread heads."""
_HELD_BACK: Final = """\
Each wording and each title of the vocabulary, to the letter, where just this one is missing: found by others that say the \
same or by what it is built of, taken for another, or left in its own words."""
_DOCUMENTS: Final = """\
Facts and tables (F1) of annotated documents whose text needs no OCR, with their titles and heads misread."""
_WORST: Final = 60


def run(material: Material) -> Result:
    """All of it takes half a minute."""
    from pipeline.evaluate.heads import heads_alone, heads_of_tables, held_back, titles, types_by_heads
    from pipeline.vocabulary.columns_file import load_columns

    columns = load_columns()
    cases: dict[str, Cases] = {
        "heads in their table": heads_of_tables,
        "heads alone": heads_alone,
        "types by title": titles,
        "types without a title": types_by_heads,
    }
    tried = {(name, rate): _tried(case, columns, rate) for name, case in cases.items() for rate in RATES}
    heads = ("", *(f"{rate:.0%}" for rate in RATES))
    rows = tuple((name, *(_share(tried[name, rate]) for rate in RATES)) for name in cases)
    by_type = _by_type(columns, tried)
    blocks: list[Block] = [
        Figures("Heads and titles misread", heads, rows, _MISREAD),
        Figures("Heads and titles misread, by type of table", _type_heads(), by_type),
        _held_back(list(held_back(columns))),
        *_documents(material, columns),
        _errors(tried),
    ]
    return Result(tuple(blocks))


def _tried(case: Cases, columns: Columns, rate: float) -> list[Tried]:
    from pipeline.evaluate.heads import Misreader

    return list(case(columns, Misreader(columns, rate, SEED)))


def _share(tried: Sequence[Tried]) -> float | None:
    return sum(one.right for one in tried) / len(tried) if tried else None


def _type_heads() -> tuple[str, ...]:
    return ("type", *(f"heads {rate:.0%}" for rate in RATES), *(f"title {rate:.0%}" for rate in RATES))


def _by_type(columns: Columns, tried: dict[tuple[str, float], list[Tried]]) -> tuple[tuple[Value, ...], ...]:
    def share(name: str, rate: float, table_type: str) -> float | None:
        return _share([one for one in tried[name, rate] if one.type == table_type])

    return tuple(
        (
            form.type,
            *(share(name, rate, form.type) for name in ("heads in their table", "types by title") for rate in RATES),
        )
        for form in columns.forms
    )


def _held_back(tried: Sequence[Tried]) -> Figures:
    rows: list[tuple[Value, ...]] = []
    for kind in ("terms", "keys", "titles"):
        own = [one for one in tried if one.type == kind]
        left = sum(one.found.replace("（", "(").replace("）", ")") == one.printed and not one.right for one in own)
        right = sum(one.right for one in own)
        rows.append((kind, len(own), right / len(own), (len(own) - right - left) / len(own), left / len(own)))
    return Figures(
        "Wordings held back", ("", "wordings", "found", "taken for another", "left"), tuple(rows), _HELD_BACK
    )


def _documents(material: Material, columns: Columns) -> Iterator[Figures]:
    from pipeline.evaluate.heads import Misreader
    from pipeline.evaluate.reheaded import answers, grids_of
    from pipeline.scoring.gold import read_gold
    from pipeline.scoring.score import score, within
    from pipeline.vocabulary import load_vocabulary

    grids = grids_of(sorted(path for path in (material.annotations / "samples").glob("*") if path.is_file()))
    if not grids:
        return
    gold, vocabulary = read_gold([material.annotations]), load_vocabulary()
    rows: list[tuple[Value, ...]] = []
    for rate in RATES:
        found = answers(grids, Misreader(columns, rate, SEED), vocabulary)
        scores = score(*within(gold, found, set(grids)))
        rows.append((f"{rate:.0%}", scores["fact"].gold, scores["fact"].f1, scores["table"].f1))
    yield Figures(
        "Documents with misread heads", ("misread", "facts", "facts F1", "tables F1"), tuple(rows), _DOCUMENTS
    )


def _errors(tried: dict[tuple[str, float], list[Tried]]) -> Errors:
    """Those at the lowest rate first: they should not be."""
    found = [
        Error(f"{rate:.0%}", name, f"{one.printed} → {one.wanted}", f"{one.read} → {one.found}")
        for rate in RATES
        for (name, at), answers in tried.items()
        if at == rate
        for one in answers
        if not one.right
    ]
    return Errors("Heads and titles not understood", tuple(found[:_WORST]), "What was printed, and what was read.")


PART: Final = Part("headers", "heads and titles of tables: misread, worded anew", run)
