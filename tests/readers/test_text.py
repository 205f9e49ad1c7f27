"""Plain text: encodings, lines, what is no text."""

import pytest

from pipeline.document import Issue, Line, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.text import decode, read_text

REPORT = "柳湾市档案馆2031年度部门决算\r\n\r\n项目\t决算数\n\t\n一、财政拨款收入\t1,204.50\n"


def read(source: bytes) -> list[Page | Issue]:
    return list(read_text(source, None, "auto"))


def test_lines_tabs_and_blank_lines_are_kept():
    """One cell a line or tabs between cells: the rebuilding of tables counts on every one of them."""
    texts = ("柳湾市档案馆2031年度部门决算", "", "项目\t决算数", "\t", "一、财政拨款收入\t1,204.50")
    assert read(REPORT.encode()) == [
        Page(1, tuple(Line(text, 1, printed=text, number=n) for n, text in enumerate(texts, start=1)))
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_with_and_without_mark(encoding):
    assert decode(REPORT.encode(encoding)) == (REPORT, 0)


def test_gb18030_with_mark():
    assert decode("\ufeff决算".encode("gb18030")) == ("决算", 0)


def test_a_file_cut_inside_a_character_loses_only_that_one():
    found = read("本年收入合计 307.15 万元，".encode()[:-1])
    assert [line.text for line in found[0].lines] == ["本年收入合计 307.15 万元\ufffd"]
    assert found[1] == Issue("read", 1, "1 characters could not be decoded and stand as \ufffd")


def test_a_replacement_mark_in_the_text_itself_is_no_damage():
    assert decode("收入\ufffd支出，均为财政拨款".encode()) == ("收入\ufffd支出，均为财政拨款", 0)


@pytest.mark.parametrize(
    "source",
    [
        "柳灣市檔案館預算書，歲出按機關別編製。".encode("big5"),
        "해당 기관의 연간 예산 총액과 재정 운용 상황을 공개합니다.".encode("euc-kr"),
        bytes(range(1, 200)) * 3,
        b"\x91\xd1" * 200,
        b"\x01\x02text\x00" * 40,
    ],
    ids=["big5", "euc-kr", "bytes", "one ideograph again and again", "control characters"],
)
def test_other_encodings_and_bytes_are_refused(source):
    with pytest.raises(UnreadableFile, match=r"neither UTF-8, GB18030 nor UTF-16 .* save the file as UTF-8"):
        decode(source)


def test_a_mark_that_lies():
    with pytest.raises(UnreadableFile, match="begins with the mark of utf-8 but is not such text"):
        decode(b"\xef\xbb\xbf" + "一般公共预算".encode("gb18030"))


def test_quotes_of_a_spreadsheet_are_no_text():
    """Excel quotes amounts with commas where it saves as text; ="208" is how a program keeps a code from it."""
    (page,) = read('="208"\t社会保障和就业支出\t"1,204.50"\n“三公”经费\n'.encode())
    assert isinstance(page, Page)
    assert [line.text for line in page.lines] == ["208\t社会保障和就业支出\t1,204.50", "“三公”经费"]
    assert page.lines[0].printed == '="208"\t社会保障和就业支出\t"1,204.50"'
