"""Sentences that carry their gold, and the text forms that only the benchmark has."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from dataclasses import replace
from decimal import Decimal

import pytest

from annotations import bodies, manners, render
from annotations.bodies.kinds import load_kinds
from annotations.manners.telling import Money, Teller, Verbs, mark
from annotations.render.markup import BadMarkup, read_markup
from annotations.render.model import Claim, Field, Form, Heading, Paragraph, Report, Style
from annotations.render.reference import reference_grids, reference_text
from annotations.render.text_forms import write_blanks, write_pipes, write_tabs

TELLER = Teller(load_kinds().kinds["library"], seed=3)
FORM = Form(
    "three_public",
    "“三公”经费支出表",
    "万元",
    (("项目", "预算数", "<"), ("^", "上年", "本年")),
    ((Field("公务接待费"), Field("1.20"), Field("")),),
    (2.0, 1.0, 1.0),
    above=("单位：万元",),
)


def claims(text: str) -> tuple[Claim, ...]:
    return read_markup(f"## 一、收入 {{income}}\n{text}。", {})[1]


def told(text: str) -> str:
    paragraph = read_markup(f"{text}。", {})[0][0]
    assert isinstance(paragraph, Paragraph)
    return paragraph.text


def report(style: Style, *blocks: Heading | Paragraph | Form) -> Report:
    return Report("a.txt", ("某局",), "211402", 2023, "final", (), style, blocks, ())


def test_a_change_says_in_words_and_in_gold_the_same() -> None:
    words = "{name}{now}，比上年{more}{amount}，{grew}{rate}%，主要是{reason}"
    said = TELLER.change(("收入总计", "收入"), Decimal("112.00"), Decimal("100.00"), words, why="all")
    (claim,) = claims(said)
    assert told(said) == f"收入总计112.00万元，比上年增加12.00万元，增长12.00%，主要是{claim.reason[0]}。"
    assert claim.reason[0] in TELLER.kind.more
    assert (claim.kind, claim.indicator, claim.base, claim.direction) == (
        "change",
        ("收入总计", "收入"),
        ("prior_year",),
        ("increase",),
    )
    assert (claim.amount, claim.percent, claim.quote) == ("12.00", "12.00", told(said)[:-1])


def test_a_change_in_yuan_is_gold_in_wan() -> None:
    teller = replace(TELLER, money=Money(unit="元", ledger="元", grouped=True), verbs=Verbs(fell="降低"), places=1)
    said = teller.change("公用经费", Decimal("80000.00"), Decimal("92345.60"), "同比{more}{amount}，{grew}{rate}%")
    assert told(said) == "同比减少12,345.60元，降低13.4%。"
    (claim,) = claims(said)
    assert (claim.amount, claim.percent, claim.direction) == ("1.23456", "13.4", ("decrease",))


def test_nothing_changed_nothing_before_and_two_quantities_at_once() -> None:
    (flat,) = claims(TELLER.change("会议费", Decimal(1), Decimal(1), "", flat="与上年相同"))
    assert (flat.quote, flat.direction, flat.amount, flat.percent) == ("与上年相同", ("flat",), None, None)
    (fresh,) = claims(TELLER.change("会议费", Decimal(2), Decimal(0), "{rate}", fresh="新增{amount}"))
    assert (fresh.quote, fresh.amount, fresh.percent) == ("新增2.00万元", "2.00", None)
    both = claims(TELLER.change("收入", Decimal(2), Decimal(1), "收支各{more}{amount}", twice="支出", maybe="收支"))
    assert [(one.indicator, one.debatable) for one in both] == [
        (("收入",), False),
        (("支出",), False),
        (("收支",), True),
    ]


def test_equal_to_the_budget_can_be_read_two_ways() -> None:
    both = claims(TELLER.change("公务接待费", Decimal(1), Decimal(1), "", base="initial", flat="与年初预算数持平"))
    assert [(one.kind, one.debatable) for one in both] == [("change", True), ("completion", True)]


def test_a_completion_states_its_relation_only_where_the_words_do() -> None:
    words = "年初预算{planned}，决算{actual}，完成{rate}%{relation}"
    relations = {"below": "，决算数小于预算数的原因是{reason}"}
    (stated,) = claims(TELLER.completion("项目支出", Decimal(90), Decimal(100), words, relations=relations))
    assert (stated.direction, stated.amount, stated.percent) == (("below",), "90.00", "90.00")
    assert stated.reason[0] is not None
    assert stated.quote.endswith(stated.reason[0])
    (bare,) = claims(TELLER.completion("项目支出", Decimal(110), Decimal(100), words, relations=relations))
    assert (bare.quote, bare.direction) == ("年初预算100.00万元，决算110.00万元，完成110.00%", (None,))


def test_a_heading_may_run_into_its_paragraph() -> None:
    text = f"## （一）收入情况。 {{income}} 收入2.00万元，{mark('占10.00%', 'share | 收入 | total | . | 2.00 | 10.00 | .')}。"
    blocks, (claim,) = read_markup(text, {})
    heading, paragraph = blocks
    assert heading == Heading("（一）收入情况。", 1, "income", run_in=True)
    assert paragraph == Paragraph("收入2.00万元，占10.00%。")
    assert (claim.section_label, claim.quote) == ("income", "占10.00%")
    assert report(Style("tabs"), heading, paragraph).printed == (Paragraph("（一）收入情况。收入2.00万元，占10.00%。"),)


def test_a_claim_outside_of_a_quote_is_refused() -> None:
    with pytest.raises(BadMarkup, match="a claim outside"):
        read_markup("收入持平⟦change | 收入 | prior | flat | . | . | .⟧。", {})


def test_web_text_has_a_bar_after_each_cell_and_merged_cells_once() -> None:
    assert write_pipes(report(Style("pipes"), FORM)).split() == [
        "“三公”经费支出表", "单位：万元", "项目", "|", "预算数", "|", "上年", "|", "本年", "|", "公务接待费", "|", "1.20", "|", "|",
    ]  # fmt: skip


def test_layout_text_keeps_columns_apart_by_blanks() -> None:
    *_, head, second, row, _ = write_blanks(report(Style("blanks"), FORM)).splitlines()
    assert (head.split(), second.split(), row.split()) == (["项目", "预算数"], ["上年", "本年"], ["公务接待费", "1.20"])
    wide = "公务接待费   "
    assert row == f"{wide}1.20"
    assert head == f"项目{' ' * 9}预算数"


def test_wrapped_text_breaks_no_figure_and_counts_its_pages() -> None:
    style = Style("tabs", wrap=8, narrow=True, site=("首页 > 公开",), foot=("打印",))
    lines = write_tabs(report(style, *[Paragraph("收入总计1234.56万元，增长1.20%。")] * 20)).splitlines()
    assert lines[:4] == ["首页 > 公开", "收入总计1234.56万", "元,增长1.20%。", "收入总计1234.56万"]
    assert (lines[35], lines[-1]) == ("- 1 -", "打印")


def test_reference_has_every_place_of_a_grid_and_every_word_once() -> None:
    made = report(Style("pdf"), Heading("一、表", 1, "report_tables"), FORM)
    assert reference_text(made) == "一、表\n“三公”经费支出表\n单位：万元\n项目\t预算数\n上年\t本年\n公务接待费\t1.20\n"
    assert reference_grids(made) == (
        '{"doc": "a.txt", "table": 1, "type": "three_public", "title": "“三公”经费支出表", "head_rows": 2, '
        '"rows": [["项目", "预算数", "<"], ["^", "上年", "本年"], ["公务接待费", "1.20", ""]]}\n'
    )


def test_examples_in_the_docstrings_hold() -> None:
    """The tests' configuration collects doctests of `pipeline`; these are the generator's."""
    for package in (bodies, manners, render):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                result = doctest.testmod(importlib.import_module(found.name))
                assert not result.failed, found.name
