"""Standard tables made up, and the forms in which converters hand them over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from pipeline.document import Line, Page
from tests.tables.conftest import Drawing, text_page

ACCOUNTS = (
    (
        "205",
        "教育支出",
        (("20502", "普通教育", (("2050201", "学前教育"), ("2050202", "小学教育"), ("2050203", "初中教育"))),),
    ),
    (
        "208",
        "社会保障和就业支出",
        (
            (
                "20805",
                "行政事业单位养老支出",
                (("2080502", "事业单位离退休"), ("2080505", "机关事业单位基本养老保险缴费支出")),
            ),
        ),
    ),
    (
        "210",
        "卫生健康支出",
        (("21011", "行政事业单位医疗", (("2101101", "行政单位医疗"), ("2101102", "事业单位医疗"))),),
    ),
    ("221", "住房保障支出", (("22102", "住房改革支出", (("2210201", "住房公积金"), ("2210203", "购房补贴"))),)),
)
COLUMNS = ("合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")


@dataclass(frozen=True)
class Expenditure:
    """A 支出表: rows of code, name and one amount a column, None where the cell is empty."""

    rows: tuple[tuple[str, str, tuple[Decimal | None, ...]], ...]

    @property
    def facts(self) -> list[tuple[str | None, str, str, Decimal]]:
        return [
            (code or None, name, column, amount)
            for code, name, amounts in self.rows
            for column, amount in zip(COLUMNS, amounts, strict=True)
            if amount is not None
        ]


@st.composite
def expenditures(draw: st.DrawFn) -> Expenditure:
    """Amounts of 项 that add up to 款, 类 and 合计; columns beyond 项目支出 mostly empty, as real ones are."""
    rows: list[tuple[str, str, tuple[Decimal | None, ...]]] = []
    used = draw(st.lists(st.sampled_from(ACCOUNTS), min_size=2, max_size=4, unique=True))
    cents = st.integers(min_value=1, max_value=9_999_999)
    for lei, name, kuans in sorted(used):
        for kuan, kuan_name, xiangs in kuans:
            leaves = []
            for xiang, xiang_name in xiangs:
                parts = [draw(cents), draw(st.one_of(st.just(0), cents)), 0, draw(st.sampled_from([0, 0, 0, 1234])), 0]
                leaves.append((xiang, xiang_name, parts))
            sums = [sum(parts[i] for *_, parts in leaves) for i in range(5)]
            rows += [(lei, name, _amounts(sums)), (kuan, kuan_name, _amounts(sums))]
            rows += [(xiang, xiang_name, _amounts(parts)) for xiang, xiang_name, parts in leaves]
    total = [sum((row[2][i] or Decimal(0)) for row in rows if len(row[0]) == 7) for i in range(1, 6)]
    return Expenditure((("", "合计", _amounts([int(t * 100) for t in total])), *rows))


def _amounts(cents: list[int]) -> tuple[Decimal | None, ...]:
    values = [sum(cents), *cents]
    return tuple(Decimal(value).scaleb(-2) if value else None for value in values)


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.2f}"


def as_tabs(table: Expenditure) -> list[Page]:
    head = "科目编码\t科目名称\t" + "\t".join(COLUMNS)
    body = [f"{code}\t{name}\t" + "\t".join(map(_text, amounts)) for code, name, amounts in table.rows]
    return [text_page("\n".join(["支出预算表", "单位：万元", "", head, *body]))]


def as_cell_lines(table: Expenditure) -> list[Page]:
    rows = [["科目编码", "科目名称", *COLUMNS], *([code, name, *map(_text, a)] for code, name, a in table.rows)]
    blocks = ["\n".join("\t" + cell for cell in row) for row in rows]
    return [text_page("\n\n".join(["部门支出总表\n\t单位：万元", *blocks]))]


def as_repeated_pages(table: Expenditure) -> list[Page]:
    """Caption and head on every page, long codes wrapped, a page break every five rows."""
    head = "单位：万元\n\n序号\t功能分类科目\t\t" + "\t".join(COLUMNS) + "\n\t科目 编码\t科目名称" + "\t" * 6
    out = ["单位预算支出总表"]
    for start in range(0, len(table.rows), 5):
        rows = [
            f"{start + i + 1}\t{code[:6] + ' ' + code[6:] if len(code) == 7 else code}\t{name}\t"
            + "\t".join(map(_text, a))
            for i, (code, name, a) in enumerate(table.rows[start : start + 5])
        ]
        out.append("\n".join(["", head, "栏次\t" + "\t".join(map(str, range(1, 9))), *rows]))
    return [text_page("\n".join(out))]


def as_drawing(table: Expenditure) -> list[Page]:
    """Ruled pages, the second without caption and head."""
    widths = [0.08, 0.24, *[0.075] * 6]
    pages = []
    for number, start in enumerate(range(0, len(table.rows), 12), start=1):
        rows = table.rows[start : start + 12]
        top = 1 if number == 1 else 0
        drawing = Drawing(widths, len(rows) + top)
        if number == 1:
            drawing.above("支出决算表", "单位：万元")
            for column, text in enumerate(["科目编码", "科目名称", *COLUMNS]):
                drawing.put(0, column, text)
        for r, (code, name, amounts) in enumerate(rows, start=top):
            for column, text in enumerate([code, name, *map(_text, amounts)]):
                drawing.put(r, column, text)
        pages.append(drawing.page(number))
    return pages


def as_unruled(table: Expenditure) -> list[Page]:
    """The same positions without a single line drawn: amounts at the right, names at the left of their columns."""
    drawn = as_drawing(table)
    return [Page(p.number, tuple(map(_set, p.lines)), (), p.width, p.height, origin="layer") for p in drawn]


def _set(line: Line) -> Line:
    """A run as wide as its text: figures end where their column ends, words begin where it begins."""
    assert line.box is not None
    x0, y0, x1, y1 = line.box
    width = min(
        x1 - x0, 0.0085 * len(line.text) if line.text[:1].isdigit() and "." in line.text else 0.015 * len(line.text)
    )
    figure = "." in line.text
    return Line(
        line.text, line.page, (x1 - width, y0, x1, y1) if figure else (x0, y0, x0 + width, y1), printed=line.text
    )


def as_lines(table: Expenditure) -> list[Page]:
    """One cell a line, the empty ones gone."""
    cells = [cell for code, name, amounts in table.rows for cell in (code, name, *map(_text, amounts)) if cell]
    return [text_page("\n".join(["部门支出总表", "单位：万元", "科目编码", "科目名称", *COLUMNS, *cells]))]


FORMS = {
    "tabs": as_tabs,
    "cell_lines": as_cell_lines,
    "repeated_pages": as_repeated_pages,
    "drawing": as_drawing,
    "unruled": as_unruled,
}
