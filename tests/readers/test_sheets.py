"""Workbooks and comma-separated tables → pages with native tables."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.csv_text import read_csv
from pipeline.readers.ods import read_ods
from pipeline.readers.xls import read_xls
from pipeline.readers.xlsx import read_xlsx
from tests.readers.conftest import RECORDINGS
from tests.readers.office import grid, printed, relations, zipped

HEAD = ["科目编码", "科目名称", "决算数"]


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def pages(found):
    return [page for page in found if isinstance(page, Page)]


def a_table(sheet):
    sheet.title = "支出表"
    sheet["A1"] = "公用经费支出决算表"
    sheet.merge_cells("A1:D1")
    sheet["D2"] = "单位：元"
    sheet["A3"], sheet["C3"] = "项目", "决算数"
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:C4")
    sheet["A4"], sheet["B4"] = "科目编码", "科目名称"
    sheet["A5"], sheet["B5"], sheet["C5"] = 30201.0, "办公费", 1204.5
    sheet["C5"].number_format = "#,##0.00_ "
    sheet["A7"], sheet["B7"], sheet["C7"] = "30202", "印刷\n费", 0.1 + 0.2
    sheet["A9"] = "注：本表以元为单位。"
    sheet["D5"].number_format = "0.00"


def test_a_sheet_of_excel_is_a_page_its_title_and_note_are_lines():
    (page,) = pages(read_xlsx(workbook(a_table), None, "never"))
    assert printed(page) == ["公用经费支出决算表", "单位：元", "注：本表以元为单位。"]
    assert page.tables[0].after == 2
    assert grid(page) == [
        *("0,0+1×2 项目", "0,2+2×1 决算数", "1,0 科目编码", "1,1 科目名称"),
        *("2,0 30201", "2,1 办公费", "2,2 1,204.50"),
        *("3,0 30202", "3,1 印刷费", "3,2 0.3"),
    ]
    assert [cell.address for cell in page.tables[0].cells][-3:] == ["支出表!A7", "支出表!B7", "支出表!C7"]
    assert (page.tables[0].n_rows, page.tables[0].n_columns) == (4, 4)


def test_two_tables_below_each_other_are_two():
    def fill(sheet):
        for row in (
            [*HEAD],
            ["301", "工资", "5"],
            [],
            ["三公经费支出表"],
            ["项目", "预算数", "决算数"],
            ["合计", "2", "1"],
        ):
            sheet.append(row)

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert printed(page) == ["三公经费支出表"]
    assert [table.after for table in page.tables] == [0, 1]
    assert grid(page, 1) == ["0,0 项目", "0,1 预算数", "0,2 决算数", "1,0 合计", "1,1 2", "1,2 1"]


def a_form(sheet, *, second="二、绩效指标"):
    rows = [
        ("项目支出绩效目标表",),
        ("一、基本信息",),
        ("项目名称", "河道清淤", "项目代码", "A07"),
        (second,) if second else (),
    ]
    for row in filter(None, [*rows, ("指标", "指标值", "单位", "分值"), ("清淤长度", "12", "公里", "30")]):
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=4)


@pytest.mark.parametrize(
    ("second", "above"),
    [("二、绩效指标", ["项目支出绩效目标表"]), (None, ["项目支出绩效目标表", "一、基本信息"])],
    ids=["a form in parts", "a heading"],
)
def test_the_first_part_of_a_form_is_a_row_of_it(second, above):
    """Numbered rows over the whole table part it where there are several; the first of them hides no title above it."""
    (page,) = pages(read_xlsx(workbook(lambda sheet: a_form(sheet, second=second)), None, "never"))
    assert printed(page) == above
    assert len(page.tables) == 1


def test_headings_over_paragraphs_in_a_sheet_are_no_parts_of_its_table():
    def fill(sheet):
        for text in ("一、主要职责", "承担河道管理工作。", "二、机构设置", "内设科室三个。"):
            sheet.append([text])
            sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=3)
        for row in (HEAD, ["30201", "办公费", "12.00"]):
            sheet.append(row)

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert printed(page) == ["一、主要职责", "承担河道管理工作。", "二、机构设置", "内设科室三个。"]


def test_an_empty_row_inside_a_table_parts_nothing():
    def fill(sheet):
        for row in ([*HEAD], ["301", "工资", "5"], [], ["302", "办公费", "4"]):
            sheet.append(row)

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert [(table.n_rows, table.n_columns) for table in page.tables] == [(3, 3)]


def test_what_is_hidden_is_left_out():
    def fill(sheet):
        for row in ([*HEAD], ["301", "工资", "5"], ["302", "隐藏行", "4"], ["303", "补助", "3"]):
            sheet.append([*row, "隐藏列"])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.parent.create_sheet("旧表").append(["去年的"])
        sheet.parent["旧表"].sheet_state = "hidden"

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert grid(page)[3:] == ["1,0 301", "1,1 工资", "1,2 5", "2,0 303", "2,1 补助", "2,2 3"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (2080505.0, "General", "2080505"),
        (Decimal("4863500.00"), "#,##0.00", "4,863,500.00"),
        (0.0527, "0.00%", "5.27%"),
        (-4.37, "#,##0.00_);[Red](#,##0.00)", "(4.37)"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12, '0"人"', "12"),
        (4863500, "0!.0000", "486.3500"),  # 万 of what is stored in 元
        (4863500, '0!.0,"万元"', "486.4万元"),
        (38.4, '0.00"万元"', "38.40万元"),
        (208, "00000", "00208"),
        (datetime.date(2032, 3, 4), 'yyyy"年"m"月"d"日"', "2032年3月4日"),
        (datetime.date(2032, 3, 4), "yyyy-mm-dd", "2032-03-04"),
        (True, "General", "是"),
    ],
)  # fmt: skip
def test_numbers_as_displayed(value, number_format, shown):
    def fill(sheet):
        sheet.append([*HEAD])
        sheet.append(["301", "工资", value])
        sheet["C2"].number_format = number_format

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert grid(page)[-1] == f"1,2 {shown}"


def test_tables_beside_each_other():
    """Each with a title of its own; an empty column between income and expenditure parts nothing."""

    def fill(sheet):
        for cells in (
            ["支出表", "", "", "“三公”经费支出表"],
            ["科目名称", "决算数", "", "项目", "决算数"],
            ["办公费", 12, "", "公务接待费", 3],
            ["差旅费", 5, "", "合计", 3],
        ):
            sheet.append(cells)

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert printed(page) == ["支出表", "“三公”经费支出表"]
    assert [table.after for table in page.tables] == [1, 2]
    assert grid(page, 1) == ["0,0 项目", "0,1 决算数", "1,0 公务接待费", "1,1 3", "2,0 合计", "2,1 3"]

    def fill_one(sheet):
        sheet.append(["收支总表"])
        sheet.merge_cells("A1:E1")
        for cells in (["收入", "决算数", "", "支出", "决算数"], ["财政拨款", 12, "", "办公费", 12]):
            sheet.append(cells)

    (page,) = pages(read_xlsx(workbook(fill_one), None, "never"))
    assert len(page.tables) == 1


def test_what_is_white_crossed_out_or_raised_in_a_cell():
    """White on a dark field is a head; what is crossed out stays where it is all that the cell holds."""

    def fill(sheet):
        sheet.append([*HEAD, "备注"])
        for cell in sheet[1]:
            cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")
        sheet.append(["'301", "工资", "", 5555])
        sheet["D2"].font = Font(color="FFFFFFFF")
        struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
        sheet["C2"] = CellRichText(TextBlock(struck, "250.00"), "227.70", TextBlock(raised, "2"))
        sheet.append(["303", "补助", CellRichText(TextBlock(struck, "3.10")), ""])

    (page,) = pages(read_xlsx(workbook(fill), None, "never"))
    assert grid(page) == [
        *("0,0 科目编码", "0,1 科目名称", "0,2 决算数", "0,3 备注"),
        *("1,0 301", "1,1 工资", "1,2 227.70", "2,0 303", "2,1 补助", "2,2 3.10"),
    ]


def test_a_formula_without_a_stored_value_is_reported():
    def fill(sheet):
        sheet.append([*HEAD])
        sheet.append(["301", "工资", "=1+1"])

    *_, issue = read_xlsx(workbook(fill), None, "never")
    assert issue == Issue(
        "read", 1, "sheet Sheet: 1 formulas have no stored value; open the workbook, save it and run again"
    )


def test_a_workbook_without_its_main_part_is_damaged():
    with pytest.raises(UnreadableFile, match="its main part is missing"):
        list(read_xlsx(zipped({"_rels/.rels": relations(("officeDocument", "xl/workbook.xml"))}), None, "never"))


def test_a_workbook_of_the_old_kind():
    """Written by LibreOffice from the sheet of the first test."""
    (page,) = pages(read_xls((RECORDINGS / "office" / "expenditure.xls").read_bytes(), None, "never"))
    assert printed(page) == ["公用经费支出决算表", "单位：元", "注：本表以元为单位。"]
    assert grid(page) == grid(pages(read_xlsx(workbook(a_table), None, "never"))[0])
    assert page.tables[0].cells[-1].address == "支出表!C7"


def test_a_damaged_workbook_of_the_old_kind():
    whole = (RECORDINGS / "office" / "expenditure.xls").read_bytes()
    with pytest.raises(UnreadableFile, match=r"the workbook is damaged|LibreOffice could not open the file"):
        list(read_xls(whole[:600], None, "never"))


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
 <style:style style:name="ta9"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""


WIDE, TWICE = "table:number-columns-spanned='3'", "table:number-columns-repeated='2'"


def opendocument(tables: str) -> bytes:
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.format(tables=tables)}
    )


def test_an_opendocument_sheet_keeps_what_it_displays():
    def cells(*texts, more=""):
        return "".join(f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>" for text in texts)

    table = (
        '<table:table table:name="支出"><table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cells('公用经费支出表', more=WIDE)}</table:table-row>"
        f"<table:table-row>{cells(*HEAD, '隐藏列')}</table:table-row>"
        f"<table:table-row>{cells('30201', '办公<text:s/>费', '1,204.50')}</table:table-row>"
        f"<table:table-row table:visibility='filter'>{cells('30202', '隐藏', '9')}</table:table-row>"
        f"<table:table-row><table:table-cell/>{cells('小计', more=TWICE)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
        f'<table:table table:name="旧" table:style-name="ta9"><table:table-row>{cells("旧表")}</table:table-row></table:table>'
    )
    (page,) = pages(read_ods(opendocument(table), None, "never"))
    assert printed(page) == ["公用经费支出表"]
    assert grid(page) == [
        *("0,0 科目编码", "0,1 科目名称", "0,2 决算数", "1,0 30201", "1,1 办公 费", "1,2 1,204.50"),
        *("2,1 小计", "2,2 小计"),
    ]
    assert page.tables[0].cells[-1].address == "支出!C5"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_comma_separated_values_of_chinese_excel(encoding):
    text = '公用经费支出表,,\r\n科目编码,科目名称,决算数\r\n30201,"办公费\n（含邮寄）","1,204.50"\r\n注：以元为单位。,,\r\n'
    (page,) = pages(read_csv(text.encode(encoding), None, "never"))
    assert printed(page) == ["公用经费支出表", "注：以元为单位。"]
    assert grid(page)[3:] == ["1,0 30201", "1,1 办公费（含邮寄）", "1,2 1,204.50"]
    assert [(cell.line, cell.address) for cell in page.tables[0].cells[-3:]] == [(3, None)] * 3
    assert page.lines[-1].number == 5
