"""The page for the browser: what it holds, and that no document can break into it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from pipeline.document import Issue
from pipeline.show.page import page_of

PICTURE = "data:image/webp;base64,AAAA"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\x00\u202e]]></style>"


class Elements(HTMLParser):
    """Every element with its attributes and the text right inside it; knows when tags do not pair."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        element = (tag, dict(attributes), [])
        self.found.append(element)
        if tag != "meta":
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, text):
        if self.open:
            self.open[-1][2].append(text)

    def of(self, tag: str, kind: str | None = None):
        return [
            (attributes, "".join(text))
            for name, attributes, text in self.found
            if name == tag and (kind is None or kind in (attributes.get("class") or "").split())
        ]


@pytest.fixture
def report(document, table, cell, failed):
    whole = cell(0, 2, "合计", "9.60", code="21303", name="水利", grade="contradicted", ocr_score=0.97, text="9.6O")
    cells = [
        whole,
        cell(0, 3, "基本支出/小计", "9.60", code="21303", name="水利", grade="verified"),
        cell(0, 4, "基本支出/人员经费", "6.60", code="21303", name="水利"),
        cell(1, 2, "合计", "6.60", code="2130304", name="水利行业业务管理", page=2),
    ]
    check = failed("21303 水利: 6.60 + 2.00 = 8.60, printed 9.60", whole)
    return document(table(cells), checks=[check], pages=3)


def test_cells_are_drawn_where_they_stand_with_what_they_say(report):
    boxes = Elements(page_of(report, {1: PICTURE})).of("a", "box")
    first = boxes[0][0]
    assert len(boxes) == 3
    assert first["class"] == "box contradicted"
    assert first["style"] == "left: 30.000%; top: 10.000%; width: 8.000%; height: 2.000%"
    assert first["data-cell"] == "0123456789ab-t01-r0c2"
    assert first["data-tip"].split("\n") == [
        "合计",
        "21303 水利",
        "9.60 万元   ✗ contradicted",
        "read by OCR as 9.6O, score 0.97",
        "✗ 21303 水利: 6.60 + 2.00 = 8.60, printed 9.60",
    ]


def test_heads_are_merged_again(report):
    page = Elements(page_of(report, {}, only=1))
    heads = [(text, a.get("colspan"), a.get("rowspan")) for a, text in page.of("th")]
    assert heads == [
        ("code", None, "2"),
        ("name", None, "2"),
        ("合计", None, "2"),
        ("基本支出", "2", None),
        ("小计", None, None),
        ("人员经费", None, None),
    ]
    assert [text for _, text in page.of("td")] == ["21303", "水利", "9.60", "9.60", "6.60"]


def test_a_further_side_begins_with_a_line_at_its_first_key(document, table, cell):
    cells = [cell(0, 1, "收入/预算数", "4.00", name="甲"), cell(0, 3, "支出/预算数", "4.00", name="乙")]
    page = Elements(page_of(document(table(cells, kind="overall")), {}))
    assert [text for _, text in page.of("th", "new")] == ["name"]
    assert [text for _, text in page.of("td", "new")] == ["乙"]


def test_every_page_of_a_table_has_its_rows_and_a_picture_is_held_once(report):
    written = page_of(report, {1: PICTURE, 2: PICTURE + "BB"})
    page = Elements(written)
    assert written.count(PICTURE + ")") == 1
    assert [text for _, text in page.of("p", "number")] == ["page 1", "page 2"]
    assert [text for _, text in page.of("td", "name")] == ["水利", "水利行业业务管理"]
    assert [text for _, text in page.of("h2")] == ["一般公共预算支出表", "一般公共预算支出表 (continued)"]
    assert [text for _, text in page.of("li") if "printed" in text] == ["21303 水利: 6.60 + 2.00 = 8.60, printed 9.60"]


def test_without_a_picture_there_are_no_boxes(report):
    page = Elements(page_of(report, {}))
    assert page.of("a", "box") == []
    assert len(page.of("td", "figure")) == 4


def test_links_within_the_page_lead_somewhere(report):
    page = Elements(page_of(report, {1: PICTURE}))
    ids = {attributes["id"] for _, attributes, _ in page.found if "id" in attributes}
    links = {attributes["href"].removeprefix("#") for attributes, _ in page.of("a")}
    assert links
    assert links <= ids


def test_hostile_text_stays_text(document, table, cell):
    """Title, agency, names, codes, heads, texts, units, messages, file name: none becomes an element or attribute."""
    cells = [cell(0, 1, f"{HOSTILE}/{HOSTILE}", text=HOSTILE, code=HOSTILE, name=HOSTILE)]
    path = "/".join("甲乙丙丁戊己"[: cells[0].column_path.count("/") + 1])
    calm = document(table([cell(0, 1, path, text="庚", code="辛", name="壬")]), issues=(Issue("ocr", 1, "癸"),))
    hostile = document(
        table(cells, title=HOSTILE, kind=HOSTILE, unit=HOSTILE), title=HOSTILE, issues=(Issue("ocr", 1, HOSTILE),)
    )
    page = Elements(page_of(hostile, {1: PICTURE}))
    expected = Elements(page_of(calm, {1: PICTURE}))
    assert [name for name, _, _ in page.found] == [name for name, _, _ in expected.found]
    assert [set(attributes) for _, attributes, _ in page.found] == [set(a) for _, a, _ in expected.found]
    written = page_of(hostile, {1: PICTURE})
    assert not {"\x00", "\u202e"} & set(written)
    assert "<script>alert" not in written


def test_the_browser_may_load_nothing_and_run_only_our_script(report):
    page = Elements(page_of(report, {1: PICTURE}))
    ((policy, _),) = [(a, t) for a, t in page.of("meta") if a.get("http-equiv")]
    ((_, script),) = page.of("script")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"
    )
    assert not re.search(r"(?:src|href)=\"(?!#)", page_of(report, {1: PICTURE}))
