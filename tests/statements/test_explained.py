"""Reasons: which words, and whose. Bodies, figures and reasons are invented."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read, section, share, statements

PRIOR, INITIAL, ANNUAL = "prior_year", "initial_budget", "annual_budget"

EXPLAINED = [
    # once for several
    ("会议费较上年减少0.3万元，下降6%；较年初预算减少1.3万元，下降28%。主要原因是改开视频会。",
     [change("会议费", PRIOR, "decrease", "0.3", "6", "改开视频会"),
      change("会议费", INITIAL, "decrease", "1.3", "28", "改开视频会")]),
    ("会议费下降9%，培训费下降4%。两项费用下降的主要原因是合并办班。",
     [change("会议费", PRIOR, "decrease", None, "9", "合并办班"), change("培训费", PRIOR, "decrease", None, "4", "合并办班")]),
    ("会议费完成年初预算的88%，培训费完成年初预算的71%，两项决算数均小于年初预算数，主要原因是合并办班。",
     [completion("会议费", INITIAL, "below", None, "88", "合并办班"),
      completion("培训费", INITIAL, "below", None, "71", "合并办班")]),
    ("会议费与上年持平，培训费与上年持平，都是因为计划没有变。",
     [change("会议费", PRIOR, "flat", None, None, "计划没有变"), change("培训费", PRIOR, "flat", None, None, "计划没有变")]),
    ("财政拨款收入下降3%，其他收入下降9%，原因分别是：一项课题结题；存款利率下调。",
     [change("财政拨款收入", PRIOR, "decrease", None, "3", "一项课题结题"),
      change("其他收入", PRIOR, "decrease", None, "9", "存款利率下调")]),
    # pointers
    (("“三公”经费支出6.2万元，完成预算的73%，比上年增加1.1万元。\n公务接待费1万元。\n"
     "“三公”经费支出决算小于预算数的主要情况：压减接待。大于上年决算数的主要情况：恢复外出调研。"),
     [completion("“三公”经费", ANNUAL, "below", "6.2", "73", "压减接待"),
      change("“三公”经费", PRIOR, "increase", "1.1", None, "恢复外出调研")]),
    ("公务接待费2万元，比年初预算减少0.5万元。公务接待费低于预算数的主要原因为来访减少。",
     [change("公务接待费", INITIAL, "decrease", "0.5", None, "来访减少")]),
    ("公务用车运行维护费7万元，比上年减少3万元。公务用车保有量减少的主要原因是上交车辆。",
     [change("公务用车运行维护费", PRIOR, "decrease", "3")]),  # why there are fewer cars, not why they cost less
    ("公务接待费减少0万元，下降0%。公务接待费持平的主要原因是标准未变。",
     [change("公务接待费", PRIOR, "flat", "0", "0", "标准未变")]),
    ("工资较上年增加3万元，差旅费较上年减少1万元。前者增加因调资，后者减少因少出差。",
     [change("工资", PRIOR, "increase", "3", None, "调资"), change("差旅费", PRIOR, "decrease", "1", None, "少出差")]),
    ("公用经费比上年增加2万元，增长9%。公用经费增加主要是因公出国任务恢复。",
     [change("公用经费", PRIOR, "increase", "2", "9", "因公出国任务恢复")]),
    ("机关运行经费比上年减少1.2万元，下降4%。\n机关运行经费减少，一方面是节约用电，另一方面是少印材料。",
     [change("机关运行经费", PRIOR, "decrease", "1.2", "4", "一方面是节约用电，另一方面是少印材料")]),
    # in the clause, before the figures
    ("基本支出因两人退休减少9万元，项目支出增加4万元。",
     [change("基本支出", PRIOR, "decrease", "9", None, "两人退休"), change("项目支出", PRIOR, "increase", "4")]),
    ("受缴费基数上调影响，养老保险缴费较上年增加2.3万元。",
     [change("养老保险缴费", PRIOR, "increase", "2.3", None, "受缴费基数上调影响")]),
    # where it ends
    ("公务用车运行费5万元，比上年减少1万元，主要原因是合并用车，该项经费主要用于加油和维修。",
     [change("公务用车运行费", PRIOR, "decrease", "1", None, "合并用车")]),
    ("会议费比上年减少1万元，主要原因是：少开两次会。附件：决算公开表",
     [change("会议费", PRIOR, "decrease", "1", None, "少开两次会")]),
    ("收入总计88万元，比上年增加2万元，主要原因是：1.调资；2.新增一人。（二）支出决算情况说明。支出80万元。",
     [change("收入总计", PRIOR, "increase", "2", None, "1.调资；2.新增一人")]),
    ("租赁费比上年减少2万元，原因：\na.退租一处库房；\nb.租金下调。",
     [change("租赁费", PRIOR, "decrease", "2", None, "a.退租一处库房；b.租金下调")]),
    ("印刷费较上年增加1万元，主要原因是：一是志书付印；二是增发手册。",
     [change("印刷费", PRIOR, "increase", "1", None, "一是志书付印；二是增发手册")]),
    ("邮电费比上年减少0.6万元，主要是停用两条专\n— 9 —\n线。", [change("邮电费", PRIOR, "decrease", "0.6", None, "停用两条专线")]),
    ("公务用车购置及运行费9万元（购置费0万元，比上年增加0万元；运行费9万元，比上年增加0万元），比上年增加0万元，主要原因是车辆未变。",
     [change("购置费", PRIOR, "flat", "0"), change("运行费", PRIOR, "flat", "0"),
      change("公务用车购置及运行费", PRIOR, "flat", "0", None, "车辆未变")]),
    # what the money is for gives way to why it changed; a share has no reason
    ("劳务费3万元，比上年减少1万元，主要用于聘请评委。减少的主要原因是少评一次。",
     [change("劳务费", PRIOR, "decrease", "1", None, "少评一次")]),
    ("事业收入8万元，同比下降6%，占收入总额的22%，主要是课题到账慢。",
     [change("事业收入", PRIOR, "decrease", None, "6", "课题到账慢"), share("事业收入", "8", "22")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXPLAINED)
def test_explained(text: str, expected: list[Said]) -> None:
    assert read(text) == expected


def test_a_pointer_reaches_back_to_an_earlier_section() -> None:
    total = section("“三公”经费决算30万元，较年初预算下降12%。", section_id="a", label="three_public")
    item = section(
        "公务接待费9万元，较年初预算下降20%。“三公”经费支出较年初预算减少的主要原因是压减接待批次。",
        section_id="b",
        label="three_public",
    )
    assert [(one.indicator, one.reason) for one in statements(total, item)] == [
        ("“三公”经费", "压减接待批次"),
        ("公务接待费", None),
    ]


POINTERS = [
    "主要变动情况：",
    "增减变化情况说明：",
    "变动原因：",
    "主要变动：",
    "变动主要情况：",
    "主要变动因素：",
    "主要情况是",
]


@pytest.mark.parametrize("cue", POINTERS)
def test_what_stands_in_place_of_the_word_reason(cue: str) -> None:
    expected = [change("项目支出", "prior_year", "increase", "9", "4.71", "新增灌渠维护")]
    assert read(f"项目支出200万元，比上年增加9万元，增长4.71%，{cue}新增灌渠维护。") == expected
    assert read(f"项目支出200万元，比上年增加9万元，增长4.71%。{cue}新增灌渠维护。") == expected


def test_what_changed_is_no_reason() -> None:
    text = "项目支出200万元，比上年增加9万元。变动情况：灌渠维护费增加6万元，水质监测费增加3万元。"
    assert [(one.indicator, one.reason) for one in read(text)] == [
        ("项目支出", None),
        ("灌渠维护费", None),
        ("水质监测费", None),
    ]


def test_a_reason_that_opens_with_official_use() -> None:
    """因公务用车… is 因 and 公务用车; 因公出国 is one word."""
    text = "因公务用车报废一辆，公务用车运行维护费较上年减少1.7万元，下降22%。"
    fell = change("公务用车运行维护费", "prior_year", "decrease", "1.7", "22", "公务用车报废一辆")
    assert read(text) == [fell]
    flat = change("因公出国（境）费", "prior_year", "flat", None, None, "未安排因公出国团组")
    assert read("因公出国（境）费0万元，与上年持平，主要原因是未安排因公出国团组。") == [flat]
