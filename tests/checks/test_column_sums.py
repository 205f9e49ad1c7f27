"""Sums across columns: which columns are parts of which."""

from pipeline.checks.across import Split, splits_of

RULE = "total_is_sum_of_columns"


def test_expenditure_split_down_to_uses():
    paths = (
        "合计",
        "基本支出/小计",
        "基本支出/人员经费/工资福利支出",
        "基本支出/人员经费/对个人和家庭的补助",
        "基本支出/公用经费/商品和服务支出",
        "项目支出/小计",
        "项目支出/其他运转类",
    )
    assert splits_of(paths) == [
        Split("合计", ("基本支出/小计", "项目支出/小计"), demanded=True),
        Split("基本支出/小计", paths[2:5], demanded=True),
        Split("项目支出/小计", ("项目支出/其他运转类",), demanded=False),
    ]


def test_three_public_each_measure_for_itself():
    paths = (
        "合计/预算数",
        "公务接待费/预算数",
        "因公出国（境）费/预算数",
        "合计/决算数",
        "公务接待费/决算数",
        "机关运行经费/决算数",
    )
    assert splits_of(paths) == [
        Split("合计/预算数", ("公务接待费/预算数", "因公出国（境）费/预算数"), demanded=True),
        Split("合计/决算数", ("公务接待费/决算数",), demanded=False),
    ]


def test_subset_of_a_column_is_not_demanded():
    """事业收入 with 其中：教育收费 below it is no sum."""
    split = splits_of(("事业收入/小计", "事业收入/教育收费"))
    assert split == [Split("事业收入/小计", ("事业收入/教育收费",), demanded=False)]


def test_row_total(table, findings):
    expenditure = table(
        "expenditure",
        "2050201 学前教育 | 合计=5.15, 基本支出=3.15, 项目支出=2.00",
        "2050202 小学教育 | 合计=7.25, 基本支出=7.25",
        "2050203 初中教育 | 合计=9.60, 基本支出=6.60, 项目支出=2.00",
    )
    assert findings(expenditure) == [
        (RULE, "error", "expenditure: 2050203 初中教育 合计: 6.60 + 2.00 = 8.60, printed 9.60 (万元)")
    ]


def test_shifted_column_is_one_finding(table, findings):
    """Every row fails by the same rule and the same difference: one root, one finding."""
    rows = [f"20502{n:02d} 教育{n} | 合计={n}.00, 基本支出=1.00, 项目支出={n}.00" for n in range(1, 9)]
    assert len(findings(table("expenditure", *rows))) == 1


def test_unread_column_is_unknown(table, messages):
    expenditure = table("expenditure", "2050201 学前教育 | 合计=5.15, 基本支出=3.1S, 项目支出=2.00")
    assert messages(RULE, expenditure) == [
        "unknown: expenditure: 2050201 学前教育 合计 is not compared, a number beside it could not be read"
    ]


def test_three_public_items_as_rows(table, findings):
    printed = table(
        "three_public",
        "- “三公”经费合计 | 决算数=6.40",
        "- 因公出国（境）费 | 决算数=0.00",
        "- 公务用车购置及运行维护费 | 决算数=4.10",
        "- 公务用车购置费 | 决算数=0.00",
        "- 公务用车运行维护费 | 决算数=4.10",
        "- 公务接待费 | 决算数=2.20",
    )
    assert findings(printed) == [
        (
            "three_public_is_sum_of_its_items",
            "error",
            "three_public: “三公”经费合计 决算数: 0.00 + 4.10 + 2.20 = 6.30, printed 6.40 (万元)",
        )
    ]


def test_the_change_between_two_years(table, messages):
    years = table(
        "three_public",
        "- 某局 | 2019年/公务接待费=3.57, 2020年/公务接待费=3.30, 增减变化情况/公务接待费=-0.27",
    )
    assert messages("change_is_the_difference_of_years", years) == [
        "pass: three_public: 某局 2020年/公务接待费: 3.57 − 0.27 = 3.30 (万元)"
    ]


def test_total_of_three_public_beside_meetings_and_training(table, messages):
    """“三公”经费 has a column of its own: 合计 adds 会议费 and 培训费 to it, not its items once more."""
    both = table(
        "three_public",
        "- 某局 | 2019年/合计=9.00, 2019年/“三公”经费/小计=5.00, 2019年/公务接待费=2.00,"
        " 2019年/公务用车购置及运行费/小计=3.00, 2019年/会议费=1.00, 2019年/培训费=3.00",
    )
    assert messages("total_is_sum_of_columns", both) == [
        "pass: three_public: 某局 2019年/合计: 5.00 + 1.00 + 3.00 = 9.00 (万元)",
        "pass: three_public: 某局 2019年/“三公”经费/小计: 2.00 + 3.00 = 5.00 (万元)",
    ]
