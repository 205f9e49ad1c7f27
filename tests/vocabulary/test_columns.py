"""Header terms and standard tables."""

import re

import pytest

from pipeline.errors import BadVocabulary
from pipeline.tables.classify import type_by_title
from pipeline.vocabulary.columns import Columns
from pipeline.vocabulary.columns_file import load_columns, read_columns
from pipeline.vocabulary.misreadings import Misreadings


@pytest.fixture(scope="module")
def columns():
    return load_columns()


def test_every_title_names_its_own_type(columns):
    wrong = [
        (title, form.type, type_by_title(title, columns).type)
        for form in columns.forms
        for title in form.titles
        if type_by_title(title, columns).type != form.type
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("printed", "table_type"),
    [
        ("表三：某某市林业局2023年度支出决算表", "expenditure"),
        ("2022年部门一般公共预算“三公”经费支出情况表（续）", "three_public"),
        ("一般公共预算财政拔款基本支出决算表", "basic_expenditure"),
        ("财政拨款收人支出决算总表", "appropriation"),
        ("政府性基金预算财政拨款支出表", "government_fund"),
        ("2024年度整体支出绩效目标申报表", "performance_overall"),
        ("人员名册", "other"),
    ],
)
def test_title_as_printed(columns, printed, table_type):
    assert type_by_title(printed, columns).type == table_type


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("本年支出 合计", "合计"),
        ("因公出国(境)费用", "因公出国（境）费"),
        ("对附属单位\n补助支出", "对附属单位补助支出"),
        ("国有资本经营预莫财政拨款", "国有资本经营预算财政拨款"),
        ("财政拨款支出", "财政拨款支出"),
    ],
)
def test_head_as_printed(columns, printed, term):
    """Blanks, line breaks, brackets and a misread character are folded; another word stays another word."""
    assert columns.term(printed) == term


HEADS = """
[wordings]
same = [["费", "经费", "支出"]]
tails = ["金额"]

[keys]
ordinal = ["序号"]
code = ["科目编码"]
lei = ["类"]
kuan = ["款"]
xiang = ["项"]
name = ["科目名称"]
other = ["备注"]

[[term]]
canonical = "合计"
printed = ["总计"]

[[term]]
canonical = "公用经费"
under = ["合计"]
"""
TABLES = """
[[table]]
type = "expenditure"
titles = ["支出总表"]
columns = ["合计", "合计/公用经费"]
wrappers = ["年初数"]
"""


def read(heads: str, tables: str) -> Columns:
    return read_columns(heads, tables, Misreadings({}), ())


def test_files_without_a_slip_are_read():
    columns = read(HEADS, TABLES)
    assert (columns.role("科目 编码"), columns.term("总 计"), columns.forms[0].titles) == (
        "code",
        "合计",
        ("支出总表",),
    )
    assert columns.term("公用支出金额") == "公用经费"  # in other words


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('printed = ["总计"]', 'pritned = ["总计"]', "columns.toml, term 合计: unknown field pritned"),
        ('canonical = "公用经费"\n', "", "columns.toml, term number 2: field canonical is missing"),
        ('printed = ["总计"]', 'printed = "总计"', "columns.toml, term 合计: printed must be a list of texts"),
        ('under = ["合计"]', 'under = ["合计", "基本"]', "columns.toml, term 公用经费: under names 基本, no canonical"),
        ('under = ["合计"]', 'printed = ["总计"]', "columns.toml: 总计 is a form of both 合计 and 公用经费"),
        ('name = ["科目名称"]', 'name = ["科目名称", "科目 名称"]', r"columns.toml, keys.name: 科目 名称 is given twice"),
        ('lei = ["类"]', 'li = ["类"]', "columns.toml, keys: unknown field li"),
        ('lei = ["类"]\n', "", "columns.toml, keys: field lei is missing"),
        ('tails = ["金额"]', 'tails = "金额"', "columns.toml, wordings: tails must be a list of texts"),
        ('"经费", "支出"]]', '"经费", "经费"]]', "columns.toml, wordings.same: '经费' is given twice; keep one"),
        ("[[term]]", "[[terms]]", "columns.toml: unknown field terms"),
        ("[keys]", "[keys", "columns.toml: no TOML"),
        ('titles = ["支出总表"]', 'title = ["支出总表"]', "tables.toml, table expenditure: unknown field title"),
        ('wrappers = ["年初数"]', "", "tables.toml, table expenditure: field wrappers is missing"),
        ('wrappers = ["年初数"]', 'wrappers = [1]', "tables.toml, table expenditure: wrappers must be a list of texts"),
        ("合计/公用经费", "合计/公用经贸", "tables.toml, table expenditure: path 合计/公用经贸 holds 公用经贸, no known head"),
        ('type = "expenditure"', 'type = ""', "tables.toml, table : type must be a text that is not empty"),
        ('wrappers = ["年初数"]', 'wrappers = []\nsides = "yes"', "table expenditure: sides must be true or false"),
    ],
)  # fmt: skip
def test_a_slip_in_the_files_is_named(right, wrong, said):
    """What a person mistypes in a vocabulary file: the message says file, entry and what is wrong with it."""
    assert right in HEADS + TABLES
    with pytest.raises(BadVocabulary, match=re.escape(said)):
        read(HEADS.replace(right, wrong), TABLES.replace(right, wrong))


def test_a_table_given_twice_is_named():
    with pytest.raises(BadVocabulary, match=r"tables.toml: type expenditure is given twice; keep one"):
        read(HEADS, TABLES + TABLES)
