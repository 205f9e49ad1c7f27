"""The columns of the output tables (CONTRACT 3), as Arrow types.

Amounts are `decimal128(38, 8)`: eight decimals hold 0.0001 元 in 万元 exactly, thirty digits before the point
hold anything a budget prints. The schemas carry pandas' own metadata, so that whole numbers with gaps come
back from `pandas.read_parquet` as whole numbers and not as 2024.0.
"""

from __future__ import annotations

import json
from typing import Final

import pyarrow as pa

DECIMALS: Final = 8
AMOUNT: Final = pa.decimal128(38, DECIMALS)
BOX: Final = pa.list_(pa.float64())

_COLUMNS: Final[dict[str, dict[str, pa.DataType]]] = {
    "documents": {
        "doc_id": pa.string(),
        "path": pa.string(),
        "media_type": pa.string(),
        "pages": pa.int32(),
        "ocr_pages": pa.int32(),
        "title": pa.string(),
        "agency": pa.string(),
        "region_code": pa.string(),
        "region_id": pa.string(),  # the same through renaming and recoding
        "province": pa.string(),
        "city": pa.string(),
        "county": pa.string(),
        "fiscal_year": pa.int32(),
        "report_type": pa.string(),
        "scope": pa.string(),  # department, unit
        "status": pa.string(),
        "error": pa.string(),
        "seconds": pa.float64(),
        "other_paths": pa.list_(pa.string()),  # further files with the same bytes
        "source_url": pa.string(),  # of sources.csv beside the file, as retrieved and publisher
        "retrieved": pa.string(),
        "publisher": pa.string(),
        "corrected": pa.list_(pa.string()),  # fields that a person put right
        "made_by": pa.string(),  # what made the row (code, models, options); null: to be tried again
    },
    "issues": {
        "doc_id": pa.string(),
        "stage": pa.string(),
        "page": pa.int32(),
        "message": pa.string(),
        "loses": pa.bool_(),  # figures or pages are missing from the corpus
    },
    "sections": {
        "doc_id": pa.string(),
        "section_id": pa.string(),
        "parent_id": pa.string(),
        "level": pa.int32(),
        "number": pa.string(),
        "title": pa.string(),
        "label": pa.string(),
        "score": pa.float64(),
        "page_start": pa.int32(),
        "page_end": pa.int32(),
        "text": pa.string(),
    },
    "tables": {
        "doc_id": pa.string(),
        "table_id": pa.string(),
        "type": pa.string(),
        "title": pa.string(),
        "unit": pa.string(),
        "page_start": pa.int32(),
        "page_end": pa.int32(),
        "n_rows": pa.int32(),
        "n_columns": pa.int32(),
        "score": pa.float64(),
        "empty": pa.bool_(),
        "sure": pa.float64(),  # 0–1: the type
        "runner_up": pa.string(),  # the second-best type
        "corrected": pa.list_(pa.string()),
    },
    "cells": {
        "doc_id": pa.string(),
        "table_id": pa.string(),
        "row": pa.int32(),
        "column": pa.int32(),
        "row_code": pa.string(),
        "row_name": pa.string(),
        "column_path": pa.string(),
        "text": pa.string(),
        "value": AMOUNT,
        "unit": pa.string(),  # of this cell
        "value_wan": AMOUNT,
        "page": pa.int32(),
        "line": pa.int32(),  # of a text file
        "address": pa.string(),  # of a sheet cell: 收支总表!B7
        "bbox": BOX,
        "ocr_score": pa.float64(),
        "repaired_from": AMOUNT,
        "sure": pa.float64(),  # 0–1: type, row, column and unit
        "grade": pa.string(),
        "corrected": pa.list_(pa.string()),
        "indicator_id": pa.string(),  # the quantity, of vocabulary/quantities.toml; null where it is not sure
        "fund": pa.string(),
        "phase": pa.string(),
    },
    "statements": {
        "doc_id": pa.string(),
        "statement_id": pa.string(),
        "section_id": pa.string(),
        "section_label": pa.string(),
        "kind": pa.string(),
        "indicator": pa.string(),
        "base": pa.string(),
        "direction": pa.string(),
        "amount": AMOUNT,
        "percent": AMOUNT,
        "reason": pa.string(),
        "sentence": pa.string(),
        "page": pa.int32(),
        "char_start": pa.int32(),
        "char_end": pa.int32(),
        "score": pa.float64(),
        "grade": pa.string(),
        "indicator_code": pa.string(),
        "current": AMOUNT,
        "base_amount": AMOUNT,
        "current_source": pa.string(),  # `text`, or a cell id
        "corrected": pa.list_(pa.string()),
        "indicator_id": pa.string(),  # the quantity, of vocabulary/quantities.toml; null where it is not sure
        "fund": pa.string(),
        "phase": pa.string(),
    },
    "checks": {
        "doc_id": pa.string(),
        "check_id": pa.string(),
        "rule": pa.string(),
        "status": pa.string(),
        "severity": pa.string(),
        "expected": AMOUNT,
        "actual": AMOUNT,
        "difference": AMOUNT,
        "tolerance": AMOUNT,
        "message": pa.string(),
        "evidence": pa.string(),  # JSON list of cell and statement ids
    },
}

_PANDAS_TYPES: Final = {pa.int32(): "Int32", pa.float64(): "Float64", pa.bool_(): "boolean"}


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    described = [
        {"name": name, "field_name": name, "pandas_type": str(kind), "numpy_type": numpy_type, "metadata": None}
        for name, kind in columns.items()
        if (numpy_type := _PANDAS_TYPES.get(kind))
    ]
    note = {"index_columns": [], "column_indexes": [], "columns": described}
    return pa.schema(list(columns.items()), metadata={"pandas": json.dumps(note)})


SCHEMAS: Final[dict[str, pa.Schema]] = {name: _schema(columns) for name, columns in _COLUMNS.items()}
TABLES: Final = tuple(SCHEMAS)
