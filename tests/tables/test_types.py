"""What a table is: by its title, by its heads where the title misleads or is missing."""

from tests.tables.conftest import facts

SIDES = "收入\t\t支出\t\n项目\t金额\t项目\t金额\n一、财政拨款收入\t40.00\t一、教育支出\t40.00\n收入合计\t40.00\t支出合计\t40.00\n"


def test_title_that_only_holds_another_ones_words_gives_way_to_the_heads(read):
    """财力与支出总表 holds 支出总表, but incomes stand beside expenditures in it."""
    (table,) = read("2024年财力与支出总表\n单位：万元\n" + SIDES)
    assert table.type == "overall"
    assert facts(table)[:2] == [
        (None, "财政拨款收入", "收入/预算数", "40.00"),
        (None, "教育支出", "支出/预算数", "40.00"),
    ]


def test_words_around_a_title_make_it_less_sure(read):
    (whole,) = read("支出预算总表\n科目编码\t科目名称\t合计\n205\t教育支出\t4.00\n")
    (held,) = read("某县林场支出预算总表\n科目编码\t科目名称\t合计\n205\t教育支出\t4.00\n")
    assert (whole.type, held.type) == ("expenditure", "expenditure")
    assert whole.score > held.score > 0.5


def test_heads_do_not_overrule_a_title_they_agree_with(read):
    """财政拨款收支… with one amount a side looks like a 收支总表; its title knows better."""
    (table,) = read("某局2024年财政拨款收支预算总表\n单位：万元\n" + SIDES)
    assert table.type == "appropriation"


def test_heads_name_a_table_without_a_title(read):
    (table,) = read(
        "科目编码\t科目名称\t合计\t人员经费\t公用经费\n301\t工资福利支出\t4.00\t4.00\t\n302\t商品和服务支出\t2.00\t\t2.00\n"
    )
    assert table.type == "basic_expenditure"


def test_heads_choose_between_two_types_whose_words_a_title_holds(read):
    """基本支出 and 经济分类 both stand in the title; 人员经费 and 公用经费 stand over the amounts."""
    (table,) = read(
        "2024年部门一般公共预算基本支出经济分类预算表\n单位：元\n科目编码\t科目名称\t合计\t人员经费\t公用经费\n"
        "301\t工资福利支出\t400.00\t400.00\t\n302\t商品和服务支出\t200.00\t\t200.00\n"
    )
    assert table.type == "basic_expenditure"


def test_items_name_a_table_without_a_title(read):
    """In other words, with two ordinals, in the other script: 因公出国（境）费 and 公務接待 are three_public."""
    (table,) = read(
        "項 目\t合計\t一般公共預算\n行政經費\t31.20\t31.20\n其中：（一）因公出國（境）支出\t0.00\t0.00\n（二）公務接待支出\t2.10\t2.10\n"
    )
    assert table.type == "three_public"
    assert {cell.column_path for cell in table.cells} == {"合计", "一般公共预算财政拨款"}
