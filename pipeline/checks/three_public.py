"""The “三公” table with its items as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.figures import Figure, Row, Sheet
from pipeline.checks.identity import Finding, sum_of
from pipeline.checks.ledger import Ledger

_ITEMS = {  # each takes one row name, 因公出国境费用, 公务用车购置及运维费, …; none takes 会议费
    "total": re.compile(r"^三公经费(?:合计|小计|支出|总计)*$|^合计$|^总计$"),
    "abroad": re.compile(r"^因公出国"),
    "cars": re.compile(r"^公务用车购置[及和]运"),
    "bought": re.compile(r"^公务用车购置(?:费|支出)*$"),
    "run": re.compile(r"^公务用车(?:运行|运维)"),
    "guests": re.compile(r"^公务接待"),
}


def three_public_is_sum_of_its_items(ledger: Ledger) -> Iterator[Finding]:
    """“三公”经费 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费, and 公务用车 = 购置 + 运行, items as rows."""
    for sheet in ledger.of("three_public"):
        rows = _items(sheet)
        for path in sheet.paths:
            cells = {key: row.figures[path] for key, row in rows.items() if path in row.figures}
            for whole, parts in (("total", ("abroad", "cars", "guests")), ("cars", ("bought", "run"))):
                if whole in cells:
                    found: list[Figure] = [cells[part] for part in parts if part in cells]
                    read = not any(path in row.unread for row in rows.values())
                    rule = "three_public_is_sum_of_its_items"
                    yield from sum_of(
                        rule, cells[whole], found, sheet.title, demanded=read and all(part in rows for part in parts)
                    )


def _items(sheet: Sheet) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in sheet.rows:
        for key, pattern in _ITEMS.items():
            if pattern.match(row.name):
                found.setdefault(key, row)
    return found
