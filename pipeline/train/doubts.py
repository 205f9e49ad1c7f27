"""Doubts: which signs of a read cell say how likely it is right, counted on layouts whose family's words are held out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pipeline.vocabulary.doubts import Doubts

SEED: Final = 7
FOLDS: Final = 9  # of families
STRENGTH: Final = 1.0  # of the prior that a sign says nothing (scikit-learn's C)


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure of a layout: what was known of its cell, and whether type, row and path were right."""

    family: str
    table: int
    signs: frozenset[str]
    typed: float  # how sure the type is
    right_type: bool
    right: bool  # row and path too


@dataclass(frozen=True)
class _Recorder(Doubts):
    """Doubts that write down what they are asked; the answer is the number of the question."""

    asked: list[tuple[frozenset[str], float]] = field(default_factory=list)

    def sure(self, signs: Collection[str], typed: float) -> float:
        self.asked.append((frozenset(signs), typed))
        return float(len(self.asked) - 1)


def judge_layouts(annotations: Path) -> list[Judged]:
    """Every figure of every labelled layout, drawn and without rules, by a vocabulary without its family's words."""
    from pipeline.layouts import judge, page_without_rules, printed_table, read_layouts, without_family
    from pipeline.tables import find_grids
    from pipeline.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    layouts = read_layouts(annotations / "layouts")
    found: list[Judged] = []
    for family in dict.fromkeys(layout.family for layout in layouts):
        less = without_family(vocabulary.columns, family, layouts)
        for layout in (one for one in layouts if one.family == family):
            printed = printed_table(layout, vocabulary.accounts)
            white, _ = find_grids([page_without_rules(printed.grid)], less, vocabulary.accounts)
            for grids in ((printed.grid,), white):
                recorder = _Recorder(0.0, {})
                tables, answers = judge(layout, printed, grids, replace(less, doubts=recorder), vocabulary.accounts)
                right = {table.table_id: table.type in layout.types for table in tables}
                own = len(found)
                found += [
                    Judged(
                        family,
                        own,
                        *recorder.asked[int(cell.sure)],
                        right[cell.table_id],
                        right[cell.table_id] and row and path,
                    )
                    for cell, row, path in answers
                    if cell.value is not None
                ]
    return found


def fit(judged: Sequence[Judged]) -> Doubts:
    """The weights of the signs in tables of the right type; each table counts once, however many figures it has."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    judged = [one for one in judged if one.right_type]
    sizes: dict[int, int] = {}
    for one in judged:
        sizes[one.table] = sizes.get(one.table, 0) + 1
    vectors = DictVectorizer()
    samples = vectors.fit_transform([dict.fromkeys(one.signs, 1.0) for one in judged])
    model = LogisticRegression(C=STRENGTH * len(sizes), max_iter=2000, random_state=SEED)
    model.fit(samples, [one.right for one in judged], sample_weight=[1 / sizes[one.table] for one in judged])
    weights = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return Doubts(
        round(float(model.intercept_[0]), 3), {str(sign): round(float(weight), 3) for sign, weight in weights}
    )


def held_out(judged: Sequence[Judged]) -> Iterator[tuple[float, Judged]]:
    """How sure each figure is by weights that have not seen its family."""
    families = sorted({one.family for one in judged})
    for part in range(FOLDS):
        own = set(families[part::FOLDS])
        doubts = fit([one for one in judged if one.family not in own])
        for one in judged:
            if one.family in own:
                yield doubts.sure(one.signs, one.typed), one
