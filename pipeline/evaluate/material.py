"""What an evaluation is about: gold data, the documents it belongs to, the answers, and groups of documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.results import By
from pipeline.scoring.corpus import form_of, read_corpus
from pipeline.scoring.found import Found
from pipeline.scoring.gold import Gold, read_gold
from pipeline.scoring.score import within
from pipeline.vocabulary.regions import load_regions


@dataclass(frozen=True, slots=True)
class Annotated:
    """Gold data, and the documents it speaks of."""

    gold: Gold
    documents: tuple[Path, ...]
    missing: tuple[str, ...] = ()  # documents with gold that are not there; their gold is left out


def all_annotated(annotations: Path) -> Annotated:
    """All gold under the annotations whose documents stand there too. Raises UsageError where there is none."""
    if not annotations.is_dir():
        raise UsageError(f"{annotations}: no folder of annotations; give --gold and --predictions")
    gold = read_gold([annotations])
    paths = _documents(annotations, gold.docs)
    missing = tuple(doc for doc in gold.docs if doc not in paths)
    return Annotated(_only(gold, paths), tuple(paths.values()), missing)


def chosen_annotated(annotations: Path, places: Sequence[Path]) -> Annotated:
    """Gold that was asked for; its documents must stand under the annotations, else it wants --predictions."""
    gold = read_gold(places)
    paths = _documents(annotations, gold.docs)
    if missing := [doc for doc in gold.docs if doc not in paths]:
        told = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise UsageError(
            f"{told}: not under {annotations}; extract the documents and score them with --predictions CORPUS --gold PLACE"
        )
    return Annotated(gold, tuple(paths.values()))


def other_answers(predictions: Path, annotations: Path, places: Sequence[Path]) -> tuple[Gold, Found]:
    """The answers of a folder and the gold for them; without `places`, all gold there is for any of its documents.

    Raises UsageError where no document of the answers has gold.
    """
    found = read_corpus(predictions)
    gold = read_gold(places or [annotations])
    answered = {doc for doc, _ in found.forms}
    if not answered & set(gold.docs):
        raise UsageError(
            f"{predictions}: none of its {len(answered)} documents has gold; documents are matched by file name"
        )
    return (gold if places else _only(gold, answered)), found


def groups_of(gold: Gold, found: Found, by: By) -> dict[str, str]:
    """Document → its province, or what it came as (as gold says, else as was found, else by its name)."""
    if by == "form":
        forms = {doc: form_of(None, None, None, doc) for doc in gold.docs} | dict(found.forms) | dict(gold.forms)
        return {doc: forms[doc] for doc in gold.docs}
    regions = load_regions()
    codes = {one.doc: one.value[0] for one in gold.fields if one.field == "region_code"}
    provinces = {doc: regions.coded(f"{code[:2]}0000", None) for doc, code in codes.items() if code}
    named = {doc: province.name for doc, province in provinces.items() if province}
    return {doc: named.get(doc, "no region") for doc in gold.docs}


def _documents(annotations: Path, docs: Iterable[str]) -> dict[str, Path]:
    """Where the documents of these names stand."""
    wanted = set(docs)
    found = {path.name: path for path in sorted(annotations.rglob("*")) if path.name in wanted and path.is_file()}
    return dict(sorted(found.items()))


def _only(gold: Gold, docs: Iterable[str]) -> Gold:
    kept = set(docs)
    gold, _ = within(gold, Found(), kept)
    return replace(
        gold,
        grids={doc: grids for doc, grids in gold.grids.items() if doc in kept},
        texts={doc: text for doc, text in gold.texts.items() if doc in kept},
    )
