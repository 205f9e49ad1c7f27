"""The labelled layouts are whole: known types, keys beside columns, heads and readings for each column."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LAYOUTS: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "annotations/layouts/layouts.jsonl").read_text("utf-8").splitlines()
]
TYPES = {
    table["type"] for table in tomllib.loads((ROOT / "pipeline/vocabulary/tables.toml").read_text("utf-8"))["table"]
} | {"other"}
ROLES = {"code", "name", "ordinal", "text"}


def types(layout: dict[str, Any]) -> set[str]:
    return {layout["type"]} if isinstance(layout["type"], str) else set(layout["type"])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout['region']}-{layout['title']}")
def test_a_layout_is_whole(layout: dict[str, Any]) -> None:
    assert types(layout) <= TYPES
    assert set(layout["keys"].values()) <= ROLES
    assert all(column["heads"] and column["paths"] for column in layout["columns"])
    indices = [str(column["index"]) for column in layout["columns"]]
    assert len(set(indices)) == len(indices)
    assert not set(indices) & set(layout["keys"])


def test_a_layout_stands_once() -> None:
    bare = [json.dumps({**layout, "copies": 0}, ensure_ascii=False, sort_keys=True) for layout in LAYOUTS]
    assert len(set(bare)) == len(bare)
