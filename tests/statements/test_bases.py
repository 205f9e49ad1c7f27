"""What a comparison is with: stated, shared by a list, two at once, told by the budget that stands beside the account."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read

PRIOR, INITIAL, ANNUAL = "prior_year", "initial_budget", "annual_budget"

BASES = [
    ("一般公共预算收入3.4亿元，为年预算的32.3%，同比降低10.2%。",
     [completion("一般公共预算收入", ANNUAL, None, "34000", "32.3"),
      change("一般公共预算收入", PRIOR, "decrease", None, "10.2")]),
    ("总收入297亿元，为预算的141.3%。其中，地方收入21亿元，下降3.6%。",  # a completion gives a rate no base
     [completion("总收入", ANNUAL, None, "2970000", "141.3"), change("地方收入", PRIOR, "decrease", None, "3.6")]),
    ("因公出国（境）费7亿元，比预算数减少1.9亿元；公务用车购置及运行费30亿元，减少3.7亿元；公务接待费5亿元，下降6%。",
     [change("因公出国（境）费", ANNUAL, "decrease", "19000"),
      change("公务用车购置及运行费", ANNUAL, "decrease", "37000"),
      change("公务接待费", PRIOR, "decrease", None, "6")]),
    ("公务接待费与上年决算数及年初预算数相比均减少0.4万元。",
     [change("公务接待费", PRIOR, "decrease", "0.4"), change("公务接待费", INITIAL, "decrease", "0.4")]),
    ("培训费全年预算数7万元，决算数5.6万元，预决算差异率-20%，主要原因是：少办一期。",
     [change("培训费", ANNUAL, "decrease", None, "20", "少办一期")]),
    ("住房保障支出年初预算60万元，决算60万元，执行率100%。", [completion("住房保障支出", INITIAL, None, "60", "100")]),
    ("教育支出年初预算20万元，实际支出18万元，仅完成90%。", [completion("教育支出", INITIAL, None, "18", "90")]),
    ("会议费支出2万元，完成年初预算的100%，无差异。", [completion("会议费", INITIAL, "equal", "2", "100")]),
    ("会议费支出2.4万元，完成年初预算的80%，决算数较年初预算数减少，主要系压缩会期。",
     [completion("会议费", INITIAL, "below", "2.4", "80", "压缩会期")]),
    ("印刷费1.1万元，与2021年度决算一致，原因是2020年和2021年年初预算均未安排。 2.差旅费21万元，与2021年度决算相比，减少1.9万元。",
     [change("印刷费", PRIOR, "flat", None, None, "2020年和2021年年初预算均未安排"),
      change("差旅费", PRIOR, "decrease", "1.9")]),
    ("2023年社会保障和就业支出预算较上年增加2.3万元。", [change("社会保障和就业支出", PRIOR, "increase", "2.3")]),
    ("公务接待费同年初预算数3万元相比减少0.6万元，同上年决算数2.5万元相比减少0.1万元。",
     [change("公务接待费", INITIAL, "decrease", "0.6"), change("公务接待费", PRIOR, "decrease", "0.1")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_bases(text: str, expected: list[Said]) -> None:
    report = f"2022年度情况说明如下。\n{text}" if "2021年度决算" in text else text
    assert read(report) == expected
