"""The blocks of a result as markup."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import Indel

from pipeline.evaluate.listing import is_words, shown
from pipeline.evaluate.report.charts import bins_of, calibration_error, curves, reliability
from pipeline.evaluate.results import Block, Confusion, Curves, Error, Errors, Figures, Reliability, Value
from pipeline.show.markup import Markup, tag, together

_TOTALS: Final = ("all",)


def block_of(block: Block) -> Markup:
    """Title, content, note."""
    match block:
        case Figures():
            content = tag("div", _table(block), class_="scroll")
        case Confusion():
            content = tag("div", _matrix(block), class_="scroll")
        case Reliability():
            content = together(reliability(block), _about_scores(block))
        case Curves():
            content = curves(block)
        case Errors():
            content = tag("ol", *map(_error, block.errors), class_="errors")
    note = tag("p", block.note, class_="note") if block.note else together()
    return tag("div", tag("h3", block.title), content, note, class_="block")


def _table(figures: Figures) -> Markup:
    head = tag("thead", tag("tr", *(tag("th", name) for name in figures.heads)))
    barred = [_scores(figures, at) for at in range(1, len(figures.heads))]
    rows = (
        tag(
            "tr",
            tag("th", shown(row[0])),
            *(_figure(value, bar) for value, bar in zip(row[1:], barred, strict=True)),
            class_="all" if row[0] in _TOTALS and len(figures.rows) > 1 else None,
        )
        for row in figures.rows
    )
    return tag("table", head, tag("tbody", *rows), class_="figures")


def _scores(figures: Figures, column: int) -> bool:
    """Whether a column holds scores, of which more is better, to be underlined as far as they reach; no error rates."""
    shares = [row[column] for row in figures.rows if isinstance(row[column], float)]
    return bool(shares) and all(0.5 <= float(share or 0) <= 1 for share in shares)


def _figure(value: Value, bar: bool) -> Markup:
    if bar and isinstance(value, float):
        return tag("td", shown(value), class_="share", style=f"--at: {value:.4f}")
    return tag("td", shown(value), class_="words" if is_words(value) else None)


def _matrix(confusion: Confusion) -> Markup:
    """Rows gold, columns answers; a cell is as dark as its share of the row."""
    labels = confusion.labels
    rows = []
    for wanted in labels:
        total = sum(confusion.counts.get((wanted, found), 0) for found in labels)
        cells = (_count(confusion.counts.get((wanted, found), 0), total, wanted, found) for found in labels)
        rows.append(tag("tr", tag("th", wanted), *cells))
    head = tag("tr", tag("th", ""), *(tag("th", tag("span", label)) for label in labels))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="matrix")


def _count(count: int, total: int, wanted: str, found: str) -> Markup:
    if not count:
        return tag("td", "")
    told = f"{wanted} → {found}: {count} of {total}"
    kind = "right" if wanted == found else "wrong"
    return tag("td", str(count), class_=kind, style=f"--at: {count / total:.3f}", title=told)


def _about_scores(chart: Reliability) -> Markup:
    bins = bins_of(chart.answers)
    right = sum(one.right for one in bins)
    told = (
        f"{right} of {len(chart.answers)} right; mean gap between score and share right {calibration_error(bins):.3f}"
    )
    return tag("p", told, class_="note")


def _error(error: Error) -> Markup:
    wanted, found = _marked(error.wanted, error.found)
    score = [tag("span", f"score {error.score:.2f}")] if error.score is not None else []
    return tag(
        "li",
        tag("p", tag("span", error.kind, class_="kind"), tag("span", error.doc), *score, class_="at"),
        tag("p", wanted, class_="wanted") if error.wanted else tag("p", "nothing like it", class_="wanted none"),
        tag("p", found, class_="found") if error.found else tag("p", "none", class_="found none"),
    )


def _marked(wanted: str, found: str) -> tuple[Markup, Markup]:
    """Both texts, with what the other has not in bold."""
    if not wanted or not found:
        return together(wanted), together(found)
    ours: list[str] = []
    theirs: list[str] = []
    for step in Indel.opcodes(wanted, found):
        one, other = wanted[step.src_start : step.src_end], found[step.dest_start : step.dest_end]
        ours.append(one if step.tag == "equal" else tag("mark", one) if one else "")
        theirs.append(other if step.tag == "equal" else tag("mark", other) if other else "")
    return together(*ours), together(*theirs)
