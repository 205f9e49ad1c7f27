"""The classification of accounts: what it says of codes and names, and which files it refuses."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pypdfium2
import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.account_lines import Account, read_accounts
from pipeline.vocabulary.accounts import FILES, Accounts, gather, load_accounts

SHARED = Path(__file__).parents[3] / "shared"
HEADER = "code,name,first_year,last_year,also"

CODE_AND_NAME = re.compile(r"^\s*(2\d{2}|2\d{4}|2\d{6}|3\d{2}|3\d{4})[\s\t]+([\u4e00-\u9fff“][^\s\d]*)", re.MULTILINE)


@pytest.fixture(scope="module")
def accounts() -> Accounts:
    return load_accounts()


def test_a_name_belongs_to_a_span_of_years(accounts):
    """The class of resources was renamed in 2020, the office of social work is there since 2024."""
    assert [accounts.name_of("215", year) for year in (2019, 2020, None)] == [
        "资源勘探信息等支出",
        "资源勘探工业信息等支出",
        "资源勘探工业信息等支出",
    ]
    assert [accounts.name_of("20139", year) for year in (2023, 2024, None)] == [None, "社会工作事务", "社会工作事务"]
    assert accounts.name_of("20115", 2018) == "工商行政管理事务"
    assert accounts.name_of("20115", 2019) is None
    assert accounts.name_of("99999") is None


def test_names_of_lists_old_and_other_names_newest_first(accounts):
    assert accounts.names_of("20805") == ("行政事业单位养老支出", "行政事业单位离退休")
    assert accounts.names_of("30399")[0] == "其他对个人和家庭的补助"
    assert accounts.names_of("20") == ()


def test_codes_of_folds_brackets_spaces_and_quotes(accounts):
    assert accounts.codes_of("维修(护)费", within="3") == ("30213",)
    assert accounts.codes_of("因公出国 （境）费用", within="302") == ("30212",)
    assert accounts.codes_of("两房建设") == ("2040409",)
    assert accounts.codes_of("没有这个科目") == ()


def test_codes_of_takes_other_printed_names(accounts):
    """Summary tables leave out 支出; the name of the class is still found, and only that class."""
    assert accounts.codes_of("一般公共服务", within="201") == ("201",)
    assert accounts.codes_of("卫生健康", within="210") == ("210",)


def test_codes_of_a_common_name_is_all_of_them(accounts):
    everywhere = accounts.codes_of("行政运行")
    assert len(everywhere) > 50
    assert accounts.codes_of("行政运行", within="20106") == ("2010601",)
    assert accounts.codes_of("行政运行", within="20115", year=2022) == ()


def test_parents_children_levels(accounts):
    assert accounts.children("22102") == ("2210201", "2210202", "2210203")
    assert accounts.children("20132", 2018) == ("2013201", "2013202", "2013203", "2013250", "2013299")
    assert "201" in accounts.children("")
    assert [accounts.parent(code) for code in ("2210201", "22102", "221")] == ["22102", "221", None]
    assert [accounts.level(code) for code in ("221", "22102", "2210201", "2210", "abc", "")] == [
        "lei",
        "kuan",
        "xiang",
        None,
        None,
        None,
    ]


def test_which_classification_a_code_is_of(accounts):
    functional = [accounts.is_functional(code) for code in ("201", "2019902", "30101", "2999999", "20.1", "2010")]
    assert functional == [True, True, False, False, False, False]
    economic = [accounts.is_economic(code) for code in ("301", "30101", "50101", "201", "3010", "38801", "301020")]
    assert economic == [True, True, True, False, False, False, False]


def test_a_region_divides_an_economic_account_further(accounts):
    """津贴补贴 | 3010201, 改革性补贴 | 3010202: 项 of a region's own, under a 款 that all have; nothing to complete."""
    assert [accounts.is_economic(code) for code in ("3010201", "3010202", "5010101", "3019001")] == [
        True,
        True,
        True,
        False,
    ]
    assert accounts.complete("3010202", "改革性补贴") is None


@pytest.mark.parametrize(
    ("printed", "within", "code"),
    [
        ("机关事业单位基本养老保", "", "2080505"),  # cut by a narrow column
        ("机关事业单位基本养老保险缴\n费支出", "", "2080505"),  # wrapped
        ("机关事业单位职业年全缴费支出", "208", "2080506"),  # 金 read as 全
        ("其他社会保障和就业攴出", "20899", "20899"),
        ("对个人和家庭的补肋", "3", "303"),
        ("公务用车运行维护", "302", "30231"),
        ("突发公共卫生事件应急", "210", "2100410"),
    ],
)
def test_nearest_bears_misread_wrapped_and_cut_names(accounts, printed, within, code):
    found = accounts.nearest(printed, within)
    assert found is not None
    assert found[0] == code
    assert found[1] > 0.8


def test_nearest_prefers_a_whole_name_to_the_beginning_of_a_longer_one(accounts):
    assert accounts.nearest("住房公积金", "221") == ("2210201", 1.0)
    assert accounts.nearest("其他支出", "399") == ("399", 1.0)


def test_nearest_is_silent_where_nothing_comes_near(accounts):
    assert accounts.nearest("单位负责人签章") is None
    assert accounts.nearest("", "201") is None
    assert accounts.nearest("行政运行", "288") is None


@pytest.mark.parametrize(
    ("cut", "name", "whole"),
    [
        ("3010", "基本工资", "30101"),
        ("3010", "绩效工资", "30107"),
        ("201110", "一般行政管理事务", "2011102"),
        ("20805", "机关事业单位职业年金缴费支出", "2080506"),
        ("30213", "维修(护)费", "30213"),
        ("2080505", "机关事业单位基本养老保险", "2080505"),
        ("2013801", "行政运行（市场监督管理事务）", "2013801"),  # the name of its 款 behind it
        ("20101", "机关事务", None),  # whole; 机关服务 below it is only somewhat like
        ("2111101", "减排专项支出", None),  # a misprint for 2111103: not ours to mend
        ("2059", "其他教育支出", "20599"),  # one digit lost: not the 项 of the same name
        ("20207", "边界勘界", "20207"),  # the 款 with its name cut, not the 项 called so
        ("201", "行政运行", None),  # which of the dozens?
        ("205", "其他教育支出", None),  # the 款 or its 项
        ("3010", "委托管理的资产", None),
    ],
)
def test_complete_finds_the_digits_that_were_cut(accounts, cut, name, whole):
    assert accounts.complete(cut, name) == whole


def test_gather_keeps_spans_apart():
    """Two names of one code: each in its years, both lead back to the code."""
    small = gather(
        [
            Account("201", "公共事务"),
            Account("20101", "旧名事务", last_year=2019),
            Account("20101", "新名事务", first_year=2020, also=("新名",)),
        ]
    )
    assert [small.name_of("20101", year) for year in (2019, 2020)] == ["旧名事务", "新名事务"]
    assert small.codes_of("旧名事务") == small.codes_of("新名") == ("20101",)
    assert small.codes_of("旧名事务", year=2030) == ("20101",)
    assert list(small) == ["201", "20101"]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("201,甲", "line 2: 2 fields"),
        ("2010,甲,,,", "line 2: '2010' is no code"),
        ("301,甲,,,", "line 2: '301' is no code"),
        ("201,甲 乙,,,", "line 2, 201: '甲 乙' must be a name"),
        ("201,甲,19,,", "line 2, 201 甲: '19' is no year"),
        ("201,甲,2020,2019,", "ends in 2019 before it begins"),
        ("201,甲,,,\n20101,乙,,,\n2010201,丙,,,", "line 4, 2010201 丙: has no 20102"),
        ("202,乙,,,\n201,甲,,,", "line 3, 201 甲: stands after 202"),
        ("201,甲,,,\n201,甲,,,", "line 3, 201 甲: overlaps the years of 甲"),
        ("201,甲,,2019,\n201,乙,2019,,", "line 3, 201 乙: overlaps"),
        ("201,甲,,2019,\n20101,乙,,,", "line 3, 20101 乙: is valid in years in which 201 is not"),
    ],
)
def test_a_wrong_line_is_named(lines, says):
    with pytest.raises(BadVocabulary, match=re.escape(says)) as refused:
        read_accounts(f"{HEADER}\n{lines}\n", "functional/small.csv")
    assert str(refused.value).startswith("functional/small.csv, line ")


def test_a_wrong_header_is_named():
    with pytest.raises(BadVocabulary, match="line 1: the header must be"):
        read_accounts("code,name\n201,甲\n", "functional/small.csv")


def test_every_file_has_its_source():
    vocabulary = files("pipeline.vocabulary")
    sources = tomllib.loads(vocabulary.joinpath("sources.toml").read_text("utf-8"))["source"]
    named = {source["file"]: source for source in sources}
    assert set(FILES) <= set(named)
    assert all(named[file]["publisher"] and named[file]["edition"] for file in FILES)


def test_what_ends_in_99_is_the_rest(accounts):
    """A 99 under a 款 is called 其他…: a slip of a digit in the file shows here."""
    for code, editions in accounts.editions.items():
        if len(code) == 7 and code.endswith("99") and code[3:5] != "99":
            assert all("其他" in account.name for account in editions), code


def _printed_accounts() -> set[tuple[str, str]]:
    """(code, name) pairs of the sample reports and their gold, as printed: names may be cut."""
    pairs: set[tuple[str, str]] = set()
    for path in sorted(SHARED.glob("gold/*/*.facts.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            fact = json.loads(line)
            names = fact["row_name"] if isinstance(fact["row_name"], list) else [fact["row_name"]]
            if fact["row_code"] and names[0]:
                pairs.update((str(fact["row_code"]), name) for name in names)
    for path in sorted(SHARED.glob("reports/*.txt")):
        pairs.update(CODE_AND_NAME.findall(path.read_text("utf-8")))
    for path in sorted(SHARED.glob("pdf/*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                pairs.update(CODE_AND_NAME.findall(page.get_textpage().get_text_bounded().replace("\r", "")))
    return pairs


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared sample reports")
def test_knows_every_account_of_the_sample_reports(accounts):
    pairs = _printed_accounts()
    assert len(pairs) > 80
    unknown = {pair for pair in pairs if pair[0] not in accounts}
    regional = {pair for pair in unknown if len(pair[0]) == 7 and accounts.is_economic(pair[0])}
    assert unknown - regional == set()
    assert {pair for pair in pairs - regional if accounts.complete(*pair) != pair[0]} == set()
