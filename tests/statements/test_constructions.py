"""One construction each, in words of its own: reasons that point, lists in step, what is no money of the body."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read, share

PRIOR, INITIAL, ANNUAL = "prior_year", "initial_budget", "annual_budget"

REASONS: list[tuple[str, list[Said]]] = [
    (  # the part that came on top
        "项目支出88.00万元，比上年增加6.00万元，多出来的部分主要是堤顶道路修补。",
        [change("项目支出", PRIOR, "increase", "6.00", None, "堤顶道路修补")],
    ),
    (
        "公用经费较上年减少1.20万元。降幅较大，系会议改为线上召开。",
        [change("公用经费", PRIOR, "decrease", "1.20", None, "会议改为线上召开")],
    ),
    (  # the one and the other, also where two comparisons stand between
        "会议费较上年减少0.50万元，培训费较上年增加0.80万元，前者因合并会议，后者因新职工轮训。",
        [
            change("会议费", PRIOR, "decrease", "0.50", None, "合并会议"),
            change("培训费", PRIOR, "increase", "0.80", None, "新职工轮训"),
        ],
    ),
    (
        "人员经费较上年上升3.10%，公用经费较上年下降1.40%，一升一降分别由于调标、节电改造。",
        [
            change("人员经费", PRIOR, "increase", None, "3.10", "调标"),
            change("公用经费", PRIOR, "decrease", None, "1.40", "节电改造"),
        ],
    ),
    (  # a clause that says what the change is
        "机关运行经费52.00万元，比上年增加2.00万元，增长4.00%，为集中供暖提价。",
        [change("机关运行经费", PRIOR, "increase", "2.00", "4.00", "集中供暖提价")],
    ),
    (  # the reason first, and no claim of its own
        "机关运行经费52.00万元，比上年增加2.00万元，增长4.00%；档案库租金上涨1.90万元，是增长的主因。",
        [change("机关运行经费", PRIOR, "increase", "2.00", "4.00", "档案库租金上涨1.90万元")],
    ),
    (
        "培训费5.00万元，比上年增加0.40万元；属岗位培训任务加重带来的增支。",
        [change("培训费", PRIOR, "increase", "0.40", None, "岗位培训任务加重带来的增支")],
    ),
    (  # a second pointer ends the first one's reason; the quantity stays that of the first
        "“三公”经费全年预算6.00万元，决算5.40万元，完成全年预算的90.00%，比上年减少0.60万元。“三公”经费决算数比全年预算数减少的主要原因，是来访合并；比上年决算数减少的主要原因，是停用一辆皮卡。",
        [
            completion("“三公”经费", ANNUAL, "below", "5.40", "90.00", "来访合并"),
            change("“三公”经费", PRIOR, "decrease", "0.60", None, "停用一辆皮卡"),
        ],
    ),
    (  # 少支 says why a budget was not used
        "绿化养护年初预算20.00万元，决算19.00万元，完成年初预算的95.00%，少支出系雨季延长。",
        [completion("绿化养护", INITIAL, None, "19.00", "95.00", "雨季延长")],
    ),
    (
        "设备费3.00万元，比上年增加0.40万元，增加部分为补购2台流速仪。",
        [change("设备费", PRIOR, "increase", "0.40", None, "补购2台流速仪")],
    ),
    (
        "人员经费32.00万元，较上年增长4.00%。这一增长来自基本工资普调。",
        [change("人员经费", PRIOR, "increase", None, "4.00", "基本工资普调")],
    ),
    (
        "会议费较上年增加0.20万元；培训费较上年增加0.30万元。两项费用增加均得益于换届。",
        [
            change("会议费", PRIOR, "increase", "0.20", None, "得益于换届"),
            change("培训费", PRIOR, "increase", "0.30", None, "得益于换届"),
        ],
    ),
    (  # problems found are no reason
        "水质监测项目全年预算30.00万元，执行数27.00万元，完成预算的90.00%。发现的问题及原因：一是采样偏晚。",
        [completion("水质监测项目", ANNUAL, None, "27.00", "90.00")],
    ),
    (
        "本年收入比上年减少18.00万元，主要是：1.事业收入减少12.00万元，原因是停办夜校；2.其他收入减少6.00万元，原因是利率下调。",
        [
            change("本年收入", PRIOR, "decrease", "18.00"),
            change("事业收入", PRIOR, "decrease", "12.00", None, "停办夜校"),
            change("其他收入", PRIOR, "decrease", "6.00", None, "利率下调"),
        ],
    ),
]

STEPS: list[tuple[str, list[Said]]] = [
    (
        "会议费2.00万元、培训费3.00万元，分别为年初预算的80%和75%，较上年减少0.20万元、增加0.30万元。",
        [
            completion("会议费", INITIAL, None, "2.00", "80"),
            completion("培训费", INITIAL, None, "3.00", "75"),
            change("会议费", PRIOR, "decrease", "0.20"),
            change("培训费", PRIOR, "increase", "0.30"),
        ],
    ),
    (
        "基本支出、项目支出较上年分别减少4.00万元和增加9.00万元。",
        [change("基本支出", PRIOR, "decrease", "4.00"), change("项目支出", PRIOR, "increase", "9.00")],
    ),
    (
        "货物、工程、服务三类采购分别为2.00万元、8.00万元、6.00万元，同比分别下降10.00%、增长5.00%、持平。",
        [
            change("货物采购", PRIOR, "decrease", None, "10.00"),
            change("工程采购", PRIOR, "increase", None, "5.00"),
            change("服务采购", PRIOR, "flat"),
        ],
    ),
    (
        "全年支出500.00万元，其中工资福利支出、商品和服务支出、对个人和家庭的补助分别占70.00%、25.00%和5.00%。",
        [
            share("工资福利支出", None, "70.00"),
            share("商品和服务支出", None, "25.00"),
            share("对个人和家庭的补助", None, "5.00"),
        ],
    ),
    (
        "基本支出与项目支出分别为60.00万元、40.00万元，占本年支出合计的比例分别为60.00%、40.00%。",
        [share("基本支出", "60.00", "60.00"), share("项目支出", "40.00", "40.00")],
    ),
]

BASES: list[tuple[str, list[Said]]] = [
    (  # 占 of its own budget of the year's beginning completes it
        "项目支出占项目支出年初预算的96.00%。",
        [completion("项目支出", INITIAL, None, None, "96.00")],
    ),
    (
        "农林水支出年初预算50.00万元，决算55.00万元，超预算5.00万元，完成率110.00%，超支系石料涨价。",
        [completion("农林水支出", INITIAL, "above", "55.00", "110.00", "石料涨价")],
    ),
    (
        "全年收入60.00万元，超年初预算10.00万元，超20.00%。",
        [change("收入", INITIAL, "increase", "10.00", "20.00")],
    ),
    (
        "公务用车运行维护费决算4.50万元，用去预算5.00万元的90.00%，同比减0.50万元。",
        [
            completion("公务用车运行维护费", ANNUAL, None, "4.50", "90.00"),
            change("公务用车运行维护费", PRIOR, "decrease", "0.50"),
        ],
    ),
]

NAMES: list[tuple[str, list[Said]]] = [
    (  # a clause with a foreign rate names the quantity
        "公务接待费按不超过公用经费2%的比例控制，本年预算1.10万元，比上年减少0.10万元，下降8.33%。",
        [change("公务接待费", PRIOR, "decrease", "0.10", "8.33")],
    ),
    (
        "项目一：档案数字化，全年预算30.00万元，支付18.00万元，支付进度60.00%。",
        [completion("档案数字化", ANNUAL, None, "18.00", "60.00")],
    ),
    (
        "208（类）05（款）01（项）行政单位离退休年初预算12.00万元，决算11.40万元，完成年初预算的95%。",
        [completion("行政单位离退休", INITIAL, None, "11.40", "95")],
    ),
    (  # the whole again, behind a list of shares
        "本年支出合计100.00万元，其中：基本支出80.00万元，占80.00%；项目支出20.00万元，占20.00%。较上年减少5.00万元。",
        [
            share("基本支出", "80.00", "80.00"),
            share("项目支出", "20.00", "20.00"),
            change("本年支出合计", PRIOR, "decrease", "5.00"),
        ],
    ),
    ("县本级配套资金比例为10%，由财政局统筹。", []),
    ("卫生材料费占业务支出的比重由21.3%上升到22.6%。", []),
    (  # what the money is for names no quantity
        "（3）公共安全支出（类）监狱（款）行政运行（项）48.30万元，主要用于日常运行，包括人员经费、日常公用经费的支出。比上年执行数增加1.90万元。",
        [change("公共安全支出（类）监狱（款）行政运行（项）", PRIOR, "increase", "1.90")],
    ),
    ("公务用车保有量21辆，与上年一致。", []),
    ("公众满意度91%，较上年提高2%。", []),
    ("完成税收入库6120.00万元，其中增值税2450.00万元，占40.03%。", []),
]


@pytest.mark.parametrize(("text", "said"), [*REASONS, *STEPS, *BASES, *NAMES])
def test_a_construction(text: str, said: list[Said]) -> None:
    assert read(text, label="expenditure") == said
