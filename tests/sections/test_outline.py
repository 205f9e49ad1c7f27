"""From pages to sections: what is a heading, what is its label, whose text is it."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document import Page, Section
from pipeline.sections import find_sections
from pipeline.vocabulary.heading_models import load_heading_models
from pipeline.vocabulary.headings import Headings
from tests.sections.conftest import outline, page

Read = Callable[[str], tuple[Section, ...]]


def test_report_with_cover_contents_and_parts(read: Read) -> None:
    """The table of contents is one section; the headings it announces are found in the body."""
    found = read("""
云溪县档案馆
2024年度部门预算公开说明
二〇二四年三月
目  录
第一部分 云溪县档案馆概况
一、主要职责
二、机构设置
第二部分 2024年度部门预算情况说明
一、收支预算总体情况说明
第三部分 名词解释
第一部分 云溪县档案馆概况
一、主要职责
（一）贯彻执行档案工作的法律法规；
（二）负责档案的接收、征集和保管。
二、机构设置
内设办公室、征集科。
第二部分 2024年度部门预算情况说明
一、收支预算总体情况说明
2024年收入总计88.60万元，比上年增加3.20万元，增长3.75%。
第三部分 名词解释
一、基本支出：指为保障机构正常运转而发生的支出。
""")
    assert outline(found) == [
        ("", "云溪县档案馆\n2024年度部门预算公开说明", "cover"),
        ("", "目  录", "contents"),
        ("第一部分", "云溪县档案馆概况", "overview"),
        ("一、", "主要职责", "duties"),
        ("二、", "机构设置", "organisation"),
        ("第二部分", "2024年度部门预算情况说明", "narrative"),
        ("一、", "收支预算总体情况说明", "overall"),
        ("第三部分", "名词解释", "glossary"),
    ]
    assert found[3].text == "（一）贯彻执行档案工作的法律法规；\n（二）负责档案的接收、征集和保管。"
    assert found[7].text == "一、基本支出：指为保障机构正常运转而发生的支出。"
    assert [section.parent_id for section in found[2:7]] == [
        None,
        found[2].section_id,
        found[2].section_id,
        None,
        found[5].section_id,
    ]
    assert found[0].section_id == "d0cd0cd0cd0c-s001"


def test_part_number_on_its_own_row(read: Read) -> None:
    found = read("第二部分\n\n云溪县档案馆2024年度部门预算情况说明\n\n一、收入预算情况说明\n\n收入5.00万元。")
    assert outline(found) == [
        ("第二部分", "云溪县档案馆2024年度部门预算情况说明", "narrative"),
        ("一、", "收入预算情况说明", "income"),
    ]


def test_heading_glued_to_its_text(read: Read) -> None:
    found = read("三、机关运行经费安排情况：2024年安排12.50万元，与上年持平。\n（一）政府采购情况。本年采购2.00万元。")
    assert [(section.title, section.label, section.text) for section in found] == [
        ("机关运行经费安排情况：", "operating_cost", "2024年安排12.50万元，与上年持平。"),
        ("政府采购情况。", "procurement", "本年采购2.00万元。"),
    ]


def test_numbered_figures_and_items_are_text(read: Read) -> None:
    """（一）收入总计…, 1.基本支出…万元 and …（项） open paragraphs, not sections."""
    text = (
        "（一）收入总计88.60万元，包括：\n1.财政拨款收入80.00万元，占90.29%。\n"
        "2.一般公共服务支出（类）档案事务（款）行政运行（项）。年初预算为30.00万元。\n（二）公务接待费0.00万元。"
    )
    found = read("一、收入支出决算总体情况说明\n" + text)
    assert outline(found) == [("一、", "收入支出决算总体情况说明", "overall")]
    assert found[0].text == text


def test_list_of_bodies_is_text(read: Read) -> None:
    found = read("二、部门决算单位构成\n纳入编制范围的单位包括：\n1.云溪县档案馆本级\n2.云溪县方志馆")
    assert outline(found) == [("二、", "部门决算单位构成", "organisation")]
    assert found[0].text == "纳入编制范围的单位包括：\n1.云溪县档案馆本级\n2.云溪县方志馆"


def test_heading_that_names_no_subject_takes_the_one_above(read: Read) -> None:
    found = read("二、财政拨款支出决算情况说明\n（一）总体情况。\n全年支出9.00万元。\n（三）政府性基金支出情况\n无。")
    assert outline(found) == [
        ("二、", "财政拨款支出决算情况说明", "appropriation"),
        ("（一）", "总体情况。", "appropriation"),
        ("（三）", "政府性基金支出情况", "government_fund"),
    ]
    assert found[1].score == found[0].score


def test_parts_of_a_known_subject_share_its_label(read: Read) -> None:
    """（二）工作保障措施 under 预算绩效 is about performance, and so is 1. below it; 外事往来 is nothing that is known."""
    found = read("""
五、预算绩效信息
（二）工作保障措施
1、完善制度
制定资金管理办法。
（三）队伍建设情况
支出5.00万元。
六、其他需要说明的事项
（一）外事往来
无。
""")
    assert [(section.title, section.label) for section in found] == [
        ("预算绩效信息", "performance"),
        ("工作保障措施", "performance"),
        ("完善制度", "performance"),
        ("队伍建设情况", "performance"),
        ("其他需要说明的事项", "other"),
        ("外事往来", "other"),
    ]


def test_report_on_one_subject(read: Read) -> None:
    """总体情况 below a title page on “三公”经费 is about those."""
    found = read("云溪县档案馆2023年度“三公”经费决算情况说明\n一、总体情况\n支出5.00万元。\n二、分项情况\n无。")
    assert [section.label for section in found] == ["cover", "three_public", "three_public"]


def test_duties_in_a_list_are_text(read: Read) -> None:
    text = "（一）负责全县档案工作\n（二）组织档案宣传\n（三）完成县委交办的工作任务。"
    found = read("一、主要职责\n" + text)
    assert [(section.label, section.text) for section in found] == [("duties", text)]


def test_part_inside_an_open_heading(read: Read) -> None:
    """第一部分 under 五、 is nested, as 六、 shows; levels follow."""
    found = read("""
第一部分 单位预算情况说明
五、预算绩效信息
第一部分 整体绩效目标
全年完成档案整理2000卷。
第二部分 项目绩效目标
六、政府采购预算情况
无。
""")
    assert [(section.title, section.level, section.label) for section in found] == [
        ("单位预算情况说明", 0, "narrative"),
        ("预算绩效信息", 1, "performance"),
        ("整体绩效目标", 2, "performance"),
        ("项目绩效目标", 2, "performance"),
        ("政府采购预算情况", 1, "procurement"),
    ]
    assert found[2].parent_id == found[1].section_id
    assert found[4].parent_id == found[0].section_id


def test_parts_numbered_as_headings(read: Read) -> None:
    """Without 第一部分, 一、 numbers the report's own parts."""
    found = read("一、概况\n（一）主要职责\n管理档案。\n二、2023年度部门决算公开表\n三、2023年度部门决算情况说明\n无。")
    assert [section.label for section in found] == ["overview", "duties", "report_tables", "narrative"]


def test_headings_without_numbers(read: Read) -> None:
    found = read("""
荷塘市气象局
2025年部门预算

部门主要职责
负责全市气象监测预报，承担防灾减灾服务。
“三公”经费预算情况
2025年预算3.00万元，与上年持平。
名词解释
1.基本支出：指为保障机构正常运转而发生的支出。
""")
    assert outline(found) == [
        ("", "荷塘市气象局\n2025年部门预算", "cover"),
        ("", "部门主要职责", "duties"),
        ("", "“三公”经费预算情况", "three_public"),
        ("", "名词解释", "glossary"),
    ]


def test_misread_numbers_and_words(read: Read) -> None:
    """—、 for 一、, 士、 for 七、, a letter wrong in the subject: the heading stands."""
    found = read("""
—、主要职能
管理档案。
士、政府性墓金预算支出情况说明
无。
八、收入决箕情况说明
收入9.00万元。
""")
    assert [(section.number, section.label) for section in found] == [
        ("—、", "duties"),
        ("士、", "government_fund"),
        ("八、", "income"),
    ]


def test_traditional_print(read: Read) -> None:
    found = read("二、一般公共預(yù)算財政撥款“三公”經(jīng)費支出情況說明\n支出5.00萬元，完成預算的90%。")
    assert outline(found) == [("二、", "一般公共預(yù)算財政撥款“三公”經(jīng)費支出情況說明", "three_public")]


def test_passage_without_headings_is_one_section(read: Read) -> None:
    found = read("2023年度“三公”经费支出7.20万元，比上年减少0.30万元，下降4%，主要原因是公务接\n待批次减少。")
    assert outline(found) == [("", "", "other")]
    assert found[0].text == ("2023年度“三公”经费支出7.20万元，比上年减少0.30万元，下降4%，主要原因是公务接待批次减少。")


def test_pages_with_boxes(headings: Headings) -> None:
    """Rows broken at the right margin are joined over the page; a heading on two rows is one."""
    pages = [
        page(
            1,
            [
                (0, "第三部分云溪县档案馆2024年度部门决算情况"),
                (9, "说明"),
                (2, "一、收入支出决算总体情况说明"),
                (2, "云溪县档案馆2024年度收入支出总计三百"),
                (0, "万元。与2023年度相比，收入支出总计增加了"),
            ],
        ),
        page(
            2,
            [
                (0, "1.20万元，增长0.40%。"),
                (2, "（一）机关运行经费支出情况"),
                (2, "机关运行经费支出0万元。"),
            ],
        ),
    ]
    found = find_sections(pages, headings, load_heading_models(), "d0c" * 20)
    assert outline(found) == [
        ("第三部分", "云溪县档案馆2024年度部门决算情况说明", "narrative"),
        ("一、", "收入支出决算总体情况说明", "overall"),
        ("（一）", "机关运行经费支出情况", "operating_cost"),
    ]
    total = found[1]
    assert total.text == (
        "云溪县档案馆2024年度收入支出总计三百万元。与2023年度相比，收入支出总计增加了1.20万元，增长0.40%。"
    )
    assert (total.page_start, total.page_end) == (1, 2)
    assert [total.page_at(total.text.index(word)) for word in ("总计三百", "1.20")] == [1, 2]


def test_no_lines_no_sections(headings: Headings) -> None:
    assert find_sections([Page(1, ())], headings, load_heading_models(), "d0c" * 20) == ()


def test_what_a_site_prints_is_no_cover(read: Read) -> None:
    """Breadcrumb, metadata, the title twice: one title page, its frame is its text."""
    found = read("""
首页 > 政务公开 > 财政信息
索引号：009900/2023-00012 发布机构：云溪县档案馆
云溪县档案馆2022年度部门决算
发布时间：2023-09-01 浏览次数：12
云溪县档案馆2022年度部门决算
一、主要职责
管理全县档案，编制目录。
""")
    assert outline(found) == [("", "云溪县档案馆2022年度部门决算", "cover"), ("一、", "主要职责", "duties")]
    assert found[0].text.split("\n") == [
        "首页 > 政务公开 > 财政信息",
        "索引号：009900/2023-00012 发布机构：云溪县档案馆",
        "发布时间：2023-09-01 浏览次数：12",
    ]


def test_annex_of_a_notice_has_its_cover(read: Read) -> None:
    assert outline(read("附件2\n云溪县档案馆2022年部门预算\n一、主要职责\n管理全县档案，编制目录。")) == [
        ("", "云溪县档案馆2022年部门预算", "cover"),
        ("一、", "主要职责", "duties"),
    ]


def test_traditional_script_with_stray_pinyin(read: Read) -> None:
    """Read in one script, kept as printed."""
    found = read("""
云溪縣檔案館2022年部門預(yù)算公開
一、雲溪縣檔案館概況
(一)機構(gòu)設(shè)置情況
內(nèi)設辦公室、徵集科。
二、部門預(yù)算情況說明
(一)收入預(yù)算情況。2022年，本單位收入為16.40萬元。
""")
    assert outline(found) == [
        ("", "云溪縣檔案館2022年部門預(yù)算公開", "cover"),
        ("一、", "雲溪縣檔案館概況", "overview"),
        ("(一)", "機構(gòu)設(shè)置情況", "organisation"),
        ("二、", "部門預(yù)算情況說明", "narrative"),
        ("(一)", "收入預(yù)算情況。", "income"),
    ]
    assert found[-1].text == "2022年，本單位收入為16.40萬元。"


def test_text_under_a_title_page_is_a_section_of_its_subject(read: Read) -> None:
    found = read("云溪县2022年“三公”经费决算汇总情况\n2022年“三公”经费支出5.00万元，比上年减少1.00万元。")
    assert outline(found) == [("", "云溪县2022年“三公”经费决算汇总情况", "cover"), ("", "", "three_public")]


def test_report_on_everything_has_no_subject_of_its_own(read: Read) -> None:
    found = read("云溪县档案馆2022年部门预算及“三公”经费预算公开\n一、档案开放\n开放档案，编制目录。")
    assert [section.label for section in found] == ["cover", "other"]


def test_body_that_is_called_like_a_heading_stands_on_its_title_page(headings: Headings) -> None:
    """绩效评价中心, centred on a row of its own, is no section on performance."""
    rows = [
        (8.0, "松江市梅溪区"),
        (7.0, "绩效评价中心"),
        (6.0, "2023年度部门决算"),
        (2.0, "一、主要职责"),
        (2.0, "评价各项支出。"),
    ]
    assert outline(find_sections([page(1, rows)], headings, load_heading_models(), "d0c" * 20))[0] == (
        "",
        "松江市梅溪区\n绩效评价中心\n2023年度部门决算",
        "cover",
    )


def test_level_that_is_left_out_hangs_under_the_next_higher_one(read: Read) -> None:
    """1. directly below 一、, and （1） below that: nothing is lost, parents are those that are there."""
    found = read(
        "一、其他重要事项说明\n1.机关运行经费情况\n安排3.00万元。\n（1）政府采购情况\n无。\n二、名词解释\n略。"
    )
    assert [(section.number, section.level, section.label) for section in found] == [
        ("一、", 1, "other"),
        ("1.", 3, "operating_cost"),
        ("（1）", 4, "procurement"),
        ("二、", 1, "glossary"),
    ]
    assert [section.parent_id for section in found] == [None, found[0].section_id, found[1].section_id, None]


def test_wrong_numbers_change_nothing(read: Read) -> None:
    """三、 twice, 五、 left out, 二、 late: the headings keep their order and what is printed."""
    found = read(
        "二、收入决算情况说明\n收入9.00万元。\n三、支出决算情况说明\n支出9.00万元。\n三、机关运行经费情况\n无。\n六、政府采购情况\n无。\n"
        "二、国有资产占用情况\n车辆1辆。"
    )
    assert outline(found) == [
        ("二、", "收入决算情况说明", "income"),
        ("三、", "支出决算情况说明", "expenditure"),
        ("三、", "机关运行经费情况", "operating_cost"),
        ("六、", "政府采购情况", "procurement"),
        ("二、", "国有资产占用情况", "state_assets"),
    ]


def test_numbers_that_broke(read: Read) -> None:
    """第二部付 for 第二部分, （） for （二）, 十款、 for 十一、: a title that is known makes them headings."""
    found = read(
        "第二部付 2023年度部门决算表\n第三部分 部门决算情况说明\n一、其他重要事项说明\n（一）机关运行经费支出情况\n无。\n"
        "（）政府采购支出情况\n无。\n十款、预算绩效管理情况\n完成自评。"
    )
    assert outline(found) == [
        ("第二部付", "2023年度部门决算表", "report_tables"),
        ("第三部分", "部门决算情况说明", "narrative"),
        ("一、", "其他重要事项说明", "other"),
        ("（一）", "机关运行经费支出情况", "operating_cost"),
        ("（）", "政府采购支出情况", "procurement"),
        ("十款、", "预算绩效管理情况", "performance"),
    ]


def test_subject_with_a_full_stop_before_its_text(read: Read) -> None:
    """1. 机关运行经费。… opens a section; so does what goes on in the same manner, though its subject is not known."""
    found = read(
        "三、其他说明\n（一）机关运行经费。安排3.00万元，与上年持平。\n（二）信访工作情况。接待12批次。\n（三）组织实施本年计划，落实责任。"
    )
    assert [(section.title, section.text) for section in found] == [
        ("其他说明", ""),
        ("机关运行经费。", "安排3.00万元，与上年持平。"),
        ("信访工作情况。", "接待12批次。\n（三）组织实施本年计划，落实责任。"),
    ]


def test_number_in_traditional_script_that_was_misread_stands_once(read: Read) -> None:
    found = read("第三本分 部門決算情況說明\n一、收入決算情況說明\n收入9.00萬元。")
    assert outline(found)[0] == ("第三本分", "部門決算情況說明", "narrative")


def test_report_without_numbers_has_headings_under_headings(read: Read) -> None:
    found = read(
        "某县气象台2024年部门预算情况说明\n\n部门主要职能\n\n负责天气监测，发布预警信息。\n\n其他重要事项的情况说明\n\n机关运行经费情况\n\n"
        "安排3.00万元，与上年持平。\n\n政府采购情况\n\n采购预算2.00万元，为货物采购。"
    )
    assert [(section.title, section.label) for section in found[1:]] == [
        ("部门主要职能", "duties"),
        ("其他重要事项的情况说明", "other"),
        ("机关运行经费情况", "operating_cost"),
        ("政府采购情况", "procurement"),
    ]


def test_text_below_a_heading_may_begin_with_a_count(read: Read) -> None:
    found = read(
        "4.绩效管理情况\n2个项目实行绩效跟踪，评价结果均为良好。\n5.国有资产占用情况\n2辆公务用车，没有大型设备。"
    )
    assert [(section.title, section.text) for section in found] == [
        ("绩效管理情况", "2个项目实行绩效跟踪，评价结果均为良好。"),
        ("国有资产占用情况", "2辆公务用车，没有大型设备。"),
    ]


def test_duties_that_end_with_the_word_are_text(read: Read) -> None:
    text = "（一）履行本区域水土保持的监督职责。\n（二）编制规划，发布公报。"
    found = read("一、主要职责\n" + text)
    assert [(section.title, section.text) for section in found] == [("主要职责", text)]


def test_number_of_a_table_is_no_heading(read: Read) -> None:
    """附表1 above 部门收支预算总表 numbers the table; 附件1 opens a part."""
    found = read(
        "一、收入预算情况\n收入5.00万元。\n二、附表\n附表1\n编报部门：某局\n附表2\n编报部门：某局\n附件1\n自评报告如下。"
    )
    assert outline(found) == [
        ("一、", "收入预算情况", "income"),
        ("二、", "附表", "report_tables"),
        ("", "附件1", "attachment"),
    ]


def test_a_title_below_a_full_line_that_ends_a_sentence(read: Read) -> None:
    """A converter broke the prose into lines; the last one before the title fills its line to the full stop."""
    found = read("""
一、名词解释
（一）机关运行经费：指行政单位和参照公务员法管理的事业单位使用一般公共预算
财政拨款安排的办公费、水电费、差旅费、会议费和其他费用，以及公务用车运行费。
（二）项目支出：指在基本支出之外为完成特定的行政任务和事业发展目标所发生的
支出，由各单位按照规定的程序逐项申报，经过评审后列入预算，不得相互挤占挪用。
2031年部门预算编制说明
2031年收入预算88.60万元，其中财政拨款收入88.60万元，比上年增加3.20万元，
主要原因是新增档案数字化项目。
""")
    assert [title for _, title, _ in outline(found)] == ["名词解释", "2031年部门预算编制说明"]
    assert found[1].text.startswith("2031年收入预算88.60万元")
