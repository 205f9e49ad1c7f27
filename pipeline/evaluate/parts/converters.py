"""Texts that converters make of the annotated PDFs, scored with the gold of the PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.evaluate.converters import CONVERTERS, Converter, with_words
from pipeline.evaluate.results import Figures, Material, Part, Result, Value
from pipeline.scoring.found import Found
from pipeline.scoring.gold import Gold, read_gold
from pipeline.scoring.score import score, within

if TYPE_CHECKING:
    from pipeline.run.batch import Step

_HEADS: Final = ("text made by", "facts F1", "precision", "recall", "statements F1", "verified", "of them wrong")
_NOTE: Final = """\
Annotated PDFs as each converter writes them, extracted as text files and scored with the PDF's own gold; (the PDF itself) is the \
same without a converter. Wrong: numbers with grade `verified` that are no fact of gold's tables. A converter that is not \
installed has no figures."""
_KEPT_OUT: Final = "No rule was changed for these texts: of converters nobody tuned for this is the honest figure."


def run(material: Material) -> Result:
    """A row for each converter, and once more those that were kept out of tuning."""
    pdfs = list(with_words(iter(sorted((material.annotations / "samples").glob("*.pdf")))))
    gold = read_gold([material.annotations / "gold"])
    rows: dict[str, tuple[Value, ...]] = {"(the PDF itself)": _row("(the PDF itself)", pdfs, gold)}
    for converter in CONVERTERS:
        if converter.is_here():
            with tempfile.TemporaryDirectory() as folder:
                rows[converter.name] = _row(converter.name, _texts(converter, pdfs, Path(folder)), gold)
        else:
            rows[converter.name] = (f"{converter.name} (not installed)", *(None,) * (len(_HEADS) - 1))
    every = Figures(f"Texts of converters, {len(pdfs)} PDFs", _HEADS, tuple(rows.values()), _NOTE)
    kept = tuple(rows[converter.name] for converter in CONVERTERS if not converter.tuned)
    return Result((every, Figures("Converters kept out of tuning", _HEADS, kept, _KEPT_OUT)))


def _texts(converter: Converter, pdfs: Sequence[Path], folder: Path) -> list[Path]:
    """What a converter makes of each PDF, as files named like the PDF and `.txt`."""
    texts = []
    for pdf in pdfs:
        texts.append(folder / f"{pdf.name}.txt")
        texts[-1].write_text(converter.convert(pdf), "utf-8")
    return texts


def _row(name: str, paths: Sequence[Path], gold: Gold) -> tuple[Value, ...]:
    found = _answers(paths)
    tallies: dict[str, Any] = score(*within(gold, found, {path.name.removesuffix(".txt") for path in paths}))
    facts, statements = tallies["fact"], tallies.get("statement")
    wrong = sum(cell.grade == "verified" for cell in facts.extra)
    verified = wrong + sum(cell.grade == "verified" for _, cell in facts.pairs)
    told = (facts.f1, facts.precision, facts.recall, statements.f1 if statements else None)
    return (name, *told, verified, wrong)


def _answers(paths: Sequence[Path]) -> Found:
    """What is extracted of these files, named as the PDFs are."""
    from pipeline.evaluate.reading import read_documents
    from pipeline.machine import cores
    from pipeline.scoring.corpus import read_corpus

    with tempfile.TemporaryDirectory() as corpus:
        read_documents(paths, Path(corpus), cores(), _Silent())
        found = read_corpus(Path(corpus))
    return replace(
        found,
        statements=tuple(replace(item, doc=_of(item.doc)) for item in found.statements),
        sections=tuple(replace(item, doc=_of(item.doc)) for item in found.sections),
        tables=tuple(replace(item, doc=_of(item.doc)) for item in found.tables),
        cells=tuple(replace(item, doc=_of(item.doc)) for item in found.cells),
        fields=tuple(replace(item, doc=_of(item.doc)) for item in found.fields),
        forms=tuple((_of(doc), form) for doc, form in found.forms),
    )


def _of(doc: str) -> str:
    return doc.removesuffix(".txt") if doc.endswith(".pdf.txt") else doc


class _Silent:
    """Nobody wants to know how far the run is."""

    def begin(self, files: int) -> None:
        """Nothing is told."""

    def advance(self, step: Step) -> None:
        """Nothing is told."""

    def turn(self, pages: int) -> None:
        """Nothing is told."""


PART: Final = Part("converters", "the annotated PDFs as converters write them, scored with the PDF's gold", run)
