"""How well the words were read: CER, the character error rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from pipeline.evaluate.results import Figures, Material, Part, Result, Value

_NOTE: Final = """\
Edits per character of the reference; spaces, line ends, dots before page numbers and the width of characters do not count. \
Text: all words of the document in reading order, tables too. \
Quotes: the sentences in which gold has a claim, against the text of the sections."""


def run(material: Material) -> Result:
    """A row a group, or a document; of documents with reference text or quotes."""
    texts, quotes = _texts(material), _quotes(material)
    groups: dict[str, list[str]] = defaultdict(list)
    for doc in dict.fromkeys((*texts, *quotes)):
        groups[material.groups.get(doc, doc)].append(doc)
    rows = [_row(group, groups[group], texts, quotes) for group in sorted(groups)]
    if not rows:
        return Result(())
    everything = _row("all", [doc for docs in groups.values() for doc in docs], texts, quotes)
    heads = (material.by or "document", "characters", "edits", "CER", "quoted", "edits in quotes", "CER of quotes")
    return Result((Figures("Characters", heads, (*rows, everything), _NOTE),))


Edits = Mapping[str, tuple[int, int]]  # document → edits, characters


def _row(group: str, docs: list[str], texts: Edits, quotes: Edits) -> tuple[Value, ...]:
    row: list[Value] = [group]
    for counted in (texts, quotes):
        edits, characters = (sum(counted[doc][at] for doc in docs if doc in counted) for at in (0, 1))
        row += [characters, edits, edits / characters] if characters else [None, None, None]
    return tuple(row)


def _texts(material: Material) -> Edits:
    from rapidfuzz.distance import Levenshtein

    from pipeline.evaluate.cer import without_leaders

    if not material.found.texts:
        return {}
    counted = {}
    for doc, text in material.gold.texts.items():
        wanted, read = without_leaders(text), without_leaders(material.found.texts.get(doc, ""))
        if wanted:
            counted[doc] = (Levenshtein.distance(wanted, read), len(wanted))
    return counted


def _quotes(material: Material) -> Edits:
    from pipeline.evaluate.cer import characters, edits_within

    read: dict[str, list[str]] = defaultdict(list)
    for section in material.found.sections:
        read[section.doc].append(section.text)
    said = dict.fromkeys((one.doc, one.quote) for one in material.gold.statements if one.quote)
    counted: dict[str, tuple[int, int]] = {}
    for doc, quote in said:
        edits, length = counted.get(doc, (0, 0))
        counted[doc] = (edits + edits_within(quote, "\n".join(read[doc])), length + characters(quote))
    return counted if material.found.sections else {}


PART: Final = Part("text", "characters read wrong (CER), in all words and in quotes", run, True)
