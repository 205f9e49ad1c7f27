"""Tables in the broken forms that converters leave in text files."""

from tests.tables.conftest import facts


def test_two_sides_with_tabs(read):
    """收支总表 as tabbed lines, its rows torn by a page break; names lose their ordinals, 金额 becomes 预算数."""
    (table,) = read(
        "2024年部门收支总体情况表\n\n预算01表\n\n金额单位：万元\n\n收入\t\t支出\t\n项目\t金额\t项目\t金额\n"
        "一、一般公共预算\t310.20\t一、一般公共服务\t250.00\n其中：财政拨款\t310.20\t二、外交\t\n\n"
        "七、上级补助收入\t\t八、社会保障和就业\t60.20\n本年收入合计\t310.20\t本年支出合计\t310.20\n"
    )
    assert (table.type, table.title, table.unit) == ("overall", "2024年部门收支总体情况表", "万元")
    assert facts(table) == [
        (None, "一般公共预算", "收入/预算数", "310.20"),
        (None, "一般公共服务", "支出/预算数", "250.00"),
        (None, "财政拨款", "收入/预算数", "310.20"),
        (None, "社会保障和就业", "支出/预算数", "60.20"),
        (None, "本年收入合计", "收入/预算数", "310.20"),
        (None, "本年支出合计", "支出/预算数", "310.20"),
    ]


FLATTENED = (
    "2024年部门支出总体情况表\n\n金额单位：万元\n\n"
    "科目编码\t\t\t单位代码\t单位（科目名称）\t合计\t基本支出\t\t\t\t项目支出\t\t\t\n"
    "类\t款\t项\t\t\t\t小计\t人员经费\t\t公用经费\t\t小计\t其他运转类\t特定目标类\n"
    "\t\t\t工资福利支出\t对个人和家庭的补助\t商品和服务支出\t\t资本性支出\t\t\t\t\t\t\n"
)


def test_header_levels_flattened_into_wrong_columns(read):
    """The third row of heads slid left; the usual layout of the form says where its words belong."""
    (table,) = read(FLATTENED + "201\t26\t04\t\t档案馆\t90.50\t80.50\t61.00\t7.50\t12.00\t\t10.00\t10.00\t\n")
    assert facts(table) == [
        ("2012604", "档案馆", "合计", "90.50"),
        ("2012604", "档案馆", "基本支出/小计", "80.50"),
        ("2012604", "档案馆", "基本支出/人员经费/工资福利支出", "61.00"),
        ("2012604", "档案馆", "基本支出/人员经费/对个人和家庭的补助", "7.50"),
        ("2012604", "档案馆", "基本支出/公用经费/商品和服务支出", "12.00"),
        ("2012604", "档案馆", "项目支出/小计", "10.00"),
        ("2012604", "档案馆", "项目支出/其他运转类", "10.00"),
    ]


def test_row_that_lost_a_tab_is_put_right_by_its_sums(read):
    """One empty cell fewer pushes the project amounts under 资本性支出; only one way adds up."""
    (table,) = read(FLATTENED + "201\t26\t04\t\t档案馆\t90.50\t80.50\t61.00\t7.50\t12.00\t10.00\t10.00\t\n")
    assert facts(table)[-2:] == [
        ("2012604", "档案馆", "项目支出/小计", "10.00"),
        ("2012604", "档案馆", "项目支出/其他运转类", "10.00"),
    ]


def test_row_whose_sums_do_not_tell_stays_as_printed(read):
    """Nothing is moved on a guess: no way of laying these amounts adds up."""
    (table,) = read(FLATTENED + "201\t26\t04\t\t档案馆\t90.50\t80.50\t61.00\t7.91\t12.00\t10.00\t10.00\t\n")
    assert [path for _, _, path, _ in facts(table)][-2:] == ["基本支出/公用经费/资本性支出", "项目支出/小计"]


def test_one_cell_per_line(read):
    """Merged heads stand once, empty cells are a tab alone, a blank line ends the row."""
    rows = [
        ["部门预算收入总表"],
        ["\t301教育局", "\t预算年度：2023", "\t单位：万元"],
        ["\t序号", "\t功能分类科目", "\t合计", "\t本年收入", "\t上年结转"],
        ["\t", "\t科目    编码", "\t科目名称", "\t", "\t小计", "\t财政拨款 收入", "\t事业收入", "\t"],
        ["\t栏次", "\t1", "\t2", "\t3", "\t4", "\t5", "\t6", "\t7"],
        ["\t1", "\t", "\t合计", "\t88.10", "\t80.00", "\t78.00", "\t2.00", "\t8.10"],
        ["\t2", "\t20502", "\t普通教育", "\t88.10", "\t80.00", "\t78.00", "\t2.00", "\t8.10"],
    ]
    (table,) = read("\n\n".join("\n".join(row) for row in rows))
    assert (table.type, table.unit) == ("income", "万元")
    assert facts(table)[5:] == [
        ("20502", "普通教育", "合计", "88.10"),
        ("20502", "普通教育", "本年收入/小计", "80.00"),
        ("20502", "普通教育", "本年收入/财政拨款收入", "78.00"),
        ("20502", "普通教育", "本年收入/事业收入", "2.00"),
        ("20502", "普通教育", "上年结转", "8.10"),
    ]


def test_sides_of_unequal_width_one_cell_per_line(read):
    """收入 stands over two columns and 支出 over three; only what is below them tells."""
    rows = [
        ["部门预算财政拨款收支总表", "\t单位：万元"],
        ["\t收入", "\t支出"],
        ["\t项  目", "\t金额", "\t项  目", "\t合计", "\t一般公共预算财政拨款"],
        ["\t一、一般公共预算拨款", "\t40.00", "\t一、教育支出", "\t40.00", "\t40.00"],
    ]
    (table,) = read("\n\n".join("\n".join(row) for row in rows))
    assert facts(table) == [
        (None, "一般公共预算拨款", "收入/预算数", "40.00"),
        (None, "教育支出", "支出/合计", "40.00"),
        (None, "教育支出", "支出/一般公共预算财政拨款", "40.00"),
    ]


def test_head_and_caption_repeated_on_every_page_and_words_wrapped(read):
    """Code and name wrapped in narrow columns, a name cut by the page break, 栏次 misread as 档次."""
    head = (
        "501 某市水务局\n\n单位：万元\n\n序号\t功能分类科目\t\t合计\t基本支出\t项目支出\n\t科目 编码\t科目名称\t\t\t\n"
    )
    (table,) = read(
        "单位预算支出总表\n\n" + head + "栏次\t1\t2\t3\t4\t5\n1\t\t合计\t20.00\t12.00\t8.00\n"
        "2\t213030 6\t水利工程运行与\t20.00\t12.00\t8.00\n\n" + head + "档次\t1\t2\t3\t4\t5\n\t\t维护\t\t\t\n"
        "3\t21303\t水利\t20.00\t12.00\t8.00\n"
    )
    assert table.type == "expenditure"
    assert facts(table)[3:] == [
        ("2130306", "水利工程运行与维护", "合计", "20.00"),
        ("2130306", "水利工程运行与维护", "基本支出", "12.00"),
        ("2130306", "水利工程运行与维护", "项目支出", "8.00"),
        ("21303", "水利", "合计", "20.00"),
        ("21303", "水利", "基本支出", "12.00"),
        ("21303", "水利", "项目支出", "8.00"),
    ]


def test_three_groups_in_a_row_with_cut_codes(read):
    """基本支出决算表: three code–name–amount groups; codes that lost their last digit are completed from the names."""
    (table,) = read(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\t\t\t\n"
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n"
        "301\t工资福利支出\t50.00\t302\t商品和服务支出\t9.00\t310\t资本性支出\t1.00\n"
        "3010\t基本工资\t50.00\t3020\t办公费\t9.00\t3100\t办公设备购置\t1.00\n"
        "人员经费合计\t\t50.00\t公用经费合计\t\t\t\t\t10.00\n"
    )
    assert table.type == "basic_expenditure"
    assert facts(table)[3:] == [
        ("30101", "基本工资", "决算数", "50.00"),
        ("30201", "办公费", "决算数", "9.00"),
        ("31002", "办公设备购置", "决算数", "1.00"),
        (None, "人员经费合计", "决算数", "50.00"),
        (None, "公用经费合计", "决算数", "10.00"),
    ]


def test_blank_form_is_empty_and_its_note_is_no_row(read):
    (table,) = read(
        "政府性基金预算支出情况表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t\t\t\t\n说明：本单位没有政府性基金收入，故本表无数据。\n"
    )
    assert (table.type, table.empty, table.cells) == ("government_fund", True, ())


def test_contents_with_page_numbers_behind_tabs_is_no_table(read):
    assert read("目录\n部门收支总表\t2\n部门收入总表\t4\n部门支出总表\t6\n财政拨款收支总表\t7\n") == ()


def test_table_without_head_and_title_is_known_by_its_codes(read):
    """The tail of a 支出经济分类汇总表 whose first page is lost: own and government codes side by side."""
    row = "301\t12\t其他社会保障缴费\t505\t01\t工资福利支出\t0.24\t0.24\t0.24\t\t\n"
    (table,) = read(row + "301\t13\t住房公积金\t501\t03\t住房公积金\t20.00\t20.00\t20.00\t\t\n" + row)
    assert table.type == "economic_classification"
    assert facts(table)[:3] == [
        ("30112", "其他社会保障缴费", "合计", "0.24"),
        ("30112", "其他社会保障缴费", "一般公共预算/小计", "0.24"),
        ("30112", "其他社会保障缴费", "一般公共预算/财政拨款", "0.24"),
    ]


def test_amounts_of_two_years(read):
    (table,) = read(
        "“三公”经费支出表\n单位：万元\n项目\t2022年预算数\t2023年预算数\n合计\t5.60\t5.20\n公务接待费\t1.60\t1.20\n"
    )
    assert facts(table) == [
        (None, "合计", "上年预算数", "5.60"),
        (None, "合计", "预算数", "5.20"),
        (None, "公务接待费", "上年预算数", "1.60"),
        (None, "公务接待费", "预算数", "1.20"),
    ]


def test_heads_inside_a_performance_table(read):
    """A block with heads of its own in the middle of a 绩效自评表."""
    (table,) = read(
        "部门整体绩效自评表\n部门（单位）名称\t某县档案馆\t\t\t\n年度主要任务\t对应项目\t项目下达金额（万元）\t分值\t得分\n"
        "\t馆藏数字化\t12.50\t8\t7.5\n"
    )
    assert facts(table) == [
        (None, "馆藏数字化", "项目下达金额", "12.50"),
        (None, "馆藏数字化", "分值", "8"),
        (None, "馆藏数字化", "得分", "7.5"),
    ]


def test_bars_between_cells(read):
    """One cell and its bar a line, an empty cell a bar alone: the number of columns follows from what they hold."""
    (table,) = read(
        "“三公”经费支出决算表\n单位:万元\n项 目 |\n预 算 数 |\n决 算 数 |\n合 计 |\n3 |\n1.71 |\n因公出国(境)费 |\n|\n|\n"
        "公务接待费 |\n1 |\n0.53 |\n公务用车购置及运行维护费 |\n2 |\n1.18 |\n"
    )
    assert table.type == "three_public"
    assert facts(table) == [
        (None, "合计", "预算数", "3"),
        (None, "合计", "决算数", "1.71"),
        (None, "公务接待费", "预算数", "1"),
        (None, "公务接待费", "决算数", "0.53"),
        (None, "公务用车购置及运行维护费", "预算数", "2"),
        (None, "公务用车购置及运行维护费", "决算数", "1.18"),
    ]


def test_rows_between_bars(read):
    (table,) = read(
        "支出预算表\n单位：万元\n| 科目编码 | 科目名称 | 合计 | 基本支出 |\n|---|---|---|---|\n| 201 | 一般公共服务支出 | 8.00 | 8.00 |\n"
        "| 210 | 卫生健康支出 | 1.00 |  |\n"
    )
    assert facts(table) == [
        ("201", "一般公共服务支出", "合计", "8.00"),
        ("201", "一般公共服务支出", "基本支出", "8.00"),
        ("210", "卫生健康支出", "合计", "1.00"),
    ]


def test_bars_with_heads_merged_over_several_columns(read):
    """The commonest 三公 form, as a browser's text: two rows of heads, the second with bars for what is merged above."""
    (table,) = read(
        "一般公共预算“三公”经费支出预算表\n单位:万元\n“三公”经费合计 |\n因公出国(境)费 |\n公务用车购置及运行费 |\n公务 接待费 |\n"
        "||\n小计 |\n公务用车购置费 |\n公务用车运行费 |\n|||\n79 |\n0 |\n75 |\n50 |\n25 |\n4 |\n"
    )
    assert [(column, value) for _, _, column, value in facts(table)] == [
        ("合计", "79"),
        ("因公出国（境）费", "0"),
        ("公务用车购置及运行费/小计", "75"),
        ("公务用车购置及运行费/公务用车购置费", "50"),
        ("公务用车购置及运行费/公务用车运行费", "25"),
        ("公务接待费", "4"),
    ]


def test_box_of_a_government_site_is_no_table(read):
    assert (
        read(
            "索引号 | 1234/2024 | 发布机构 | 某县财政局\n标题 | 预算公开 | 成文日期 | 2024-03-01\n主题 | 财政 | 有效性 | 有效\n"
        )
        == ()
    )


def test_bars_on_lines_of_their_own_and_traditional_script(read):
    (table,) = read(
        "“三公”經費支出預算表\n單位：萬元\n項 目\n|\n預(yù) 算 數\n|\n合 計\n|\n0.36\n|\n因公出國(境)費\n|\n|\n公務接待費\n|\n0.36\n|\n"
    )
    assert (table.type, table.unit) == ("three_public", "万元")
    assert [(column, value) for _, _, column, value in facts(table)] == [("预算数", "0.36"), ("预算数", "0.36")]


def test_heads_of_the_second_half_slid_under_the_first(read):
    """预算数 and 决算数 of 三公: the third row of heads lost its empty cells, and 小计 has no place under 公务接待费."""
    (table,) = read(
        "财政拨款“三公”经费支出决算表\n单位：万元\n预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
        "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
        "\t\t小计\t公务用车购置费\t公务用车运行费\t小计\t公务用车购置费\t公务用车运行费\n"
        "5.20\t\t4.10\t\t4.10\t1.10\t4.60\t\t3.90\t\t3.90\t0.70\n"
    )
    assert [(column, value) for _, _, column, value in facts(table)] == [
        ("合计/预算数", "5.20"),
        ("公务用车购置及运行费/小计/预算数", "4.10"),
        ("公务用车购置及运行费/公务用车运行费/预算数", "4.10"),
        ("公务接待费/预算数", "1.10"),
        ("合计/决算数", "4.60"),
        ("公务用车购置及运行费/小计/决算数", "3.90"),
        ("公务用车购置及运行费/公务用车运行费/决算数", "3.90"),
        ("公务接待费/决算数", "0.70"),
    ]


def test_rows_of_heads_inside_an_overall_performance_table_begin_no_other_table(read):
    (table,) = read(
        "部门整体绩效目标表\n部门名称\t某县测绘站\t\t\n年度预算总额\t合计\t基本支出\t项目支出\n\t65.85\t39.22\t26.63\n"
        "年度主要任务\t任务名称\t主要内容\t预算金额（万元）\n\t界桩巡检\t外业测量\t26.63\n"
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t巡检界桩\t150根\n"
    )
    assert (table.type, table.title) == ("performance_overall", "部门整体绩效目标表")


def test_column_numbers_under_stars_and_spelt_out_as_sums(read):
    (table,) = read(
        "基金预算支出表\n单位：元\n功能科目\t\t\t科目名称\t总计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n**\t**\t**\t**\t1=2+3\t2\t3\n"
        "\t\t\t合计\t50,000.00\t\t50,000.00\n212\t08\t99\t其他国有土地使用权出让收入安排的支出\t50,000.00\t\t50,000.00\n"
    )
    assert table.type == "government_fund"
    assert [(code, value) for code, _, column, value in facts(table) if column == "合计"] == [
        (None, "50000.00"),
        ("2120899", "50000.00"),
    ]


def test_heads_that_nobody_knows_above_their_numbers(read):
    """国有资产 with kinds of cars as heads: the row of numbers says that all above it are heads."""
    (table,) = read(
        "国有资产占有使用情况表\n单位：万元\n资产总值\t房屋\t\t车辆\t\t其他固定资产\n\t面积（平方米）\t价值\t小计\t执法执勤用车\t\n1\t2\t3\t4\t5\t6\n"
        "860.20\t3200\t510.00\t6\t5\t240.00\n"
    )
    assert [(column, value) for _, _, column, value in facts(table)] == [
        ("资产总值", "860.20"),
        ("房屋/面积（平方米）", "3200"),
        ("房屋/价值", "510.00"),
        ("车辆/小计", "6"),
        ("车辆/执法执勤用车", "5"),
        ("其他固定资产", "240.00"),
    ]
    area = next(cell for cell in table.cells if cell.column_path == "房屋/面积（平方米）")
    assert area.value_wan is None


def test_heads_that_nobody_knows_over_figures(read):
    (table,) = read(
        "政府采购支出情况表\n单位：万元\n项目\t合计\t货物\t工程\t服务\n政府采购支出总额\t62.30\t9.30\t3.00\t50.00\n"
        "其中：授予中小企业合同金额\t50.00\t\t\t50.00\n"
    )
    assert facts(table) == [
        (None, "政府采购支出总额", "合计", "62.30"),
        (None, "政府采购支出总额", "货物", "9.30"),
        (None, "政府采购支出总额", "工程", "3.00"),
        (None, "政府采购支出总额", "服务", "50.00"),
        (None, "授予中小企业合同金额", "合计", "50.00"),
        (None, "授予中小企业合同金额", "服务", "50.00"),
    ]


def test_cells_broken_over_lines_between_tabs(read):
    """A converter kept the line breaks inside cells: the name goes on on lines without a tab."""
    (table,) = read(
        "收入总表\n单位：万元\n科目编码\t科目名称\t合计\t财政拨款收入\n\t合计\t12.00\t12.00\n"
        "208050 5\t机关事业单位\n基本养老保险\n缴费支出\t12.00\t12.00\n"
        "2080599\t其他行政事业单位\n养老支出\t0.00\t0.00\n本表单位为万元。\n"
    )
    assert facts(table)[2:] == [
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "12.00"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "财政拨款收入", "12.00"),
        ("2080599", "其他行政事业单位养老支出", "合计", "0.00"),
        ("2080599", "其他行政事业单位养老支出", "财政拨款收入", "0.00"),
    ]


PART = "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\n"


def test_title_and_heads_again_in_a_text_whose_codes_go_on(read):
    """A page break of the printed form: the second part goes on where the first ended."""
    (table,) = read(
        PART + "\t合计\t9.00\t9.00\n205\t教育支出\t9.00\t9.00\n\n— 5 —\n\n" + PART + "20502\t普通教育\t9.00\t9.00\n"
    )
    assert [code for code, _, column, _ in facts(table) if column == "合计"] == [None, "205", "20502"]


def test_title_and_heads_again_for_another_body(read):
    """The same form of the next body begins with its total."""
    first, second = read(
        PART
        + "\t合计\t9.00\t9.00\n205\t教育支出\t9.00\t9.00\n\n某县二中\n\n"
        + PART
        + "\t合计\t4.00\t4.00\n205\t教育支出\t4.00\t4.00\n"
    )
    assert [table.cells[0].text for table in (first, second)] == ["9.00", "4.00"]
