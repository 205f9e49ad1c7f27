"""Which paragraphs are headings, and which only look like one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.sections.labels import Place, label_heading
from pipeline.sections.numbers import Numbered, read_misread_number, read_outline_number
from pipeline.sections.paragraphs import Paragraph, like_title
from pipeline.vocabulary.headings import Headings

ANNOUNCED = 92.0  # RapidFuzz ratio of a title and its entry in the table of contents
WORDY = 10  # characters of a title that is one though its last words are misread too
ITEM_LENGTH = 32  # characters of a heading below （一）

_PARTS = ("overview", "report_tables", "narrative", "glossary", "attachment", "contents")  # a report's own parts
_GLUED = re.compile(r"(.{2,36}?)([。：:])\s*(\S.{3,})", re.S)  # 一、政府采购情况。2024年本部门…
_SUBJECT = re.compile(r"(?:情况|说明|结果|职责|职能|设置|构成|概况|解释|信息|原因)$")  # what glued headings end with
_TOPIC = re.compile(r"(?:目标|措施|事项|任务|报告|总结)$")  # the same, where the subject is known
_DEFINITION = re.compile(r"[：:，,]?\s*(?:是指|指|反映|即|是)")  # 基本支出：指…
_ITEM = re.compile(r"[（(][类款项][)）]|支出[:：]$|\d\s*[万亿]?元|[|｜]")  # …（类）…（项）; 工资福利支出：
_TITLE_WORDS = re.compile(r"情况|说明|职[责能]|概况|解释|构成|设置|目标|信息")
_FEE = re.compile(r"因公出国|公务接待|公务用车|公车")  # items of 三公经费, with their figures
_ENTRY = re.compile(r"(?<![.…·．])[.…·．]{3,}\s*\d{1,3}$")  # of a table of contents that went on unnoticed
_LEGEND = re.compile(
    r"(?:柱状|饼状|饼|条形|折线|示意|分布|结构)图$|金额(?:[(（][百千万亿]*元[)）])?$"
)  # titles and axes of charts
_INNER_COLON = re.compile(r"[：:].")
_LEADS_ON = re.compile(r"如下|包括|[：:]$")  # announces a list; no title
_ANNEX = re.compile(r"附[件表]\s*[一二三四五六七八九十\d]*\s*[：:]?")
_TABLE_NUMBER = re.compile(r"附表\s*[（(]?[一二三四五六七八九十\d]+[)）]?\s*[：:]?")  # above a table's title; not 附表
_ANNEX_REPORT = re.compile(r"附件\s*[一二三四五六七八九十\d]+\s*[：:.、]?\s*\S{4,36}报告")  # 附件1：某项目绩效评价报告
_TASK = re.compile(  # 负责档案管理 in a list of duties; not 管理体制
    r"负责|履行|承担|承办|完成|组织|贯彻|执行|协调|协助|指导|拟[订定]|制[订定]|参与|研究|开展|推进|推动|落实|做好|加强|监督|宣传|统筹|起草"
)
_DUTIES = re.compile(r"职[责能]$")  # 承担的主要职能
_OF_TABLE = re.compile(r"表(?:[（(].{1,10}[)）]|[一二三四五六七八九十\d]*)$")  # 收入表, 支出表（按经济分类）; not 表彰
_DATE = re.compile(r"(?:20\d\d|[一二][〇○零O0oⅩ]\S{2})年\s*\S{1,3}月(?:\s*\S{1,3}日)?")  # 二〇二四年四月; not 2024年度


@dataclass(frozen=True)
class Heading:
    """A heading as printed."""

    number: str
    level: int  # by the style of its number; of one without number, by what it is
    value: int  # of the number, 0 where there is none
    title: str
    page: int
    known: str = "other"  # its label, seen alone
    tail: str = ""  # text on the same line


@dataclass(frozen=True)
class Surroundings:
    """What a paragraph must be seen with to tell a heading from a sentence."""

    announced: tuple[str, ...]  # entries of the tables of contents, folded
    bodies: tuple[str, ...]  # names of the disclosing body
    last: Heading | None = None  # the heading before
    following: tuple[Paragraph, ...] = ()  # the next ones, three at most
    few_numbers: bool = False  # whether the report's headings have no numbers
    parted: bool = False  # whether a 第一部分 has been met: without, 一、 numbers the report's own parts

    def is_part(self, level: int) -> bool:
        return level == 0 or (level == 1 and not self.parted)


def read_heading(paragraph: Paragraph, around: Surroundings, headings: Headings) -> Heading | None:
    """The heading that a paragraph is or opens with; None for text."""
    printed = paragraph.text.strip()
    text = headings.plain(printed)
    if _ENTRY.search(text) or _LEGEND.search(text):
        return None
    numbered = read_outline_number(text)
    if numbered:
        found = _numbered(numbered, around, headings)
    else:
        found = _misnumbered(text, around, headings) or _bare(text, paragraph, around, headings)
    if found and text != printed:
        found = _as_printed(found, printed, headings)
    return replace(found, page=paragraph.page) if found else None


def _as_printed(found: Heading, printed: str, headings: Headings) -> Heading:
    """A heading read in simplified script, in the words that stand there."""
    numbered = read_outline_number(printed) or read_misread_number(printed)
    rest = numbered.rest if numbered and found.number else printed
    ends = (end for end in range(len(found.title), len(rest) + 1) if headings.plain(rest[:end]) == found.title)
    end = max(ends, default=len(rest)) if found.tail else len(rest)
    return replace(found, title=rest[:end].strip(), tail=rest[end:].strip())


def _numbered(numbered: Numbered, around: Surroundings, headings: Headings) -> Heading | None:
    if not numbered.rest:
        return _heading(numbered, numbered.number, "", "other") if numbered.level == 0 else None
    title, tail = _split(numbered, around, headings)
    known = _label(title, around.is_part(numbered.level), around, headings)
    if not _fits(numbered, title, tail, known) or not _allowed(numbered, title, known, around.last):
        return None
    return _heading(numbered, title, tail, known)


def _misnumbered(text: str, around: Surroundings, headings: Headings) -> Heading | None:
    """A heading whose number was misread: its title must be a known one."""
    numbered = read_misread_number(text)
    if numbered is None or not like_title(numbered.rest):
        return None
    bare = numbered.number[-1] not in "、)）"  # 三支出情况; 六安市… is a place
    if bare and numbered.level > 0 and around.last is None:
        return None
    wordy = len(numbered.rest) >= WORDY and not bare
    if numbered.level > 0 and not wordy and not _TITLE_WORDS.search(numbered.rest):
        return None
    if around.last and around.last.known == "glossary" and numbered.level > 0:
        return None
    if _DEFINITION.match(numbered.rest) or _TASK.match(numbered.rest):
        return None
    found = _numbered(replace(numbered, value=_next_value(numbered, around.last)), around, headings)
    return found if found and found.known != "other" else None


def _next_value(numbered: Numbered, last: Heading | None) -> int:
    return last.value + 1 if last and last.level == numbered.level else 0


def _heading(numbered: Numbered, title: str, tail: str, known: str) -> Heading:
    number = "" if title == numbered.number else numbered.number
    return Heading(number, numbered.level, numbered.value, title, 0, known, tail)


def _label(title: str, part: bool, around: Surroundings, headings: Headings) -> str:
    return label_heading(title, Place(part, ("other",), bodies=around.bodies), headings)[0]


def _split(numbered: Numbered, around: Surroundings, headings: Headings) -> tuple[str, str]:
    """A heading and the text glued to it; the whole where nothing is glued."""
    match = _GLUED.match(numbered.rest)
    if not match or not like_title(match[1]) or _DEFINITION.match(match[3]):
        return numbered.rest, ""
    named = match[2] != "。" and numbered.level <= 2 and not _FEE.search(match[1])  # （一）收入预算：…
    sized = bool(re.search(r"[预决]算$", match[1])) and not _FEE.search(match[1])  # 1.收入预算。…
    low = numbered.level <= 2
    bare = low and _is_subject(match[1], headings) and not _FEE.search(match[1])  # （一）机关运行经费。…
    topic = low and bool(_TOPIC.search(match[1]))
    if not (named or sized or bare or _SUBJECT.search(match[1]) or topic):
        return numbered.rest, ""
    if headings.fold(match[1]) in headings.titles:
        return match[1] + match[2], match[3]
    known = _label(match[1], around.is_part(numbered.level), around, headings)
    if known == "other" and _goes_on(numbered, around.last) and _SUBJECT.search(match[1]):
        return match[1] + match[2], match[3]
    generic = headings.core(headings.fold(match[1])) in headings.inherits
    if known == "other" and not generic:
        return numbered.rest, ""
    return match[1] + match[2], match[3]


def _is_subject(title: str, headings: Headings) -> bool:
    """Whether a title is the name of a subject and nothing else."""
    folded = headings.fold(title)
    return any(folded in form.words for form in headings.forms)


def _goes_on(numbered: Numbered, last: Heading | None) -> bool:
    """Whether a heading is the next of a series whose texts all follow on the same line."""
    return last is not None and bool(last.tail) and last.level == numbered.level and last.value + 1 == numbered.value


def _fits(numbered: Numbered, title: str, tail: str, known: str) -> bool:
    """Whether a numbered text has the shape of a heading of its level."""
    if not like_title(title) or title[-1] in "；;" or (_ITEM.search(title) and not (tail and known != "other")):
        return False
    if numbered.level == 0:
        return True
    if _INNER_COLON.search(title) or (_OF_TABLE.search(title) and known != "report_tables"):
        return False
    if title[-1] == "。":
        return bool(tail) or (bool(_SUBJECT.search(title[:-1])) and len(title) <= ITEM_LENGTH)
    if title[-1] in "：:" and not tail:
        return known != "other" or numbered.level <= 2
    return numbered.level <= 2 or len(title) <= ITEM_LENGTH


def _allowed(numbered: Numbered, title: str, known: str, last: Heading | None) -> bool:
    """Whether a heading may stand here: a glossary has terms, a table part has row names, both with numbers."""
    if last is None or numbered.level == 0:
        return True
    if last.known in ("duties", "overview", "organisation") and _TASK.match(title) and not _DUTIES.search(title):
        return False
    if last.known == "glossary":
        return numbered.level == last.level and numbered.value > last.value
    if last.known in ("report_tables", "attachment"):
        return known != "other" and bool(_TITLE_WORDS.search(title)) and not _OF_TABLE.search(title)
    return True


def _bare(text: str, paragraph: Paragraph, around: Surroundings, headings: Headings) -> Heading | None:
    """A heading without a number: known to stand alone, announced by the contents, or set as one."""
    title, tail = text, ""
    glued = re.match(r"(.{4,16}?)[：:]\s*(\S.{3,})", text, re.S)
    if glued and headings.fold(glued[1]) in headings.alone:
        title, tail = glued[1] + "：", glued[2]
    ends = "；;，" if around.few_numbers and _SUBJECT.search(title.rstrip("。")) else "。；;，"  # 总体情况。
    if not like_title(title) or title[-1] in ends or _DATE.fullmatch(title) or paragraph.rows[0].cells > 1:
        return None
    folded = headings.fold(title)
    for body in around.bodies:
        folded = folded.replace(headings.fold(body), "", 1) if body else folded
    known = _label(title, True, around, headings)
    if _TABLE_NUMBER.fullmatch(title):
        return None
    if _ANNEX_REPORT.fullmatch(title):
        return Heading("", 0, 0, title, 0, known)
    if folded in headings.alone or _ANNEX.fullmatch(title):
        known = "attachment" if _ANNEX.fullmatch(title) else known
        return Heading("", _level(title, known, around), 0, title, 0, known, tail)
    table = bool(_OF_TABLE.search(title)) and known != "report_tables"
    if table or len(folded) < 4:
        return None
    announced = any(fuzz.ratio(headings.fold(title), entry) >= ANNOUNCED for entry in around.announced)
    if _LEADS_ON.search(title):
        return None
    if announced or _set_as_title(paragraph, title, known) or _stands_alone(title, known, around, headings):
        return Heading("", _level(title, known, around), 0, title, 0, known)
    return None


def _set_as_title(paragraph: Paragraph, title: str, known: str) -> bool:
    """Centred on a page with boxes, or marked by a converter and one of the report's own parts."""
    row = paragraph.rows[0]
    if row.left is None or row.right is None:
        return row.marked and known in _PARTS
    centred = abs((row.left + row.right) / 2 - 0.5) < 0.04 and row.left > 0.18
    return centred and len(paragraph.rows) <= 2 and (known != "other" or bool(_TITLE_WORDS.search(title[-4:])))


def _stands_alone(title: str, known: str, around: Surroundings, headings: Headings) -> bool:
    """In a report without numbers: a known subject on its own line, a sentence below it or below its sub-headings."""
    named = known not in ("other", "cover", "contents") and bool(_SUBJECT.search(title.rstrip("。")))
    if not around.few_numbers or not (named or headings.fold(title) in headings.titles):
        return False
    for paragraph in around.following:
        if read_outline_number(paragraph.text):
            return False
        if _is_text(paragraph.text):
            return True
    return False


def _is_text(text: str) -> bool:
    return text[-1] in "。；" or not like_title(text)


def _level(title: str, known: str, around: Surroundings) -> int:
    """Of a heading without number: a part of the document, or a step below the numbered heading it explains."""
    last = around.last
    if last and last.number and last.level >= 1 and (title[-1] in "：:" or known in ("duties", "organisation")):
        return last.level + 1
    if last and not last.number and last.level >= 1 and known in ("duties", "organisation"):
        return last.level
    return 0 if known in _PARTS or not (around.parted and around.few_numbers) else 1
