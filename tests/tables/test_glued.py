"""Codes and names in one cell."""

from tests.tables.conftest import facts


def test_codes_in_the_column_of_names(read):
    """Three groups of a narrow table; the code went into the name's cell in two of them."""
    (table,) = read(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t公用经费\t\t\n科目名称\t决算数\t科目编码\t科目名称\t决算数\n"
        "301工资福利支出\t31.20\t302\t商品和服务支出\t8.10\n30101 基本工资\t20.10\t30201\t办公费\t5.00\n"
        "30103奖金\t11.10\t30211\t差旅费\t3.10\n"
    )
    assert [fact[:2] + fact[3:] for fact in facts(table)] == [
        ("301", "工资福利支出", "31.20"), ("302", "商品和服务支出", "8.10"), ("30101", "基本工资", "20.10"),
        ("30201", "办公费", "5.00"), ("30103", "奖金", "11.10"), ("30211", "差旅费", "3.10"),
    ]  # fmt: skip


def test_a_number_that_belongs_to_a_name_stays(read):
    (table,) = read("项目支出表\n单位：万元\n项目名称\t合计\n301医院迁建\t120.00\n河道清淤\t40.00\n校舍维修\t31.00\n")
    assert [fact[:2] for fact in facts(table)] == [(None, "301医院迁建"), (None, "河道清淤"), (None, "校舍维修")]
