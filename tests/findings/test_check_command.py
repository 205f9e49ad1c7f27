"""`pipeline check DIR`: lines for people, objects for programs, a status for scripts."""

from __future__ import annotations

import json

import pytest

from pipeline.cli import main

LINES = """\
白鹭镇.pdf:7: rounding: 基本支出 8.22 ≠ 8.23 [total_is_sum_of_codes]
    合计 | 合计
青岚县/预算.pdf:7: error: 合计: 33.15 + 8.22 = 41.37, printed 36.05 (万元) [total_is_sum_of_codes]
    合计 | 合计
青岚县/预算.pdf:11: unit: 公务接待费 2.10元: 万元 is meant [amount_is_in_its_unit]
    公务接待费2.10元。
3 findings (1 error, 1 unit, 1 rounding) in 2 of 3 documents
"""


def test_lines_by_file_and_page(corpus, capsys):
    assert main(["check", str(corpus)]) == 1
    assert capsys.readouterr().out == LINES


def test_only_the_severities_asked_for(corpus, capsys):
    assert main(["check", str(corpus), "--severity", "unit"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        *LINES.splitlines()[4:6],
        "1 finding (1 unit) in 1 of 3 documents",
    ]


def test_status_0_where_nothing_is_found(corpus, tmp_path, capsys):
    """The same corpus without its checks."""
    sound = tmp_path / "sound"
    for part in corpus.glob("*/part-*.parquet"):
        if part.parent.name != "checks":
            (sound / part.parent.name).mkdir(parents=True, exist_ok=True)
            (sound / part.parent.name / part.name).write_bytes(part.read_bytes())
    assert main(["check", str(sound)]) == 0
    assert capsys.readouterr().out == "no findings in 3 documents\n"


def test_what_we_may_have_misread_stands_apart(doubtful, capsys):
    """A reading alone says nothing against a report: it is listed below, and the status is 0."""
    assert main(["check", str(doubtful)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "perhaps misread, not the report's:",
        "青岚县/预算.pdf:7: reading: 合计: 33.15 + 8.22 = 41.37, printed 36.05 (万元) [total_is_sum_of_codes]",
        "    合计 | 合计",
        "1 finding (1 reading) in 1 of 1 documents",
    ]


def test_json_keeps_amounts_exact(corpus, capsys):
    assert main(["check", str(corpus), "--format", "json", "--severity", "error"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "青岚县/预算.pdf",
            "page": 7,
            "rule": "total_is_sum_of_codes",
            "severity": "error",
            "message": "合计: 33.15 + 8.22 = 41.37, printed 36.05 (万元)",
            "expected": "41.37",
            "actual": "36.05",
            "difference": "-5.32",
            "tolerance": "0.015",
            "evidence": ["aaaaaaaaaaaa-t01-r4c2"],
            "printed": "合计 | 合计",
            "doc_id": "a" * 64,
            "check_id": "aaaaaaaaaaaa-c000",
        }
    ]


def test_sarif_has_rule_level_and_file(corpus, capsys):
    assert main(["check", str(corpus), "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [{"id": "amount_is_in_its_unit"}, {"id": "total_is_sum_of_codes"}]
    assert [(each["level"], each["properties"]["page"]) for each in run["results"]] == [
        ("note", 7), ("error", 7), ("warning", 11),
    ]  # fmt: skip
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "%E7%99%BD%E9%B9%AD%E9%95%87.pdf"}


def test_no_corpus_is_status_2(tmp_path, capsys):
    assert main(["check", str(tmp_path)]) == 2
    assert "holds no documents; write it with: pipeline extract" in capsys.readouterr().err


def test_broken_part_is_status_2(tmp_path, capsys):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "part-0.parquet").write_bytes(b"PAR1")
    assert main(["check", str(tmp_path)]) == 2
    assert "part-0.parquet cannot be read as a part of a corpus" in capsys.readouterr().err


def test_unknown_severity_is_wrong_usage(corpus, capsys):
    with pytest.raises(SystemExit) as end:
        main(["check", str(corpus), "--severity", "grave"])
    assert end.value.code == 2
    assert "invalid choice: 'grave'" in capsys.readouterr().err
