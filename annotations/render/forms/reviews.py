"""Performance forms of final accounts: 自评表 of a project, of the whole body; goals of the whole body."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.render.forms.cells import name, plain
from annotations.render.model import Field, Form

MONEY_POINTS = Decimal(10)  # of the 100 points of a review go by the rate of execution


def project_review(
    title: str,
    project: str,
    owner: str,
    planned: Decimal,
    spent: Decimal,
    indicators: Sequence[tuple[str, str, str, str, str, str]],
    *,
    above: tuple[str, ...] = (),
    unit: str = "万元",
) -> Form:
    """项目支出绩效自评表. `indicators`: first, second and third level, target, what was reached, points."""
    rate = spent * 100 / planned
    points = (rate * MONEY_POINTS / 100).quantize(Decimal("0.01"))
    score = points + sum((Decimal(one[5]) for one in indicators), Decimal(0))
    pad = Field("<")
    body = [
        (plain("项目名称"), name(project), pad, plain("主管部门"), name(owner), pad),
        (plain(f"项目资金（{unit}）"), plain("年初预算数"), plain("全年预算数"), plain("全年执行数"), plain("执行率"), plain("得分")),
        (Field("^"), plain(f"{planned:.2f}"), plain(f"{planned:.2f}"), plain(f"{spent:.2f}"), plain(f"{rate:.2f}%"), plain(f"{points}")),
        (plain("一级指标"), plain("二级指标"), plain("三级指标"), plain("年度指标值"), plain("实际完成值"), plain("得分")),
    ]  # fmt: skip
    for first, second, third, target, reached, got in indicators:
        body.append((plain(first), plain(second), name(third), plain(target), plain(reached), plain(got)))
    body.append((plain("总分"), pad, pad, pad, pad, plain(f"{score}")))
    widths = (1.3, 1.4, 2.6, 1.3, 1.3, 0.8)
    return Form("performance_project", title, None, (), tuple(body), widths, above)


def overall_goal(
    title: str,
    agency: str,
    basic: Decimal,
    project: Decimal,
    tasks: Sequence[tuple[str, str, Decimal]],
    indicators: Sequence[tuple[str, str, str, str]],
    *,
    above: tuple[str, ...] = (),
) -> Form:
    """部门整体支出绩效目标表: the money, the tasks with theirs, the indicators."""
    pad = Field("<")
    body = [
        (plain("部门（单位）名称"), name(agency), pad, pad),
        (plain("年度预算总额"), plain("合计"), plain("基本支出"), plain("项目支出")),
        (Field("^"), plain(f"{basic + project:.2f}"), plain(f"{basic:.2f}"), plain(f"{project:.2f}")),
        (plain("年度主要任务"), plain("任务名称"), plain("主要内容"), plain("预算金额（万元）")),
    ]
    for task, content, amount in tasks:
        body.append((Field("^"), name(task), name(content), plain(f"{amount:.2f}")))
    body.append((plain("一级指标"), plain("二级指标"), plain("三级指标"), plain("指标值")))
    for first, second, third, value in indicators:
        body.append((plain(first), plain(second), name(third), plain(value)))
    return Form("performance_overall", title, None, (), tuple(body), (1.3, 1.6, 3.0, 1.5), above)
