"""A passage's words of comparison: one pattern, built once from the cues, cuts the text into tokens.

Whatever no token takes is plain text, which the grammar reads as names of quantities. A new wording of a comparison is a line of
cues.toml; a new kind of token is one of `Kind`, with its pattern here and its function in the grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from pipeline.statements.alternation import Alternation
from pipeline.vocabulary.cues import Cues

NUMBER = r"(?<!\d)[-+]?(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6}){0,2}|\d{1,13}(?:\.\d{1,6}){0,4})"  # 1,234.56  4.721.98; bounded
_HAN = "〇零一二三四五六七八九"
CHINESE = rf"(?<![{_HAN}十百千])[{_HAN}○两十百千]{{1,9}}(?:万(?=[一二三四五六七八九]))?(?:点[{_HAN}]{{1,4}})?"
_NUMERAL = rf"[{_HAN}○两十百千]"
_YUAN = (  # 两万三千元; not 多元
    rf"(?<![{_HAN}两十百千万])(?=[^元]{{0,12}}[十百千万]){_NUMERAL}{{1,8}}(?:万{_NUMERAL}{{0,8}})?(?=元)"
)
_TENTHS = (  # 三成, 两成半
    r"(?<![一二三四五六七八九十百千万])[一二两三四五六七八九]成"
    r"(?:[半一二三四五六七八九](?!个|项|是))?(?![员立本果品功绩熟])"
)
_PARTS = "(?:[百千]|[二三四五六七八九十]{1,2})分之"  # 百分之五, 三分之一
_HALF = "(?<=减)了?一?半(?=[，。；、）]|$)"  # 减半
_DOUBLED = (  # 翻了一番, 翻番; 减半
    rf"(?:(?<=翻)了|(?<=翻了)|(?<=翻))[一两二三四]番|(?<=翻)了?番|{_HALF}"
)
UNIT = r"(?:[余多]?[亿万][余多。.]?元|亿元|万元|千元|元|亿|万(?![人次辆个台份名户吨平]))"
AMOUNT = (
    rf"(?:{NUMBER}|{CHINESE}(?=亿元|万元)|{_YUAN}){UNIT}(?![/／]|（?含?）?以上|以下)"  # 2.5万元; not 2.5万元/人, 3万人
)
PERCENT = (  # 3%; not ≥3%, 95%以上
    rf"(?<![≥≤<>=≦≧])(?:{NUMBER}[%‰]|{_PARTS}{CHINESE}|{_TENTHS}|{_DOUBLED})(?!以上|以下|以内|及以上)"
)
RATE_AHEAD = rf"(?=[-+]?\d[\d,.]{{0,18}}[%‰]|{_PARTS}[〇零一二三四五六七八九十百])"
TIMES = rf"(?:{NUMBER}|[一二两三四五六七八九十]{{1,2}})倍"  # 增长1.5倍
SHORT = (  # 各减少12.6、8.3万元, 收入减少12.6、支出减少8.3万元: the unit comes with the last
    rf"{NUMBER}(?=(?:[，、和]|[、和](?:收入|支出)[^，。；、\d%]{{0,10}}){NUMBER}{UNIT})"
)
FIGURE_AHEAD = (
    rf"(?={NUMBER}(?:{UNIT}|[%‰]|个?百分点)|{_PARTS}|{CHINESE}(?:亿元|万元)|{_YUAN}|{_TENTHS}|了?[一两二三四]?番|{_HALF}"
    rf"|{TIMES}|{SHORT})"
)
YEAR = (
    r"(?:20[\dOo]{2}|二[〇○零0ΟO][〇○零0一二三四五六七八九]{2})(?:年度?(?!初|末)|(?=年初|年末))"  # 2023年度, 二〇二三年
)


def any_of(words: Iterable[str]) -> str:
    """A pattern that takes any of the words, the longest that fits."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a passage begin, in ascending order; without any, the passage was not cut."""

    text: str
    starts: tuple[int, ...] = ()

    def whole(self, start: int, end: int) -> bool:
        """Whether characters [start, end) are whole words: 因 of 因|人员|调出 is one, 因 of 因素 is none."""
        return self.begins(start) and self.begins(end)

    def begins(self, place: int) -> bool:
        """Whether a word begins here, or the text ends."""
        if not self.starts or place == len(self.text):
            return True
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and self.starts[at] == place

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The words that begin in [start, end), in order."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        bounds = (*self.starts[first : last + 1], len(self.text))[: last - first + 1]
        return tuple(self.text[bounds[at] : bounds[at + 1]] for at in range(last - first))


Base = Literal["prior_year", "initial_budget", "annual_budget"]
Found = (
    Base | Literal["itself"]
)  # `itself`: this year's figures with this year's, as 2023年执行数 in the account of 2023


class Kind(StrEnum):
    """What a token is; the values are the pattern's group names."""

    RANGE = "range"  # 5%-8%, 3—5万元
    POINTS = "points"  # 2.1个百分点
    AMOUNT = "amount"
    PERCENT = "percent"
    COMPLETION = "completion"  # 完成年初预算的, before a rate
    COMPLETED = "completed"  # 完成, before a rate
    RATE = "rate"  # 预算执行率为, before a rate
    SHARE = "share"  # 占收入总计的, before a rate
    SHIFT = "shift"  # 由812万元下降到655万元: two amounts of one quantity
    NIL = "nil"  # 为零
    RELATION = "relation"  # 决算数大于预算数
    DIFFERENCE = "difference"  # 决算数与预算数存在差异
    CAUSE = "cause"  # 主要原因是
    BASE = "base"  # 与上年相比, 较年初预算, 同比
    OPEN = "open"  # 主要是, 因
    UP = "up"  # 增加, before a figure
    DOWN = "down"
    SIGNED = "signed"  # 变动, before a figure
    LOOSE = "loose"  # 有所减少, without a figure
    BLANK = "blank"  # 增加 万元, with nothing filled in
    FLAT = "flat"  # 持平
    STILL = "still"  # 一致: flat only with its base
    INSIDE = "inside"  # 其中
    EACH = "each"  # 分别, 均
    STOP = "stop"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    PAUSE = "pause"
    COLON = "colon"
    LEFT = "left"
    RIGHT = "right"


@dataclass(slots=True)
class Token:
    """A word of comparison in its passage, and what the components have understood of it."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal | None = None  # of a figure, 万元 or percent, with its sign
    first: Decimal | None = None  # of a shift, what it came from
    base: Found | None = None  # that a base or a budget names
    also: Base | None = None  # the second base of 与上年决算数及年初预算数相比
    reason: tuple[int, int] | None = None  # span of the words that a cue of reasons opens


def tokens_between(tokens: list[Token], start: int, end: int) -> list[Token]:
    """Those that begin in `[start, end)`, of tokens in the order of the text."""
    return tokens[bisect_left(tokens, start, key=_start) : bisect_left(tokens, end, key=_start)]


def _start(token: Token) -> int:
    return token.start


_LONGEST_VERB = 6
_SAYS = re.compile(  # what every comparison, level or reason has some of; most prose has none, and is not cut
    r"[\d零无因系增减降升涨跌超占差百持不一相原主由属低高大小多少完变回扩节未]"  # a set in front: `re` skips to it
    r"(?:(?<=[\d零无因系增减降升涨跌超占差属未])|(?<=百)分|(?<=持)平|(?<=不)变|(?<=一)[致样]|(?<=相)[同等当]|(?<=原)因"
    r"|(?<=主)要|(?<=由)于|(?<=[低高大小多少])于|(?<=完)成|(?<=变)[化动]|(?<=回)落|(?<=扩)大|(?<=节)约)"
)
_NOT_FUND = r"(?<!公共)(?<!基金)(?<!经营)(?<!保险)"  # 预算 of 一般公共预算 is no base
_PLAIN = r"[^，。；：、\d%（）]"  # inside one clause
_ODD_BRACKETS = r"[^\d（）]{1,4}"  # a name's own brackets: 因公出国（境）, 行政运行（项）; not （其中：…）


@lru_cache(maxsize=4)
def pattern(cues: Cues) -> Alternation:
    """The patterns of all tokens; where two could begin at the same place, the earlier one of `Kind` wins."""
    never = cues.reason["never"]
    groups = {
        Kind.SHIFT: _shift(cues),
        Kind.NIL: r"(?:为|是)零(?!增长)|(?:为|是)0(?=[，。；、）]|$)|零支出|未发生(?:支出|费用)?(?=，|。|；)",
        Kind.RANGE: rf"{NUMBER}(?:%|{UNIT})?[~\-—–至]{NUMBER}(?:%|{UNIT})",
        Kind.POINTS: rf"{NUMBER}个?百分点",
        Kind.AMOUNT: rf"{AMOUNT}|(?<=[少加降升长低高为是各]){SHORT}",
        Kind.PERCENT: rf"{PERCENT}|{TIMES}",
        **_completion(cues),
        Kind.SHARE: _share(cues),
        Kind.RELATION: _relation(cues),
        Kind.DIFFERENCE: f"{any_of(cues.completion['differs'])}(?![额率])",
        Kind.CAUSE: _cause(cues),
        Kind.BASE: _base(cues),
        **_directions(cues),
        Kind.OPEN: _open(cues),
        Kind.FLAT: any_of(cues.direction["flat"]),
        Kind.STILL: any_of(cues.direction["flat_with_base"]),
        Kind.INSIDE: any_of(cues.lists["inside"]),
        Kind.EACH: any_of(cues.lists["each"]),
        Kind.STOP: "[。！]",
        Kind.SEMICOLON: "；",
        Kind.COMMA: "，",
        Kind.PAUSE: "、",
        Kind.COLON: "：",
        Kind.LEFT: rf"（(?!{_ODD_BRACKETS}）)",
        Kind.RIGHT: "）",
    }
    verbs = any_of({*cues.direction["increase"], *cues.direction["decrease"]})
    fillers = rf"(?:{any_of(cues.direction['fillers'])}){{0,5}}"
    name = rf"（(?!{verbs}）{fillers}{FIGURE_AHEAD}){_ODD_BRACKETS}）"  # not （减少）16.23万元: the verb that was meant
    return Alternation({"name": f"{any_of(never)}|{name}"} | {kind.value: p for kind, p in groups.items()})


def tokens(words: Words, cues: Cues) -> list[Token]:
    """The tokens of a folded passage, in order.

    A cue of one character counts only where it is a word of its own, and a base that opens with 和 only where 和 is one:
    社会保障和就业支出预算 is a name.
    """
    found: list[Token] = []
    if not _SAYS.search(words.text):
        return found
    search, start = pattern(cues).search, 0
    while next_one := search(words.text, start):
        kind, match = next_one
        start = max(match.end(), start + 1)
        if kind == "open" and len(match[0]) == 1 and not (words.whole(*match.span()) or _opens(match, cues)):
            continue
        if kind == "base" and match[0][0] == "和" and not words.begins(match.start()):
            start = match.start() + 1
            continue
        if kind != "name":
            found.append(Token(Kind(kind), match.start(), match.end(), match[0]))
    return found


def _opens(match: re.Match[str], cues: Cues) -> bool:
    """超支系虫草…, ；系石料…: 系 at a clause's beginning or behind a verb, however the words are cut."""
    before = match.string[max(0, match.start() - _LONGEST_VERB) : match.start()]
    verbs = (*cues.direction["increase"], *cues.direction["decrease"], *cues.reason["changing"])
    return match[0] == "系" and (before.endswith(("，", "；", "。")) or before.endswith(verbs))


def budget(cues: Cues) -> str:
    """A pattern for the budgets that a completion is measured by."""
    return f"{_NOT_FUND}{any_of((*cues.base['initial_budget'], *cues.base['annual_budget']))}"


def _completion(cues: Cues) -> dict[Kind, str]:
    figure = rf"(?:收入|支出|指标)?(?:数额|数|总额|金额|额|任务|的)*(?:{AMOUNT})?"
    tail = rf"{figure}(?:的|比例|比重|百分比|进度|率)*(?:为|达到|达|约|是|：)*{RATE_AHEAD}"
    own = rf"(?:{YEAR}|当年|全年|本年度?|市|县|区|省)?(?:部门|单位)?"
    loose = any_of(set(cues.completion["verbs"]) - set(cues.completion["tight"]))
    tight = any_of(set(cues.completion["tight"]) - {"占"})
    parts = any_of(cues.share["wholes"])  # 占支出预算的, 占本年支出预算: a share
    verb = rf"(?:分别|依次|各|均)*(?:{loose}(?:了|率)?{own}[^，。；：、占%增减]{{0,12}}?|{tight}{own}|占(?!(?:本年度?|当年)?{parts}){own})"
    return {
        Kind.COMPLETION: f"{verb}{budget(cues)}{tail}",
        Kind.COMPLETED: rf"(?:完成|执行)了?{RATE_AHEAD}",
        Kind.RATE: rf"{any_of(cues.completion['rates'])}(?:均|仅|约?为|达到|达|是|：|约)*{RATE_AHEAD}",
    }


def _shift(cues: Cues) -> str:
    """由上年的812万元下降到655万元; also with rates."""
    verbs = any_of(word for name in ("increase", "decrease") for word in cues.direction[name])
    figure = rf"(?:{YEAR})?{_PLAIN}{{0,10}}?(?:{AMOUNT}|{PERCENT})"
    return rf"(?:由|从){_PLAIN}{{0,2}}?{figure}，?(?:{verbs}|调整|压|变)(?:到|至|为){figure}"


def _share(cues: Cues) -> str:
    parts, links = any_of(cues.share["parts"]), "(?:分别|依次|仅|约?为|达到|达|约|是|：)*"
    whole = rf"(?:分别|依次|各|约|仅|共)*占(?!用|地){parts}?[^，。；：%]{{0,60}}?(?:的)?{parts}?{links}(?<![由从]){RATE_AHEAD}"
    return rf"{whole}|{parts}{links}{RATE_AHEAD}"


def _relation(cues: Cues) -> str:
    actual = rf"(?:{any_of(cues.completion['actual'])}(?:总额|金额|数|额)*)"
    sides = any_of({*cues.completion["above"], *cues.completion["below"], *cues.completion["equal"]} - {"大", "小"})
    short = any_of({*cues.completion["above"], *cues.completion["below"]})
    of = rf"(?:{YEAR})?(?:部门)?{budget(cues)}(?:总额|金额|数|额)*"
    return (
        rf"{actual}?(?:略|远|均)?{sides}了?{of}"  # 决算数大于预算数
        rf"|{of}(?:略|远|均)?{sides}{actual}"  # 预算数大于决算数
        rf"|(?:高于|低于|多于|少于|大于|小于|超过)了?(?:{YEAR}|{any_of(cues.base['prior_year'])})"  # 低于上年1.2万元
        rf"{any_of(cues.base['figures'])}{{0,4}}{FIGURE_AHEAD}"
        # 决算数比预算数大
        rf"|{actual}(?:与|同|和|比|较|跟){of}(?:相比)?(?:略|远|有所|基本)?(?:偏)?{short}(?=，|。|的|原因|主要|是)"
    )


def _cause(cues: Cues) -> str:
    about, nouns, links = (any_of(cues.reason[name]) for name in ("about", "nouns", "links"))
    links = rf"(?!{any_of(cues.reason['never'])}){links}"  # 原因是系统升级
    what = any_of(cues.reason["changing"])
    said = rf"(?:其|主要|具体)*{what}的?(?:主要|具体)?{any_of(cues.reason['like_nouns'])}{{1,2}}|主要(?:{what}|情况)"
    figures = rf"[^。；]{{0,80}}?(?:{AMOUNT}|{PERCENT})"  # 变动情况：基本支出增加3万元 says what changed, not why
    told = rf"(?:^|(?<=[，。；：]))(?:{said})(?:(?:是|为|如下|有|包括|在于)?：|是|为)(?!{figures})"
    like = rf"(?<=[数额加少长降升平异动化])的(?:主要|具体)?{any_of(cues.reason['like_nouns'])}(?:是|为|如下)?："
    return (
        rf"(?:{about}(?=.{{0,8}}{nouns})){{0,6}}{nouns}(?:{nouns}|{links}|的|，(?=一|1|主要|是)){{0,6}}|{like}|{told}"
    )


def _open(cues: Cues) -> str:
    """因, 主要是; 属于…的正常变化, ；属…增支; 多出的部分为, 以上各项减少，均为."""
    reasons = cues.reason
    official = any_of(word[1:] for word in reasons["never"] if word[0] == "因")
    changing = any_of(reasons["changing"])
    return (
        rf"{any_of({*reasons['open'], *reasons['purposes']})}(?!(?<=因){official})"
        rf"|属于?(?=[^，。；]{{0,40}}(?:正常(?:年度)?{changing}|[增减]支|[增减]收|(?:{changing})(?=[，。；]|$)))"
        rf"|(?:(?<=部分)|(?<=[长降加少升])(?=主?要?来自)){any_of(reasons['pointed'])}(?=[^，。；：%]{{2,60}}(?:[，。；：]|$))"
        rf"|(?:(?<=部分，)|(?<=，)|(?<=[前后]者)|(?<=[前后]一项)){any_of(reasons['pointed'])}"
        rf"(?![^，。；]{{0,16}}{any_of(reasons['nouns'])})(?=[^，。；：\d%]{{2,60}}(?:[，。；：]|$))"
    )


def _base(cues: Cues) -> str:
    """较上年, 与2023年预算相比; 与 and 和 only where a closing word, a verb or a flat word comes in the same clause."""
    joining = set(cues.comparison["joining"])
    opening, closing = any_of(set(cues.comparison["opening"]) - joining), any_of(cues.comparison["closing"])
    directions = (*cues.direction["flat"], *cues.direction["flat_with_base"])
    verbs = any_of(
        {*directions, *(w for d in ("increase", "decrease", "signed") for w in cues.direction[d] if len(w) > 1)}
    )
    years, differs = any_of(cues.base["prior_year"]), any_of(cues.completion["differs"])
    of = rf"(?:{YEAR}|{years}|{budget(cues)})(?!结转|结余|年末结)"
    tail = rf"(?:(?!{verbs}){any_of(cues.base['figures'])}|{YEAR}){{0,8}}(?:{closing})?"
    between = rf"(?:(?!{_VERBISH}){_PLAIN}){{0,10}}?"
    ahead = rf"(?={_PLAIN}{{0,24}}?(?:\d{{4}}年)?(?:{_PLAIN}{{0,8}}?{AMOUNT})?{_PLAIN}{{0,16}}?(?:{closing}|{verbs}|{differs}))"
    noun = rf"(?:(?!{_VERBISH}|支出|收入|经费){_PLAIN}){{0,10}}?"  # 社会保障和就业支出预算: its 和 joins nouns
    opened = rf"(?:{opening}{between}|{any_of(joining)}{ahead}{noun})"
    also = rf"(?:(?:和|及|以及|、|与|同){of}{tail})?"  # 与上年决算数及年初预算数相比
    on = rf"在(?:{YEAR}|{years}){_PLAIN}{{0,8}}(?:{AMOUNT})?的?基础上"
    return rf"{opened}{of}{tail}{also}|{on}|{any_of(cues.comparison['alone'])}(?:口径|{years})?"


_VERBISH = "占|增|减|降|比|较|与|完成|持平|大于|小于|主要|原因"


def _directions(cues: Cues) -> dict[Kind, str]:
    adverbs = rf"(?:{any_of(cues.direction['adverbs'])}){{0,3}}"
    fillers = rf"(?:{any_of(cues.direction['fillers'])}){{0,5}}(?:（[^（）\d]{{2,24}}）)?"  # 增长（同口径）3%
    words = {Kind.UP: "increase", Kind.DOWN: "decrease", Kind.SIGNED: "signed"}
    found = {}
    for kind, name in words.items():
        verb = any_of(cues.direction[name])
        found[kind] = (  # 减少, 减少（下降）; a form's brackets around the one that was meant, （减少）
            rf"{adverbs}(?:{verb}{{1,2}}(?:[（/]{verb}）?)?|（{verb}）){fillers}{FIGURE_AHEAD}"
        )
    up, down = any_of(cues.direction["increase"]), any_of(cues.direction["decrease"])
    either = rf"{adverbs}(?:{up}(?:/|（|或){down}|{down}(?:/|（|或){up})）?{fillers}{FIGURE_AHEAD}"
    found[Kind.SIGNED] += f"|{either}"
    found = {Kind.SIGNED: found.pop(Kind.SIGNED)} | found
    verbs = any_of(word for name in words.values() for word in cues.direction[name])
    loose = any_of(w for name in ("increase", "decrease") for w in cues.direction[name] if len(w) > 1)
    found[Kind.LOOSE] = rf"{adverbs}{loose}(?:较[多大快少]|不大|明显)?(?=[，。；]|$)"
    return found | {Kind.BLANK: rf"{verbs}{fillers}_*(?:万元|%|个百分点)|占[^，。；：、\d%]{{0,30}}_*%"}
