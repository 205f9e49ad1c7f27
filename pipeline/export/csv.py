"""The corpus as CSV files for spreadsheets: one per table, UTF-8 with a byte order mark, so that Excel opens it."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.export.durable import make_folders, put_in_place, unfinished
from pipeline.export.parquet import read_batches
from pipeline.export.schema import SCHEMAS, TABLES

# A spreadsheet runs a cell that begins so: =HYPERLINK(…), ＋1 in an East Asian locale; not 收入=支出
_FORMULA: Final = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER: Final = re.compile(r"[-+－＋]?[\d,.]*\d%?")  # -4.37, +1,200.5%; not -2+cmd|' /C calc'!A0


def write_csv(corpus: Path, folder: Path) -> None:
    """Write `folder/<table>.csv` for every table of a corpus; lists become JSON."""
    make_folders([folder])
    for name in TABLES:
        path = folder / f"{name}.csv"
        with unfinished(path).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(SCHEMAS[name].names)
            for batch in read_batches(corpus, name):
                columns = [[plain_text(value) for value in column.to_pylist()] for column in batch.columns]
                writer.writerows(zip(*columns, strict=True))
        put_in_place(path)


def plain_text(value: object) -> str:
    """A value as a field of a CSV file that no spreadsheet takes for a formula.

    >>> plain_text(Decimal("2.68000000")), plain_text(Decimal("-1200")), plain_text(None), plain_text(True)
    ('2.68', '-1200', '', 'true')
    >>> plain_text('=HYPERLINK("x")'), plain_text("-4.37"), plain_text("－－"), plain_text(["a"])
    ('\\'=HYPERLINK("x")', '-4.37', "'－－", '["a"]')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
    if isinstance(value, Decimal):
        return plain_amount(value)
    if isinstance(value, bool | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def plain_amount(value: Decimal) -> str:
    """An amount without the zeros that only fill the column's decimals.

    >>> plain_amount(Decimal("1200.50000000")), plain_amount(Decimal("0E-8")), plain_amount(Decimal("100.00000000"))
    ('1200.5', '0', '100')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
