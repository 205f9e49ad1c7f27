"""Labelled layouts, read from JSON Lines: titles, types, heads, keys, and what stands in the rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.document import ReportType

Kind = Literal["amount", "count", "percent", "difference", "text"]
Rows = str | tuple[str, ...]  # a kind of rows (`pipeline.layouts.rows`), or the items that the form prints

KEY_HEADS: Final[Mapping[str, str]] = {"code": "科目编码", "name": "科目名称", "ordinal": "序号", "text": "备注"}
NAME_HEADS: Final[Mapping[str, str]] = {"bodies": "单位名称", "projects": "项目名称", "items": "项目"}
CODE_HEADS: Final[Mapping[str, str]] = {"bodies": "单位编码", "projects": "单位编码", "items": "编码"}
LEVELS: Final = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Column:
    """A column over figures."""

    index: int
    heads: tuple[str, ...]  # as printed, top to leaf
    paths: tuple[str, ...]  # readings that are right, the canonical one first
    kind: Kind = "amount"


@dataclass(frozen=True, slots=True)
class Block:
    """Key columns and the columns of their figures; a table of two sides has two."""

    keys: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table of a form is laid out."""

    family: str  # region and year of the form: layouts that share their wordings
    year: int
    report: ReportType
    title: str | None
    types: tuple[str, ...]  # of CONTRACT 3.2; several where two can be defended
    unit: str | None
    keys: Mapping[int, str]  # index of a key column → code, name, ordinal, text
    key_heads: Mapping[int, tuple[str, ...]]
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    numbered: bool  # whether a row of column numbers (栏次) stands below the heads

    @property
    def region(self) -> str:
        """The province of its family; cn for national forms."""
        return self.family.partition("-")[0]

    @property
    def width(self) -> int:
        return max([*self.keys, *(column.index for column in self.columns)]) + 1

    @property
    def is_performance(self) -> bool:
        return self.types[0].startswith("performance")


def read_layouts(folder: Path) -> tuple[Layout, ...]:
    """All layouts of a folder's JSON Lines that have columns of figures, in order. Raises OSError, ValueError."""
    return tuple(
        _layout(json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if json.loads(line)["columns"]
    )


def _layout(entry: Mapping[str, Any]) -> Layout:
    places = _places(entry)
    keys = {places[name]: role for name, role in entry["keys"].items()}
    columns = tuple(
        Column(
            places[str(one["index"])], tuple(one["heads"]), tuple(one["paths"]), one.get("kind", _kind(one["heads"]))
        )
        for one in entry["columns"]
    )
    types = (entry["type"],) if isinstance(entry["type"], str) else tuple(entry["type"])
    rows = tuple(one if isinstance(one, str) else tuple(one) for one in entry["rows"])
    blocks = tuple(_blocks(keys, columns, rows, types[0].startswith("performance")))
    heads = {places[name]: tuple(heads) for name, heads in entry.get("key_heads", {}).items()}
    return Layout(
        family=entry["family"],
        year=entry["year"],
        report=entry.get("report", "budget"),
        title=entry["title"],
        types=types,
        unit=entry["unit"],
        keys=keys,
        key_heads={**_key_heads(entry["keys"], places, blocks, columns), **heads},
        columns=columns,
        blocks=blocks,
        numbered=entry.get("numbered", False),
    )


def _places(entry: Mapping[str, Any]) -> dict[str, int]:
    """Where each column stands: by its index, or in order where the label has only its head."""
    named = [*entry["keys"], *(str(one["index"]) for one in entry["columns"])]
    if all(name.isdigit() for name in named):
        return {name: int(name) for name in named}
    return {name: at for at, name in enumerate(named)}


def _kind(heads: Sequence[str]) -> Kind:
    """What a column holds, by its own words, where the label does not say."""
    leaf = heads[-1]
    if any(word in leaf for word in ("%", "％", "率", "比例", "比重")):
        return "percent"
    if any(word in heads[0] + leaf for word in ("增减", "变化")):
        return "difference"
    if leaf.endswith(("数量", "人数", "辆数", "台数", "分值", "得分")) or leaf.startswith("分值"):
        return "count"
    return "text" if leaf.endswith(_WORDS) else "amount"


_WORDS: Final = ("是否空表", "理由", "指标值", "内容", "标准", "度量单位", "计量单位", "类型", "备注", "解释", "说明")


def _blocks(keys: Mapping[int, str], columns: Sequence[Column], rows: Sequence[Rows], whole: bool) -> Iterator[Block]:
    """A name or a code behind figures begins another block; a performance form is one."""
    own: list[int] = []
    figures: list[Column] = []
    found: list[tuple[list[int], list[Column]]] = []
    at = {column.index: column for column in columns}
    for index in sorted([*keys, *at]):
        if index in at:
            figures.append(at[index])
            continue
        if figures and keys[index] in {"name", "code"} and not whole:
            found.append((own, figures))
            own, figures = [], []
        own.append(index)
    if figures:
        found.append((own, figures))
    else:
        found[-1][0].extend(own)  # texts at the end: 备注
    if len(found) != len(rows):
        raise ValueError(f"{columns[0].heads[0]}: {len(found)} blocks of columns, rows for {len(rows)}")
    for (block_keys, block_columns), one in zip(found, rows, strict=True):
        yield Block(tuple(block_keys), tuple(block_columns), one)


def _key_heads(
    names: Mapping[str, str], places: Mapping[str, int], blocks: Sequence[Block], columns: Sequence[Column]
) -> dict[int, tuple[str, ...]]:
    """Heads of key columns, where the label has none: the usual words."""
    heads: dict[int, tuple[str, ...]] = {
        places[name]: (KEY_HEADS[role],) if name.isdigit() else (name,) for name, role in names.items()
    }
    usual = {places[name]: role for name, role in names.items() if name.isdigit()}
    sided = len(blocks) > 1
    for block in blocks:
        kind = block.rows if block.rows in NAME_HEADS else "items"
        codes = [key for key in block.keys if usual.get(key) == "code"]
        for key in block.keys:
            if usual.get(key) == "name" and not _is_account(block.rows):
                top = (block.columns[0].heads[0],) if sided and len(block.columns[0].heads) > 1 else ()
                heads[key] = (*top, NAME_HEADS[str(kind)])
            if usual.get(key) == "code" and not _is_account(block.rows):
                heads[key] = (CODE_HEADS[str(kind)],)
        if len(codes) == len(LEVELS) and _is_account(block.rows):
            heads.update({key: ("科目编码", level) for key, level in zip(codes, LEVELS, strict=True)})
    return heads


def _is_account(rows: Rows) -> bool:
    return rows in {"functional", "economic", "government", "both"}
