"""Codes of rows that lost theirs."""

import pytest

from pipeline.document import GridCell, Line
from pipeline.tables.body.codes import with_codes
from pipeline.tables.body.rows import KeyedRow
from pipeline.vocabulary.accounts import load_accounts
from tests.tables.conftest import facts

HEAD = "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t项目支出\n"


def test_code_is_recovered_from_the_name_between_its_neighbours(read):
    """行政运行 is the name of dozens of accounts; only one of them stands below 20502 and above 2050202."""
    (table,) = read(
        HEAD
        + "205\t教育支出\t9.00\t9.00\n\t普通教育\t9.00\t9.00\n2050202\t小学教育\t9.00\t9.00\n221\t住房保障支出\t1.00\t1.00\n"
        "22102\t住房改革支出\t1.00\t1.00\n\t住房公积金\t1.00\t1.00\n"
    )
    assert [code for code, _, column, _ in facts(table) if column == "合计"] == [
        "205",
        "20502",
        "2050202",
        "221",
        "22102",
        "2210201",
    ]


def test_name_of_no_account_stays_without_code(read):
    (table,) = read(HEAD + "205\t教育支出\t9.00\t9.00\n20502\t普通教育\t9.00\t9.00\n\t校园修缮项目\t9.00\t9.00\n")
    assert [code for code, _, column, _ in facts(table) if column == "合计"] == ["205", "20502", None]


def test_two_accounts_that_would_fit_give_none(read):
    """其他支出 above nothing could be 229 or one of its children."""
    (table,) = read(
        HEAD + "221\t住房保障支出\t1.00\t1.00\n22102\t住房改革支出\t1.00\t1.00\n\t一般行政管理事务\t2.00\t2.00\n"
    )
    assert facts(table)[-1][0] is None


def test_interleaved_lines_of_a_name_are_put_in_order(read):
    """A text layer gave the letters of two lines in turn; code and letters say which account it is."""
    (table,) = read(
        HEAD + "20805\t行政事业单位养老支出\t1.00\t1.00\n2080505\t机险关缴事费业支单出位基本养老保\t1.00\t1.00\n"
    )
    assert [name for _, name, _, _ in facts(table)][-1] == "机关事业单位基本养老保险缴费支出"


def test_specks_beside_codes_and_names_are_no_part_of_them(read):
    """What dust on a scan leaves; the texts of the cells stay as read."""
    (table,) = read(
        HEAD
        + "205\t教育支出。.\t9.00\t9.00\n20502·\t·普通教育\t9.00\t9.00\n2050202\t小学教育、\t9.00\t9.00\n\t合计 |\t9.00\t9.00\n"
    )
    assert [(code, name) for code, name, column, _ in facts(table) if column == "合计"] == [
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050202", "小学教育"),
        (None, "合计"),
    ]


def test_codes_in_brackets_before_and_behind_names(read):
    """Only a known account is taken out of its brackets; a number that is none stays part of the name."""
    (table,) = read(
        "一般公共预算基本支出表\n单位：万元\n部门预算支出经济分类\t政府预算支出经济分类\t基本支出\n"
        "[301]工资福利支出\t[501]机关工资福利支出\t8.00\n（30101）基本工资\t[50101]工资奖金津补贴\t5.00\n"
        "津贴补贴[30102]\t[50101]工资奖金津补贴\t3.00\n维修（护）费\t\t1.00\n值班补助（998）\t\t1.00\n"
    )
    assert [(code, name, value) for code, name, _, value in facts(table)] == [
        ("301", "工资福利支出/机关工资福利支出", "8.00"),
        ("30101", "基本工资/工资奖金津补贴", "5.00"),
        ("30102", "津贴补贴/工资奖金津补贴", "3.00"),
        (None, "维修（护）费", "1.00"),
        (None, "值班补助（998）", "1.00"),
    ]


def test_names_that_a_scan_misread_are_the_accounts():
    """A 一 lost at the cell's edge, a last letter under the rule, 佳 for 住; a text's own wording is left alone."""
    accounts = load_accounts()
    assert [accounts.misread(name) for name in ("般公共服务支出", "对个人和家庭的补", "佳房保障支出")] == [
        *("一般公共服务支出", "对个人和家庭的补助", "住房保障支出"),
    ]
    assert accounts.misread("机关事业单位职业年金缴费支山", "2080506") == "机关事业单位职业年金缴费支出"
    known = ("行政运行", "本年支出合计", "事业单位经营收入", "其他资本性支出", "人员经费", "公务用车购置费")
    assert [accounts.misread(name) for name in known] == [None] * 6


@pytest.mark.parametrize(("score", "name"), [(0.97, "住房保障支出"), (None, "佳房保障支出")])
def test_only_names_of_scans_are_mended(score, name):
    cell = GridCell(0, 1, "12.50", (Line("12.50", 1, score=score),))
    assert [row.name for row in with_codes([KeyedRow(0, 0, None, "佳房保障支出", (cell,))], load_accounts())] == [name]
