"""`pipeline tables`: from a file to what a person sees."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.errors import UsageError
from pipeline.show.command import add_arguments, run

REPORT = """\
青石县水利局2023年部门预算
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t30.20\t20.10\t10.10
21303\t水利\t30.20\t20.10\t10.10
2130304\t水利行业业务管理\t20.10\t20.10\t
2130305\t水利工程建设\t10.10\t\t10.10
\t合计\t30.20\t20.10\t10.10
"""


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def arguments(*words: str | Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args([str(word) for word in words])


def test_the_tables_of_a_file(report):
    out = io.StringIO()
    assert run(arguments(report), out) == 0
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert lines[0] == "t01  general_budget  一般公共预算支出表"
    assert " 2130305   水利工程建设       10.10 ✓               10.10 ✓" in lines
    assert lines[-1] == "1 table on 1 page   ✓ 13 verified"


def test_a_pipe_gets_unfolded_lines(tmp_path):
    heads = [f"其他资金来源收入第{number}项" for number in range(20)]
    wide = ["项目支出表", "单位：万元", "\t".join(["项目名称", "合计", *heads])]
    wide += ["\t".join(["河道清淤工程", "40.00", *["2.00"] * 20])] * 3
    (tmp_path / "wide.txt").write_text("\n".join(wide), "utf-8")
    out = io.StringIO()
    run(arguments(tmp_path / "wide.txt"), out)
    assert sum("2.00" in line for line in out.getvalue().splitlines()) == 3


def test_a_page_for_the_browser(report, tmp_path):
    out = io.StringIO()
    assert run(arguments(report, "--html", tmp_path / "out.html"), out) == 0
    page = (tmp_path / "out.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>\n<html")
    assert "水利工程建设" in page
    assert out.getvalue() == ""


def test_a_page_that_the_file_does_not_have(report):
    with pytest.raises(UsageError, match=r"report\.txt has no page 2; its last is 1"):
        run(arguments(report, "--page", "2"), io.StringIO())


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(UsageError, match=r"empty\.pdf: the file is empty"):
        run(arguments(tmp_path / "empty.pdf"), io.StringIO())


def test_it_is_a_command_of_the_pipeline(report, capsys):
    assert cli.main(["tables", str(report), "--page", "1"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("t01  general_budget  一般公共预算支出表\n")
    assert printed.err == ""


@pytest.mark.parametrize("page", ["0", "-1", "two"])
def test_no_page_number(report, page, capsys):
    with pytest.raises(SystemExit):
        arguments(report, f"--page={page}")
    assert f"{page!r} is no page; give 1 or more" in capsys.readouterr().err
