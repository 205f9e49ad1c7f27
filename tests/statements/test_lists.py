"""Lists in step: names, amounts and rates of one order; invented."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read, share

IN_STEP = [
    (
        "基本支出、项目支出分别为60.2万元、40.8万元，分别占本年支出合计的59.60%、40.40%。",
        [share("基本支出", "60.2", "59.60"), share("项目支出", "40.8", "40.40")],
    ),
    (  # the 和 of one name parts nothing
        "文化旅游体育与传媒支出、社会保障和就业支出、住房保障支出分别为70万元、20万元、10万元，分别占70%、20%、10%。",
        [
            share("文化旅游体育与传媒支出", "70", "70"),
            share("社会保障和就业支出", "20", "20"),
            share("住房保障支出", "10", "10"),
        ],
    ),
    (
        "政府采购货物、工程、服务支出分别为2万元、3万元和5万元，分别占政府采购支出总额的20%、30%和50%。",
        [
            share("政府采购货物支出", "2", "20"),
            share("政府采购工程支出", "3", "30"),
            share("政府采购服务支出", "5", "50"),
        ],
    ),
    (
        "培训费、公务接待费分别为1.8万元、0.8万元，分别完成年初预算的90%、80%。",
        [
            completion("培训费", "initial_budget", None, "1.8", "90"),
            completion("公务接待费", "initial_budget", None, "0.8", "80"),
        ],
    ),
    (
        "基本支出、项目支出分别占60%、40%，计66万元、44万元。",
        [share("基本支出", "66", "60"), share("项目支出", "44", "40")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), IN_STEP)
def test_each_name_has_its_own_figures(text: str, expected: list[Said]) -> None:
    assert read(text) == expected


def test_amounts_that_are_fewer_than_the_names_belong_to_none() -> None:
    text = "会议费、培训费、公务接待费分别为1万元、2万元，会议费占25%。"
    assert read(text) == [share("会议费", None, "25")]


def test_an_amount_behind_its_share() -> None:
    text = "住房保障支出占4.2%，计16.8万元；教育支出占95.8%，共计383.2万元，比上年增加3万元。"
    assert read(text) == [
        share("住房保障支出", "16.8", "4.2"),
        share("教育支出", "383.2", "95.8"),
        change("教育支出", "prior_year", "increase", "3"),
    ]


def test_a_figure_behind_a_share_that_is_not_its_amount() -> None:
    text = "教育支出30万元，占12%，计划安排5万元用于维修；住房保障支出占8%，为上年的1.2倍。"
    assert read(text) == [share("教育支出", "30", "12"), share("住房保障支出", None, "8")]


def test_what_is_flat_for_all_of_a_list() -> None:
    expected = [
        change("因公出国（境）费", "prior_year", "flat"),
        change("公务用车购置费", "prior_year", "flat"),
    ]
    assert read("因公出国（境）费、公务用车购置费均为0万元，均与上年持平。") == expected
    assert read("因公出国（境）费和公务用车购置费均为0，与上年持平。") == expected


def test_what_all_of_a_list_has_of_its_budget() -> None:
    text = "因公出国（境）费、公务用车购置费均为0万元，均与年初预算持平。"
    assert read(text) == [
        completion("因公出国（境）费", "initial_budget", "equal", "0"),
        completion("公务用车购置费", "initial_budget", "equal", "0"),
    ]
