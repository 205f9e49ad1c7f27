"""`python -m annotations.passages.check`: what an annotator should look at again, one line each.

The reader (pipeline/train/passages.py) refuses what breaks the schema; this finds what fits the schema and cannot be
meant: a reason that is not in the text, a figure that nobody printed, a statement said twice.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from pipeline.train.passages import Passage, PassageStatement, read_passages, read_splits

FOLDER = Path(__file__).parent
_PAGE_LINE = re.compile(r"(?m)^[\s\-—–－·]*(?:第\s*)?\d{1,3}(?:\s*页)?[\s\-—–－·]*$")  # — 12 —
_PAGE_INSIDE = re.compile(r"[—–]\s?\d{1,3}\s?[—–]")
_WIDTHS = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SCALES = (Decimal(1), Decimal(10_000), Decimal("0.0001"))  # 万元, 元, 亿元
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_BUDGETS = {"initial_budget", "annual_budget"}
_FITTING: dict[str, tuple[set[str | None], set[str | None]]] = {  # kind → its directions, its bases
    "change": ({"increase", "decrease", "flat"}, {"prior_year", *_BUDGETS}),
    "completion": ({"above", "below", "equal", None}, {*_BUDGETS}),
    "share": ({None}, {"total"}),
}
_ENDS = "。，；：、,;:. "


def squeezed(text: str) -> str:
    r"""A text without blanks and running page numbers, as reasons are compared.

    >>> squeezed("车辆老\n— 12 —\n化 较多")
    '车辆老化较多'
    """
    return "".join(_PAGE_INSIDE.sub("", _PAGE_LINE.sub("", text)).split())


def faults(passage: Passage) -> Iterator[str]:
    """What cannot be meant in a passage's annotation, one message each."""
    text = squeezed(passage.text)
    printed = printed_figures(text) | printed_figures(passage.text)
    for claim in passage.statements:
        for message in _faults_of(claim, text, printed):
            yield f"{passage.passage_id} “{claim.quote}”: {message}"
    said = Counter(_said(claim) for claim in passage.statements)
    for one, times in said.items():
        if times > 1:
            yield f"{passage.passage_id}: {times} statements are {one}"


def printed_figures(text: str) -> frozenset[Decimal]:
    """All numbers of a text, thousand separators dropped, percent signs and units left out.

    >>> sorted(printed_figures("1,204.5万元，增长３％"))
    [Decimal('3'), Decimal('1204.5')]
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.translate(_WIDTHS))
    return frozenset(Decimal(figure) for figure in _FIGURE.findall(plain))


def _faults_of(claim: PassageStatement, text: str, printed: frozenset[Decimal]) -> Iterator[str]:
    gold = claim.gold
    for reason in gold.reason:
        if reason is not None and squeezed(reason) not in text:
            yield f"the reason “{reason}” is not in the text"
        if reason is not None and (reason[0] in _ENDS or reason[-1] in _ENDS):
            yield f"the reason “{reason}” begins or ends with a mark"
    for figure in (gold.amount, gold.percent):
        if figure is not None and not _PLAIN.fullmatch(figure):
            yield f"{figure} is no plain number"
            return
    if gold.amount is not None and not claim.computed and not _is_printed(Decimal(gold.amount), printed):
        yield f"the amount {gold.amount} is printed neither in 元 nor in 万元 nor in 亿元"
    if gold.percent is not None and not claim.computed and Decimal(gold.percent) not in printed:
        yield f"the rate {gold.percent} is not printed"
    if message := _wrong_kind(claim):
        yield message


def _is_printed(amount: Decimal, printed: frozenset[Decimal]) -> bool:
    return any(amount * scale in printed for scale in _SCALES)


def _wrong_kind(claim: PassageStatement) -> str | None:
    """A direction or base that the kind cannot have."""
    gold = claim.gold
    directions, bases = _FITTING[gold.kind]
    if not set(gold.direction) <= directions:
        return f"a {gold.kind} cannot be {', '.join(map(str, gold.direction))}"
    if not set(gold.base) <= bases:
        return f"a {gold.kind} cannot have the base {', '.join(map(str, gold.base))}"
    return "a share has no reason" if gold.kind == "share" and gold.reason != (None,) else None


def _said(claim: PassageStatement) -> tuple[object, ...]:
    gold = claim.gold
    return (claim.start, gold.kind, gold.indicator[0], gold.base, gold.direction, gold.amount, gold.percent)


def counts(passages: Sequence[Passage], splits: Mapping[str, str]) -> str:
    """What the passages hold, by split, as the table of README.md."""
    columns = [[one for one in passages if splits[one.manner] == split] for split in ("train", "test")]
    claims = [[claim for one in column for claim in one.statements] for column in columns]
    rows = [
        ("manners", [len({one.manner for one in column}) for column in columns]),
        ("passages", [len(column) for column in columns]),
        ("that make no statement", [sum(not one.statements for one in column) for column in columns]),
        ("statements", [len(column) for column in claims]),
        *((kind, [sum(one.gold.kind == kind for one in column) for column in claims]) for kind in _FITTING),
        ("with a reason", [sum(one.gold.reason != (None,) for one in column) for column in claims]),
        ("with a code", [sum(one.indicator_code is not None for one in column) for column in claims]),
        ("debatable", [sum(not one.gold.counts for one in column) for column in claims]),
    ]
    lines = [f"| {name} | {train} | {test} |" for name, (train, test) in rows]
    return "\n".join(["| | train | test |", "|---|--:|--:|", *lines])


def main() -> int:
    """Prints the faults, then the counts; 1 if there are faults."""
    passages = read_passages(FOLDER)
    found = [message for passage in passages for message in faults(passage)]
    sys.stdout.writelines(f"{message}\n" for message in found)
    sys.stdout.write(f"{counts(passages, read_splits(FOLDER))}\n{len(found)} faults\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
