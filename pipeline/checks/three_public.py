"""“三公”经费 and its items: the table with items as rows, the changes that the text gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks.figures import Figure, Row, Sheet, plain_name, signed_change
from pipeline.checks.identity import Finding, sum_of
from pipeline.checks.ledger import Ledger
from pipeline.checks.prose import quantity_key

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
        if key := _item_of(row.name):
            found.setdefault(key, row)
    return found


def changes_of_three_public_add_up(ledger: Ledger) -> Iterator[Finding]:
    """The change of “三公”经费 is the sum of its items' changes, where the text gives all of them against one base."""
    by_base: dict[tuple[str, str | None], dict[str, Figure]] = defaultdict(dict)
    for statement in ledger.document.statements:
        key = _item_of(plain_name(quantity_key(statement.indicator)))
        change = signed_change(statement) if statement.kind == "change" and key else None
        if key and change:
            by_base[statement.section_label, statement.base].setdefault(key, change)
    for changes in by_base.values():
        cars = ("cars",) if "cars" in changes else ("bought", "run")
        parts = [changes[part] for part in ("abroad", *cars, "guests") if part in changes]
        if "total" in changes and len(parts) == len(cars) + 2 and any(part.value for part in parts):
            yield from sum_of("changes_of_three_public_add_up", changes["total"], parts)


def _item_of(name: str) -> str | None:
    return next((key for key, pattern in _ITEMS.items() if pattern.match(name)), None)
