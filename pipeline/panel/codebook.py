"""What lies beside a panel: a codebook in Chinese and English, datapackage.json, the reports it is made of and what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.export.durable import put_in_place, unfinished, write_durably
from pipeline.panel.columns import CHOICES, Column
from pipeline.panel.write import Made

DESCRIPTOR: Final = "datapackage.json"
_TYPES: Final = {"integer": "integer", "number": "number", "amount": "number", "flag": "boolean"}
_FORMATS: Final = {".parquet": "parquet", ".csv": "csv", ".xlsx": "xlsx", ".dta": "dta"}
_REPORTS: Final = """
SELECT coalesce(b.body, r.agency_id) AS agency_id, d.agency, d.region_code, d.year, d.report_type, d.scope, d.path, d.doc_id,
       concat_ws('-', r.agency_id, r.year, r.report_type) AS same_report,
       CASE WHEN d.unused IS NOT NULL THEN 'unused: ' || d.unused ELSE coalesce(o.role, 'used') END AS role,
       o.common AS figures_in_common, o.differ AS figures_that_differ, n.later IS NOT NULL AS renamed,
       CASE WHEN n.later IS NOT NULL
            THEN concat(n.amounts, ' amounts of ', n.year - 1, ' in the report of ', n.year, ' are those of the body before')
            END AS evidence
FROM docs d LEFT JOIN members m USING (doc) LEFT JOIN reports r USING (report) LEFT JOIN bodies b ON b.agency_id = r.agency_id
LEFT JOIN roles o ON o.doc = d.doc LEFT JOIN renamed n ON n.later = r.agency_id
ORDER BY d.region_code, d.agency, d.year, d.report_type, d.path
"""
_CHANGES: Final = """
SELECT coalesce(b.body, r.agency_id) AS agency_id, r.year, r.report_type, c.indicator AS indicator_id, nullif(c.fund, '') AS fund,
       c.phase, c.earlier, c.later, c.role, c.earlier_path, c.later_path
FROM changes c JOIN reports r USING (report) LEFT JOIN bodies b ON b.agency_id = r.agency_id ORDER BY ALL
"""


def write_beside(made: Made, path: Path) -> None:
    """Write what explains a panel beside it: FILE.codebook.md, FILE.reports.csv, FILE.changes.csv, datapackage.json."""
    write_durably(Path(f"{path}.codebook.md"), _codebook(made, path).encode())
    for name, query in (("reports", _REPORTS), ("changes", _CHANGES)):
        target = Path(f"{path}.{name}.csv")
        made.connection.execute(f"COPY ({query}) TO '{str(unfinished(target)).replace(chr(39), chr(39) * 2)}' (HEADER)")
        put_in_place(target)
    write_durably(path.parent / DESCRIPTOR, _described(made, path).encode())


def _codebook(made: Made, path: Path) -> str:
    lines = [
        f"# Codebook 变量说明: {path.name}",
        "",
        f"{made.output.rows} rows 行. Amounts in 万元 (10,000 yuan) as the reports print them; an empty cell is not given, never 0.",
        "数额以万元计，与报告所载一致；空格表示报告未给出，不是零。",
        "",
        "## Columns 变量",
        "| name | 中文 | English |",
        "|---|---|---|",
        *(f"| `{column.name}` | {column.zh} | {column.en} |" for column in made.output.columns),
        "",
        "## Codes 取值",
        "| variable | code | Stata | 中文 | English |",
        "|---|---|--:|---|---|",
    ]
    for column in made.output.columns:
        if column.kind == "choice":
            for number, (word, zh, en) in enumerate(_choices(made, column), start=1):
                lines.append(f"| `{column.name}` | `{word}` | {number} | {zh} | {en} |")
    lines += [
        "",
        "## Indicators 指标",
        "`func_` 支出功能分类科目, `econ_` 部门预算支出经济分类科目, `gov_econ_` 政府预算支出经济分类科目, each with its code;",
        "of basic expenditure alone it ends in `_basic`, of projects in `_project`, of staff costs in `_staff`, of running costs in",
        "`_running`.",
        "",
        "| indicator_id | 名称 | name | 定义 | definition | unit | flow |",
        "|---|---|---|---|---|---|---|",
    ]
    query = "SELECT id, zh, en, definition_zh, definition_en, unit, flow FROM indicators ORDER BY id"
    for row in made.connection.execute(query).fetchall():
        lines.append(f"| `{row[0]}` | " + " | ".join(map(str, row[1:])) + " |")
    return "\n".join(lines) + "\n"


def _choices(made: Made, column: Column) -> list[tuple[str, str, str]]:
    if column.name == "fund":
        return [(each.id, each.zh, each.en) for each in made.quantities.funds.values()]
    if column.name == "phase":
        return [(each.id, each.zh, each.en) for each in made.quantities.phases.values() if each.id != "change"]
    return [(word, zh, en) for word, (zh, en) in CHOICES[column.name].items()]


def _described(made: Made, path: Path) -> str:
    """The descriptor of a data package; resources of other panels in the folder stay."""
    resource: dict[str, Any] = {
        "name": _resource_name(path.name),
        "path": path.name,
        "format": _FORMATS[path.suffix],
        "encoding": "utf-8",
        "schema": {"fields": [_field(made, column) for column in made.output.columns]},
    }
    others = [f"{path.name}.reports.csv", f"{path.name}.changes.csv"]
    mine = [resource, *({"name": _resource_name(name), "path": name, "format": "csv"} for name in others)]
    names = {each["name"] for each in mine}
    kept = [each for each in _present(path.parent / DESCRIPTOR) if each.get("name") not in names]
    record = {
        "profile": "tabular-data-package",
        "name": "budget-disclosure-panel",
        "title": "部门预决算公开面板数据 / Panel of budget and final-account disclosures",
        "resources": [*kept, *mine],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _present(descriptor: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(descriptor.read_text("utf-8")).get("resources", [])
    except FileNotFoundError:
        return []
    except (ValueError, AttributeError) as error:
        raise UsageError(
            f"{descriptor} is no descriptor of a data package; move it, or write the panel elsewhere"
        ) from error
    return [each for each in found if isinstance(each, dict) and (descriptor.parent / str(each.get("path"))).exists()]


def _field(made: Made, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES.get(column.kind, "string"), "title": column.zh,
                             "description": column.en}  # fmt: skip
    if column.kind == "choice":
        field["constraints"] = {"enum": [word for word, _, _ in _choices(made, column)]}
    return field


def _resource_name(name: str) -> str:
    """
    >>> _resource_name("Panel 2024.parquet")
    'panel-2024-parquet'
    """
    return "".join(character if character.isalnum() else "-" for character in name.lower())
