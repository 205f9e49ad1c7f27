"""The labelled layouts are whole: known types, keys beside columns, heads and readings for each column."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LAYOUTS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((ROOT / "annotations/layouts").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]
TYPES = {
    table["type"] for table in tomllib.loads((ROOT / "pipeline/vocabulary/tables.toml").read_text("utf-8"))["table"]
} | {"other"}
ROLES = {"code", "name", "ordinal", "text"}


def types(layout: dict[str, Any]) -> set[str]:
    return {layout["type"]} if isinstance(layout["type"], str) else set(layout["type"])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout['family']}-{layout['title']}")
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


def test_a_family_is_a_region_and_a_year() -> None:
    for layout in LAYOUTS:
        region = layout["region"][:2] if layout["region"] else "cn"
        assert layout["family"] == f"{region}-{layout['year']}"


def test_the_layouts_are_broad() -> None:
    """Enough forms that are none of the known types, of old years, of several funds."""
    assert sum("other" in types(layout) for layout in LAYOUTS) >= 60
    assert sum(layout["year"] <= 2019 for layout in LAYOUTS) >= 100
    assert len({layout["family"] for layout in LAYOUTS}) >= 30
    assert {kind for layout in LAYOUTS for kind in types(layout)} == TYPES
