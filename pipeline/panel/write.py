"""The panel as a file: Parquet and CSV by DuckDB, Excel and Stata by pandas and openpyxl."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.errors import UsageError
from pipeline.export.durable import make_folders, put_in_place, unfinished
from pipeline.panel.columns import CHOICES, Column
from pipeline.panel.shape import Output
from pipeline.vocabulary.quantities import Quantities

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

ROWS_OF_A_SHEET: Final = 1_048_576 - 1  # without the heading
COLUMNS_OF_A_SHEET: Final = 16_384
ROWS_FOR_STATA: Final = 8_000_000  # more do not fit into the memory of a desk computer as one data frame
FEN_OF_A_WAN: Final = 1_000_000
_LABEL: Final = 80  # characters of a label in Stata
_FIXED_TEXT: Final = 60  # bytes; longer texts become strL, which takes the room it needs
_FORMULA: Final = "^[=+\\-@\\t\\r＝＋－＠]"
_BATCH: Final = 20_000


@dataclass(frozen=True, slots=True)
class Made:
    """What a panel is written with: the database, the query, the words for its codes."""

    connection: DuckDBPyConnection
    output: Output
    quantities: Quantities

    def choices(self, name: str) -> Mapping[str, str]:
        """The words of a choice and what they are called, in Chinese with the word in the data behind."""
        if name == "fund":
            return {each.id: f"{each.zh} {each.id}" for each in self.quantities.funds.values()}
        if name == "phase":
            return {each.id: f"{each.zh} {each.id}" for each in self.quantities.phases.values() if each.id != "change"}
        return {word: f"{zh} {word}" for word, (zh, _) in CHOICES[name].items()}


def write_panel(made: Made, path: Path) -> None:
    """Write the panel in the format that the name of the file says. Raises UsageError for another, or too many rows."""
    write = WRITERS.get(path.suffix)
    if write is None:
        raise UsageError(f"--to {path}: give a name that ends in {', '.join(WRITERS)}")
    make_folders([path.parent])
    write(made, path)


def _write_parquet(made: Made, path: Path) -> None:
    """Exact decimals; labels of the columns stand in the file's own metadata."""
    labels = {column.name: {"zh": column.zh, "en": column.en} for column in made.output.columns}
    told = json.dumps(labels, ensure_ascii=False).replace("'", "''")
    target = _quoted(unfinished(path))
    made.connection.execute(
        f"COPY ({made.output.query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{columns: '{told}'}})"
    )
    put_in_place(path)


def _write_csv(made: Made, path: Path) -> None:
    """UTF-8 with a byte order mark; texts in quotes, so that codes are told from numbers; no text runs as a formula."""
    columns = ", ".join(_csv_column(column) for column in made.output.columns)
    texts = ", ".join(column.name for column in made.output.columns if column.kind in ("text", "code", "choice"))
    bare = path.with_name(f".{path.name}.bare")
    made.connection.execute(
        f"COPY (SELECT {columns} FROM ({made.output.query})) TO '{_quoted(bare)}' (HEADER, FORCE_QUOTE ({texts}))"
    )
    with unfinished(path).open("wb") as file, bare.open("rb") as rest:
        file.write(b"\xef\xbb\xbf")
        shutil.copyfileobj(rest, file)
    bare.unlink()
    put_in_place(path)


def _csv_column(column: Column) -> str:
    name = column.name
    if column.kind == "text":
        return f"CASE WHEN regexp_matches({name}, '{_FORMULA}') THEN concat('''', {name}) ELSE {name} END AS {name}"
    if column.kind in ("amount", "number"):
        return f"regexp_replace(regexp_replace({name}::VARCHAR, '(\\.\\d*?)0+$', '\\1'), '\\.$', '') AS {name}"
    return name


def _write_xlsx(made: Made, path: Path) -> None:
    """A sheet `panel`, and one that says what its columns, choices and indicators mean."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from pipeline.export.xlsx import text_cell

    columns = made.output.columns
    if made.output.rows > ROWS_OF_A_SHEET or len(columns) > COLUMNS_OF_A_SHEET:
        raise UsageError(
            f"{made.output.rows} rows of {len(columns)} columns: a sheet of Excel holds {ROWS_OF_A_SHEET} rows of "
            f"{COLUMNS_OF_A_SHEET} columns; write {path.with_suffix('.parquet').name}, or ask for some --indicators"
        )
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("panel")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{made.output.rows + 1}"
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(column)
    head = [text_cell(sheet, column.name) for column in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    cursor = made.connection.execute(made.output.query)
    while rows := cursor.fetchmany(_BATCH):
        for row in rows:
            sheet.append([text_cell(sheet, value) if isinstance(value, str) else _number(value) for value in row])
    notes = workbook.create_sheet("definitions 说明")
    notes.freeze_panes = "A2"
    for letter, width in zip("ABCD", (26, 44, 60, 60), strict=True):
        notes.column_dimensions[letter].width = width
    for line in definitions(made):
        notes.append([text_cell(notes, word) for word in line])
    workbook.save(unfinished(path))
    put_in_place(path)


def _number(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _width(column: Column) -> float:
    return {"text": 24, "code": 16, "choice": 14, "amount": 14}.get(column.kind, 9)


def definitions(made: Made) -> list[tuple[str, str, str, str]]:
    """Columns, choices and indicators: name, Chinese, English, where it is of."""
    lines = [("name 名称", "中文", "English", "of 属于")]
    lines += [(column.name, column.zh, column.en, "column") for column in made.output.columns]
    for column in made.output.columns:
        if column.kind == "choice":
            lines += [
                (word, said.rpartition(" ")[0], "", column.name) for word, said in made.choices(column.name).items()
            ]
    query = "SELECT id, zh || '：' || definition_zh, en || ': ' || definition_en FROM indicators ORDER BY id"
    for name, zh, en in made.connection.execute(query).fetchall():
        lines.append((str(name), str(zh), str(en), "indicator_id"))
    return lines


def _write_dta(made: Made, path: Path) -> None:
    """Variable and value labels, doubles for amounts, `value_fen` in whole 分, long texts as strL."""
    if made.output.rows > ROWS_FOR_STATA:
        raise UsageError(f"{made.output.rows} rows are too many for one Stata file; ask for some --indicators")
    frame = made.connection.execute(made.output.query).df()
    labels = {column.name: column.zh[:_LABEL] for column in made.output.columns}
    choices: dict[str, dict[int | float, str]] = {}
    for column in made.output.columns:
        if column.kind == "choice":
            words = made.choices(column.name)
            codes = {word: number for number, word in enumerate(words, start=1)}
            frame[column.name] = _numbers(frame[column.name].map(codes), "int8")
            choices[column.name] = {number: words[word] for word, number in codes.items()}
        elif column.kind in ("text", "code"):
            frame[column.name] = frame[column.name].astype("object").where(frame[column.name].notna(), "")
        else:
            whole = column.kind in ("integer", "flag")
            frame[column.name] = _numbers(frame[column.name], "int32" if whole else "float64")
    if "value" in frame:
        frame.insert(list(frame).index("value") + 1, "value_fen", _fen(frame))
        labels["value_fen"] = "数额（分，整数）；数量类指标为空"
    long = [name for name in frame if frame[name].dtype == object and _longest(frame[name]) > _FIXED_TEXT]
    frame.to_stata(
        unfinished(path), write_index=False, version=118, variable_labels=labels, value_labels=choices,
        convert_strl=long, data_label="部门预决算公开：面板数据",
    )  # fmt: skip
    put_in_place(path)


def _numbers(values: pd.Series[Any], kind: Literal["int8", "int32", "float64"]) -> Any:
    """Whole numbers as such, where none is missing."""
    return values.astype("float64") if kind == "float64" or values.isna().any() else values.astype(kind)


def _fen(frame: pd.DataFrame) -> Any:
    """分 as whole numbers, which a double holds exactly up to 90 trillion 元; half a 分 is rounded."""
    return (frame["value"] * FEN_OF_A_WAN).round().where(frame["unit"] == "万元")


def _longest(texts: Iterable[str]) -> int:
    return max((len(text.encode()) for text in texts), default=0)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


WRITERS: Final[Mapping[str, Callable[[Made, Path], None]]] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".dta": _write_dta,
}
