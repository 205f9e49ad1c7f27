"""The words in front of a figure, read as the name of a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.statements.tokens import YEAR, any_of
from pipeline.vocabulary.cues import Cues

_NAME = r"((?:[^，。；：（）\d\s]|（[^（）\d]{1,6}）){2,40}?)"
CHAIN = rf"{_NAME}（(2\d\d)）{_NAME}（(\d\d|\d{{5}})）(?:{_NAME}（(\d\d|\d{{7}})）)?"
_CHAIN = re.compile(CHAIN)
_REACH = 2000  # characters: an item is no longer


def as_path(text: str) -> str:
    """Text with the codes of such a path turned into the levels that they stand for.

    >>> as_path("农林水支出（213）水利（03）防汛（14）"), as_path("教育支出（205）普通教育（20502）")
    ('农林水支出（类）水利（款）防汛（项）', '教育支出（类）普通教育（款）')
    """
    return _CHAIN.sub(_levels, text) if "（2" in text else text


def _levels(match: re.Match[str]) -> str:
    names = zip(match.group(1, 3, 5), "类款项", strict=True)
    return "".join(f"{name}（{level}）" for name, level in names if name)


def code_of(name: str, text: str, until: int) -> str | None:
    """The code of the last path before `until` whose lowest level bears the name; None where there is none.

    >>> code_of("防汛", "农林水支出（213）水利（03）防汛（14）：预算3万元", 20)
    '2130314'
    """
    found = None
    if "（2" not in text:
        return None
    for match in _CHAIN.finditer(text, max(0, until - _REACH)):
        if match.start() >= until:
            break
        if (match[5] or match[3]) == name:
            found = ""
            for code in filter(None, match.group(2, 4, 6)):
                found = code if len(code) > 2 else found + code
    return found


Role = Literal["planned", "actual"]

_OWN_BRACKETS = re.compile(r"（[^（）]([^（）]{1,}）|$)|（$")  # （同口径）, not （境）, （项）
_MARKS = re.compile(r"^[，。；：、\-—·.…”’）/\s]+|[，。；：、\-—·.…“‘（/\s]+$")
_ORDINAL = re.compile(r"^(?:（?\d{1,2}）|\d{1,2}[.、](?!\d)|[①-⑳]|[一二三四五六七八九十]、|\d{3,7}(?=[\u4e00-\u9fff]))")
_WITHIN = re.compile(r"^.*(?:决算|预算|支出|收入|经费|费用|费|拨款)中(?=.{2})")  # “三公”经费支出中公务接待费
_BUDGET_OF = re.compile(r"(?:一般公共|政府性基金|国有资本经营|国有资本|社会保险基金|公共财政|公共)预算$")
_WHOLE = re.compile(
    r"(?:收入|支出|收支|支|财政拨款|经费|费用|资产|负债)(?:总计|合计|总额|总量|总数)$|(?:合同|采购)金额$"
)  # keeps its 总计
_AND_SUCH = re.compile(r"^.*、[^、]*等(?=[^、]{2,}[费出款]$)")  # 交通费、用餐费等公务接待费: one name
_MONEY_SPENT = re.compile(r"(?<=[费）])(?:用)?(?:发生|产生)?(?:决算|预算)?支出$")  # 公务接待费支出 is 公务接待费
_NAMES = re.compile(r"[\u4e00-\u9fff”、]{2}")  # not 1.79
_THREE_PUBLIC_TAIL = re.compile(r"(?<=^“三公”经费)(?:财政拨款|支出|收入|合计|总计|的|总)+$")  # “三公”经费财政拨款支出
_SHARED = re.compile(r"(?:支出|收入|经费|费用|费|采购)$")
_LISTED = re.compile(r"(?:费|费用|经费|支出)[、和]$")
_AND_LAST = re.compile(r"和|以及")
_AND = re.compile(r"和|以及|与(?=.{3})")
_OF_KINDS = re.compile(
    r"等?[两二三四五六七八][类项种](?=采购|费用|经费|支出)|(?<=[费出入])等?[两二三四五六七八]项$"
)  # 货物、工程、服务三类采购
_LEVELS_BEFORE = re.compile(
    r"^(?:\d{1,2}[.、])?2\d\d（类）(?:\d\d（款）(?:\d\d（项）)?)?"
)  # 208（类）05（款）01（项）行政单位离退休
_NAMED_IN_BRACKETS = re.compile(r"^.*（(“三公”经费)）")  # 接待费、出国费、车辆费（“三公”经费）
_THREE_PUBLIC = re.compile(r"[“”\"'‘’]?三公[“”\"'‘’]?")
_QUOTED_WHOLE = re.compile(r"[“\"‘]三公经费[”\"’]")
_AVERAGES = (
    "每",
    "人均",
    "单车",
    "单台",
    "每车",
    "车均",
    "户均",
    "亩均",
    "日均",
    "次均",
)  # no quantity of the body: 车均维护费
_NAME_ENDS = ("费", "入", "出", "计", "余", "款", "补助", "补贴", "资金", "基金", "预算", "决算", "专项")
_PLACES = frozenset("省市区县镇乡旗盟州级会社园台队校院馆所站处办委")  # no 局, 厅: of these there is no account
_ALWAYS_CUT = ("“三公”", "机关运行经费", "因公出国", "公务接待", "公务用车", "公车")


_TITLE = re.compile(
    rf"{CHAIN}|[^，。：；（\d]*(?:（[^（）\d]{{1,8}}）[^，。：；（\d]*)*"
)  # A（类）B（款）C（项）, up to 。
_CODE_BEHIND = re.compile(r"（2(?:\d{4}|\d{6})）")  # of an account: 水利（21303）
_TITLE_ENDS = re.compile(
    r"(?:收支|增减变化|变化|变动|执行|安排|使用|总体|具体|决算|预算|绩效|自评|评价|分析|有关|基本|的)*(?:情况|综述|说明|方面)+$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity's name as cleaned; empty where the words named none."""

    text: str
    role: Role | None = None  # what the figure after it is, where the words say so
    other: bool = False  # a quantity that is no money

    @property
    def parts(self) -> tuple[str, ...]:
        """The single names of `公务接待费、会议费`; a name that only looks joined is one."""
        found: list[str] = []
        for piece in filter(None, self.text.split("、")):  # 社会保障和就业支出 is one
            both = _AND.split(piece)
            found += both if _complete(both) else [piece]
        joined = len(found) > 1 and _complete(found)
        return tuple(found) if joined and "结转和结余" not in self.text else (self.text,)

    @property
    def several(self) -> tuple[str, ...]:
        """The single names where there is more than one."""
        return self.parts if len(self.parts) > 1 else ()


def _complete(parts: list[str]) -> bool:
    return all((len(part) >= 3 and part.endswith(_NAME_ENDS)) or part in ("收入", "支出") for part in parts)


@dataclass(frozen=True, eq=False)
class NameForms:
    """The patterns that clean a name, built from the cues."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    planned: re.Pattern[str]
    actual: re.Pattern[str]
    begins: re.Pattern[str]
    body: re.Pattern[str]
    coded: re.Pattern[str]  # 2050202小学教育
    reviewed: re.Pattern[str]  # “山洪预警”项目绩效自评综述
    topic: re.Pattern[str]
    path: re.Pattern[str]
    earlier: re.Pattern[str]
    aside: tuple[str, ...]
    money: tuple[str, ...]
    other: tuple[str, ...]
    figures: frozenset[str]  # words that say which figure it is, 年初预算, and may be cut into
    general: frozenset[str]
    achieved: frozenset[str]
    special: tuple[str, ...]


@lru_cache(maxsize=4)
def name_forms(cues: Cues) -> NameForms:
    """The patterns for a vocabulary."""
    words = cues.names

    def at_end(group: Iterable[str]) -> re.Pattern[str]:
        return re.compile(any_of(group) + r"(?:总额|总数|金额|数额|汇总数|合计数?|总计|数|额)?$")

    return NameForms(
        lead=re.compile(f"^{any_of(words['lead'])}"),
        tail=re.compile(f"{any_of({*words['tail'], *cues.direction['adverbs']})}$"),
        planned=at_end(words["planned"]),
        actual=at_end(words["actual"]),
        begins=re.compile(any_of(words["begins"])),
        body=re.compile(f"(?:{any_of(words['bodies'])}|的|年度?|本次)$"),
        earlier=re.compile(
            rf"(?:其中)?(?:该项|该项目|该费用|该经费|其)?(?!.*结转){any_of(cues.base['prior_year'])}{any_of(cues.base['figures'])}*(?:为|是)?"
        ),
        aside=words["aside"],
        path=re.compile(
            rf"[^，。；：]{{2,80}}（[类款项]）(?:（?\d{{3,7}}）?)?$|{CHAIN}$|[^，。；：]{{2,40}}（2(?:\d\d|\d{{4}}|\d{{6}})）$"
        ),
        coded=re.compile(r"(?:\d{7}|\d{5}|2[0-3]\d(?=[^，。；：\d]*支出))[^，。；：\d]{2,40}$"),
        reviewed=re.compile(
            r"(“[^”]{2,40}”(?:项目)?|[^，。；：“”]{2,40}项目|(?:部门)?整体支出)(?:支出)?(?:绩效)?"
            r"(?:(?:自评|评价)(?:综述|情况|结果)?|(?:自评|评价|综合|总体)*(?:得分|评分|总分)(?:为|：)?\d[\d.]*分?)$"
        ),
        topic=re.compile(
            rf"(?!占|主要|用于|包括|包含|其中)(?:[^，。；：]{{0,14}}(?:部门|单位|级)|[本我][^，。；：\d]{{1,3}})?(?:\d{{1,2}}[.、]|（\d）)?(?:{any_of(words['lead'])}|{YEAR})*{any_of(words['begins'])}[^，。；：\d按占超]{{0,16}}{any_of(words['money'])}"
        ),
        money=words["money"],
        other=words["other"],
        figures=frozenset(
            (
                *words["planned"],
                *words["actual"],
                *words["general"],
                *words["tail"],
                *(w for of in cues.base.values() for w in of),
            )
        ),
        general=frozenset(words["general"]),
        achieved=frozenset(words["achieved"]),
        special=words["special"],
    )


def read_name(text: str, forms: NameForms, words: Iterable[str] = ()) -> Name:
    """The name in the words before a figure, without year, body, and the words that say only 预算 or 决算.

    `某局2023年度“三公”经费支出决算为` names “三公”经费, actual; `支出预算为` names nothing, planned. None of the `words`
    is cut into: 年终结余 keeps its 年, 其他收入 its 其.
    """
    return _read_name(text, forms, tuple(words))


@lru_cache(maxsize=20_000)  # a report names few quantities, many times
def _read_name(text: str, forms: NameForms, words: tuple[str, ...]) -> Name:
    name = _THREE_PUBLIC.sub("“三公”", _QUOTED_WHOLE.sub("三公经费", as_path(text)))
    name = _LEVELS_BEFORE.sub("", _NAMED_IN_BRACKETS.sub(r"\1", name))
    name = _WITHIN.sub("", _OWN_BRACKETS.sub("", name))
    role: Role | None = None
    general = ""
    for piece in _around_year(name.rsplit("：", 1)[-1]):
        name = _without_body(_strip_lead(piece, forms, words), forms)
        name, found = _strip_tail(name, forms)
        role = role or found
        name = _AND_SUCH.sub("", name)
        name = _THREE_PUBLIC_TAIL.sub("", _MONEY_SPENT.sub("", _strip_lead(name, forms, words)))
        if _NAMES.search(name) and name not in forms.general:
            break
        general = general or (name if name in forms.general else "")
        name = ""
    name = name or general
    other = name.endswith(forms.other) or name.startswith(_AVERAGES)
    if name.endswith(forms.aside):
        return Name("", role)
    named = Name(name, role, other)
    if "（项）" not in name and "（款）" not in name and max(map(len, named.parts)) > 40:
        return Name("", role, other)
    return named


def listed(name: str, count: int) -> tuple[str, ...]:
    """The names of a list of `count`, the word that all share only with the last; empty where the list is no such one.

    >>> listed("政府采购货物、工程、服务支出", 3), listed("文化、体育与传媒支出", 3)
    (('政府采购货物支出', '政府采购工程支出', '政府采购服务支出'), ())
    """
    name = _OF_KINDS.sub("", name)
    *heads, last = [part for piece in name.split("、") for part in _AND_LAST.split(piece)]
    shared = _SHARED.search(last)
    if len(heads) + 1 != count or not heads or not shared or any(_SHARED.search(head) for head in heads):
        return ()
    first = "政府采购" if heads[0].startswith("政府采购") else ""
    return (heads[0] + shared[0], *(first + head + shared[0] for head in heads[1:]), first + last)


def title_name(text: str, forms: NameForms) -> str:
    """The quantity that a numbered passage opens with: `公务接待费。`, `A（类）B（款）C（项）。主要用于…`; empty where none."""
    match = _TITLE.match(text)
    name = read_name(_TITLE_ENDS.sub("", match[0]) if match else "", forms)
    coded = match and _CODE_BEHIND.match(text, match.end())
    return name.text if coded or is_money(name.text, forms) else ""


def is_money(name: str, forms: NameForms) -> bool:
    """Whether a name is one of a quantity of money, as far as its words tell."""
    return name.endswith(forms.money) and not name.endswith(forms.other)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one quantity: one is the end or the beginning of the other."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and (long.endswith(short) or long.startswith(short))


def _around_year(text: str) -> tuple[str, ...]:
    """The words after the year, where the name stands; before it, where nothing does: 接待费2023年预算."""
    years = list(re.finditer(YEAR, text))
    return (text[years[-1].end() :], text[: years[0].start()]) if years else (text,)


def _strip_lead(text: str, forms: NameForms, words: Iterable[str]) -> str:
    while True:
        shorter = _ORDINAL.sub("", _MARKS.sub("", text))
        match = forms.lead.match(shorter)
        if match and not forms.begins.match(shorter) and match.end() < len(shorter):
            cut = any(
                len(word) > match.end() and shorter.startswith(word) and word not in forms.figures for word in words
            )
            shorter = shorter if cut else shorter[match.end() :]
        if len(shorter) > 2 and shorter[0] == "“" and shorter[-1] == "”" and "”" not in shorter[1:-1]:
            shorter = shorter[1:-1]
        if shorter == text:
            return text
        text = shorter


def _without_body(text: str, forms: NameForms) -> str:
    for word in _ALWAYS_CUT:
        at = text.find(word)
        listed = _LISTED.search(text, 0, max(at, 0))  # 因公出国（境）费、公务用车购置费: two
        if at > 0 and not listed and not (word != "“三公”" and "及" in text[:at]):
            return text[at:]
    match = forms.begins.search(text)
    if match and match.start() and forms.body.search(text[: match.start()]):
        short = len(match[0]) == 2  # 收入, 支出: 城乡社区支出 is a name, 某某单位支出 and 某县民政局支出 a body's
        if not short or forms.body.search(text[: match.start()])[0] not in _PLACES:  # type: ignore[index]
            return text[match.start() :]
    return text


def _strip_tail(text: str, forms: NameForms) -> tuple[str, Role | None]:
    role: Role | None = None
    while text:
        text = _MARKS.sub("", text)
        if _WHOLE.search(text) or text.endswith(forms.other):
            break
        planned, actual = forms.planned.search(text), forms.actual.search(text)
        if planned and not _BUDGET_OF.search(text):
            role, text = role or "planned", text[: planned.start()]
        elif actual:
            role, text = role or "actual", text[: actual.start()]
        elif tail := forms.tail.search(text):
            text = text[: tail.start()]
        else:
            break
    return text, role
